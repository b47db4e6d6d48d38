//! Who works at the demo's house, and how they sign in.

use souffleur_admin::user;
use souffleur_app::App;
use souffleur_core::{
    Actor,
    id::UserId,
    permission::Role,
    text::{Email, Name},
};

use crate::Error;

/// Everybody's password; a demo has no secrets.
pub(crate) const PASSWORD: &str = "le souffleur souffle";

/// The addresses of the house.
const HOUSE: &str = "@lanterne.example";

/// One way in.
#[derive(Debug, Clone)]
pub(crate) struct Login {
    pub(crate) id: UserId,
    pub(crate) email: Email,
    pub(crate) name: Name,
    pub(crate) role: Role,
}

/// Everybody of the house, community managers first: theirs is the place to begin.
pub(crate) fn logins(app: &App) -> Vec<Login> {
    let settings = app.settings();
    let ours = settings.users.iter().filter(|user| user.active && user.email.ends_with(HOUSE));
    let mut logins: Vec<_> = ours
        .map(|user| Login {
            id: user.id,
            email: user.email.clone(),
            name: user.name.clone(),
            role: user.role,
        })
        .collect();
    let order = [Role::CommunityManager, Role::Expert, Role::Supervisor, Role::Administrator];
    logins.sort_by_key(|login| order.iter().position(|role| *role == login.role));
    logins
}

/// Gives everybody the password.
pub(crate) async fn let_in(app: &App) -> Result<(), Error> {
    for login in logins(app) {
        user::set_password(app, Actor::Desk, login.id, PASSWORD).await.map_err(Error::refused)?;
    }
    Ok(())
}
