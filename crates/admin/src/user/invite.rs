//! One-time links: how somebody who was added chooses a first password, or a new one.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use souffleur_app::secret::fingerprint;
use souffleur_app::{App, error::Error, mail::MailContext};
use souffleur_core::{Actor, Language, id::UserId, permission::Action, user::User};
use souffleur_store::Purpose;

use crate::letter;

/// How long an invitation is good.
const LASTS: SignedDuration = SignedDuration::from_hours(7 * 24);

/// A link that was made for somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Invitation {
    /// What they open, once.
    pub link: String,
    /// Until when.
    pub expires_at: Timestamp,
}

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum InvitationPurpose {
    /// Choosing a password of one's own.
    Join,
    /// Becoming the first administrator of an empty desk.
    FirstAdministrator,
}

/// What who opens a link sees before choosing a password.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// What the link is for.
    pub purpose: InvitationPurpose,
    /// Who is invited; nobody in particular for the first administrator.
    pub name: Option<String>,
    /// Their address.
    pub email: Option<String>,
    /// Their language, where it is known.
    pub language: Option<Language>,
    /// Until when the link is good.
    pub expires_at: Timestamp,
}

/// Makes a link for somebody and posts it to them. The links they had before are good no longer.
pub async fn invite(app: &App, actor: Actor, user: UserId) -> Result<Invitation, Error> {
    actor.may(Action::ManageUsers)?;
    let settings = app.settings();
    let user = settings.user(user).filter(|user| user.active).ok_or(Error::NotFound)?;
    let now = app.now();
    let (invitation, row) = make(app, Some(user), Purpose::Password, LASTS, now);
    let letter =
        letter::invitation(&MailContext::of(app, now), user, &invitation.link, invitation.expires_at)?;
    let mut tx = app.store().begin().await?;
    tx.void_invitations_of(user.id, now).await?;
    tx.insert_invitation(&row).await?;
    tx.enqueue(&[letter]).await?;
    tx.commit().await?;
    Ok(invitation)
}

/// A new link and the row that knows it.
pub(super) fn make(
    app: &App,
    user: Option<&User>,
    purpose: Purpose,
    lasts: SignedDuration,
    now: Timestamp,
) -> (Invitation, souffleur_store::Invitation) {
    let secret = app.entropy().secret();
    let expires_at = now + lasts;
    let row = souffleur_store::Invitation {
        hash: fingerprint(&secret),
        user: user.map(|user| user.id),
        purpose,
        expires_at,
        used_at: None,
    };
    (Invitation { link: app.url(&format!("/invitation/{secret}")), expires_at }, row)
}

/// Looks at a link without using it. One that was used, has expired or never was is not found.
pub async fn open_invitation(app: &App, token: &str) -> Result<Invited, Error> {
    let row = app.store().read().invitation(&fingerprint(token)).await?;
    let row = row.filter(|row| row.used_at.is_none() && app.now() < row.expires_at).ok_or(Error::NotFound)?;
    let settings = app.settings();
    let (purpose, user) = match (row.purpose, row.user) {
        (Purpose::FirstAdministrator, _) if settings.users.is_empty() => {
            (InvitationPurpose::FirstAdministrator, None)
        }
        (Purpose::Password, Some(id)) => {
            let user = settings.user(id).filter(|user| user.active).ok_or(Error::NotFound)?;
            (InvitationPurpose::Join, Some(user))
        }
        _ => return Err(Error::NotFound),
    };
    Ok(Invited {
        purpose,
        name: user.map(|user| user.name.to_string()),
        email: user.map(|user| user.email.to_string()),
        language: user.and_then(|user| user.language),
        expires_at: row.expires_at,
    })
}
