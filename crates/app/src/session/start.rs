//! A session begins, and is asked for with each request.

use jiff::{SignedDuration, Timestamp};
use souffleur_core::{
    Actor,
    event::{Event, EventKind},
    id::{SessionId, UserId},
    user::User,
};
use souffleur_store::Session;

use super::token::RefreshToken;
use crate::{App, error::Error};

/// Who is away for longer signs in again.
const IDLE: SignedDuration = SignedDuration::from_hours(14 * 24);
/// Even who is never away does, now and then.
const LONGEST: SignedDuration = SignedDuration::from_hours(90 * 24);

/// Somebody who proved who they are.
#[derive(Clone)]
pub struct SignedIn {
    /// Who.
    pub user: User,
    /// Their session; access tokens name it.
    pub session: SessionId,
    /// What the next access token can be had for, once.
    pub refresh_token: String,
    /// Until when.
    pub refresh_expires_at: Timestamp,
}

impl std::fmt::Debug for SignedIn {
    /// A token does not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedIn")
            .field("user", &self.user.id)
            .field("session", &self.session)
            .finish_non_exhaustive()
    }
}

/// When a session ends if it is not refreshed.
pub(super) fn expiry(created_at: Timestamp, now: Timestamp) -> Timestamp {
    (now + IDLE).min(created_at + LONGEST)
}

/// Starts a session, in a transaction that the caller keeps.
pub async fn open(
    app: &App,
    tx: &mut souffleur_store::Tx,
    user: User,
    now: Timestamp,
) -> Result<SignedIn, Error> {
    let id: SessionId = app.id(now);
    let token = RefreshToken::first(id, app.entropy());
    let session = Session {
        id,
        user: user.id,
        refresh_hash: token.fingerprint(),
        previous_hash: None,
        created_at: now,
        rotated_at: now,
        expires_at: expiry(now, now),
        revoked_at: None,
    };
    tx.insert_session(&session).await?;
    let by = Actor::Staff { id: user.id, role: user.role };
    let signed_in =
        Event { id: app.id(now), question: None, by, at: now, what: EventKind::SignedIn { user: user.id } };
    tx.append(&[signed_in]).await?;
    Ok(SignedIn { user, session: id, refresh_token: token.text(), refresh_expires_at: session.expires_at })
}

/// Who stands behind an access token, if their session lasts and they still work here. The role is the present one,
/// not that of the token.
pub async fn session_user(app: &App, session: SessionId, user: UserId) -> Result<Option<User>, Error> {
    let settings = app.settings();
    let Some(user) = settings.user(user).filter(|user| user.active) else { return Ok(None) };
    let session = app.store().read().session(session).await?;
    let lasts = session.is_some_and(|session| {
        session.user == user.id && session.revoked_at.is_none() && app.now() < session.expires_at
    });
    Ok(lasts.then(|| user.clone()))
}
