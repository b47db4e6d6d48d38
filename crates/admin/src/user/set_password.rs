//! An administrator, or the command line, gives somebody a password.

use souffleur_app::{
    App,
    error::{Error, Problem},
};
use souffleur_core::{Actor, id::UserId, permission::Action};

use super::{password, sessions};

/// Sets somebody's password and ends their sessions.
pub async fn set_password(app: &App, actor: Actor, user: UserId, password: &str) -> Result<(), Error> {
    actor.may(Action::ManageUsers)?;
    let settings = app.settings();
    let user = settings.user(user).ok_or(Error::NotFound)?;
    password::check(password, &user.email, &user.name).await?.map_err(|error| Error::Invalid(vec![error]))?;
    let hash = password::hash(app, password).await?;
    let mut tx = app.store().begin().await?;
    tx.set_password(user.id, &hash).await?;
    sessions::end_all(&mut tx, user.id, None, app.now()).await?;
    // No setting has changed; it is how a desk beside this process learns on SQLite that sessions ended.
    tx.bump_settings().await?;
    tx.commit().await?;
    app.reload_settings().await
}

/// The password field's problem when nothing was typed.
pub(super) fn required(field: &str, text: &str) -> Result<(), Error> {
    if text.is_empty() { Err(Error::invalid(field, Problem::Required)) } else { Ok(()) }
}
