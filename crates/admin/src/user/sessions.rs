//! Where one is signed in, and ending it from afar.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor,
    id::{SessionId, UserId},
    permission::Action,
};
use souffleur_store::Tx;

/// One device that one is signed in on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSession {
    /// Which one.
    pub id: SessionId,
    /// Since when.
    pub created_at: Timestamp,
    /// When it was last seen, within the life of an access token.
    pub rotated_at: Timestamp,
    /// Until when, if it is not used.
    pub expires_at: Timestamp,
    /// Whether it is the one that asks.
    pub current: bool,
}

/// One's own sessions, the last used first.
pub async fn sessions(app: &App, actor: Actor, current: Option<SessionId>) -> Result<Vec<OwnSession>, Error> {
    actor.may(Action::ChangeOwnProfile)?;
    let user = actor.user().ok_or(Error::Forbidden)?;
    let now = app.now();
    let sessions = app.store().read().sessions_of(user).await?;
    let lasting =
        sessions.into_iter().filter(|session| session.revoked_at.is_none() && now < session.expires_at);
    let mut own: Vec<OwnSession> = lasting
        .map(|session| OwnSession {
            id: session.id,
            created_at: session.created_at,
            rotated_at: session.rotated_at,
            expires_at: session.expires_at,
            current: Some(session.id) == current,
        })
        .collect();
    own.sort_by_key(|session| std::cmp::Reverse(session.rotated_at));
    Ok(own)
}

/// Ends one of one's own sessions.
pub async fn revoke_session(app: &App, actor: Actor, session: SessionId) -> Result<(), Error> {
    actor.may(Action::ChangeOwnProfile)?;
    let mut tx = app.store().begin().await?;
    let session = tx.session(session).await?.filter(|session| Some(session.user) == actor.user());
    tx.revoke_session(session.ok_or(Error::NotFound)?.id, app.now()).await?;
    Ok(tx.commit().await?)
}

/// Ends all sessions of somebody, but for one they keep.
pub(crate) async fn end_all(
    tx: &mut Tx,
    user: UserId,
    keep: Option<SessionId>,
    now: Timestamp,
) -> Result<(), Error> {
    let sessions = tx.sessions_of(user).await?;
    for session in
        sessions.into_iter().filter(|session| session.revoked_at.is_none() && Some(session.id) != keep)
    {
        tx.revoke_session(session.id, now).await?;
    }
    Ok(())
}
