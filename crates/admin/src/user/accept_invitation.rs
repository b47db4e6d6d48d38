//! Opening a one-time link: choosing a password, and for the first administrator a name and an address.

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problems},
};
use souffleur_app::{
    secret::fingerprint,
    session::{self, SignedIn},
};
use souffleur_core::{
    Actor,
    event::SettingChange,
    id::UserId,
    permission::Role,
    text::{Email, Name},
    user::{Expertise, User},
};

use super::{
    invite::{InvitationPurpose, open_invitation},
    password,
};
use crate::settings::Change;

/// What is typed on the page that a link opens.
#[derive(Clone, Default, Serialize, Deserialize)]
pub struct AcceptInvitation {
    /// What colleagues call them; empty to keep the name they were given.
    pub name: String,
    /// What they sign in with; only the first administrator chooses it.
    pub email: String,
    /// Their password.
    pub password: String,
}

impl std::fmt::Debug for AcceptInvitation {
    /// A password does not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AcceptInvitation")
            .field("name", &self.name)
            .field("email", &self.email)
            .finish_non_exhaustive()
    }
}

/// Uses a link up and signs in. Of two who use it at once, one finds it used.
pub async fn accept_invitation(app: &App, token: &str, form: AcceptInvitation) -> Result<SignedIn, Error> {
    let invited = open_invitation(app, token).await?;
    let user = person(app, invited.email.as_deref(), invited.purpose, &form).await?;
    let hash = password::hash(app, &form.password).await?;
    let mut change = Change::begin(app, Actor::Staff { id: user.id, role: user.role }).await?;
    let now = change.now;
    if !change.tx.use_invitation(&fingerprint(token), now).await? {
        return Err(Error::NotFound);
    }
    match invited.purpose {
        InvitationPurpose::FirstAdministrator if change.tx.has_users().await? => return Err(Error::NotFound),
        InvitationPurpose::FirstAdministrator => {
            change.tx.insert_user(&user, Some(&hash), now).await?;
            change.note("user", &user.email, SettingChange::Added);
        }
        InvitationPurpose::Join => {
            change.tx.set_password(user.id, &hash).await?;
            change.tx.void_invitations_of(user.id, now).await?;
            change.tx.revoke_sessions_of(user.id, now).await?;
            if app.settings().user(user.id).is_some_and(|known| known.name != user.name) {
                change.tx.save_user(&user).await?;
                change.note("user", &user.email, SettingChange::Changed);
            }
        }
    }
    let signed_in = session::open(app, &mut change.tx, user, now).await?;
    change.commit().await?;
    Ok(signed_in)
}

/// Who accepts, with the name they chose; checks the whole form.
async fn person(
    app: &App,
    email: Option<&str>,
    purpose: InvitationPurpose,
    form: &AcceptInvitation,
) -> Result<User, Error> {
    let mut problems = Problems::default();
    let known = email
        .and_then(|email| app.settings().users.iter().find(|user| user.email.as_str() == email).cloned());
    let user = match (purpose, known) {
        (InvitationPurpose::Join, Some(known)) => {
            let name = problems.take_optional("name", Some(&form.name), Name::parse);
            Some(User { name: name.unwrap_or_else(|| known.name.clone()), ..known })
        }
        (InvitationPurpose::Join, None) => return Err(Error::NotFound),
        (InvitationPurpose::FirstAdministrator, _) => {
            let name = problems.take("name", Name::parse(&form.name));
            let email = problems.take("email", Email::parse(&form.email));
            name.zip(email).map(|(name, email)| administrator(app.id(app.now()), name, email))
        }
    };
    if let Some(user) = &user
        && let Err(error) = password::check(&form.password, &user.email, &user.name).await?
    {
        problems.note("password", error.problem);
    }
    problems.check()?;
    // Without a user a problem was noted.
    user.ok_or(Error::NotFound)
}

fn administrator(id: UserId, name: Name, email: Email) -> User {
    User {
        id,
        email,
        name,
        role: Role::Administrator,
        language: None,
        voice: None,
        active: true,
        expertise: Expertise::default(),
    }
}
