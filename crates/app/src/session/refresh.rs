//! A new access token for a refresh token, which is replaced.

use jiff::SignedDuration;
use souffleur_store::Session;

use super::{
    start::{SignedIn, expiry},
    token::RefreshToken,
};
use crate::{App, error::Error};

/// How long a token that was just replaced is still good: two tabs that ask at once are one person.
const GRACE: SignedDuration = SignedDuration::from_secs(10);

/// Replaces a refresh token. One that was replaced before is in two hands, so its session ends.
pub async fn refresh(app: &App, token: &str) -> Result<SignedIn, Error> {
    let token = RefreshToken::parse(token).ok_or(Error::SessionEnded)?;
    let now = app.now();
    let mut tx = app.store().begin().await?;
    let session = tx.session(token.session).await?.filter(|session| session.revoked_at.is_none());
    let mut session = session.filter(|session| now < session.expires_at).ok_or(Error::SessionEnded)?;
    let user = app.settings().user(session.user).filter(|user| user.active).cloned();
    let user = user.ok_or(Error::SessionEnded)?;
    let next = token.next(app.signing_key().bytes());
    if token.is(&session.refresh_hash) {
        session.expires_at = expiry(session.created_at, now);
        // When another request was faster, it made the same token of this one.
        tx.rotate_session(session.id, &session.refresh_hash, &next.fingerprint(), now, session.expires_at)
            .await?;
        tx.commit().await?;
    } else if !in_grace(&session, &token, now) {
        tx.revoke_session(session.id, now).await?;
        tx.commit().await?;
        tracing::warn!(user = %session.user, session = %session.id, "a refresh token was used twice: session ended");
        return Err(Error::SessionEnded);
    }
    Ok(SignedIn {
        user,
        session: session.id,
        refresh_token: next.text(),
        refresh_expires_at: session.expires_at,
    })
}

fn in_grace(session: &Session, token: &RefreshToken, now: jiff::Timestamp) -> bool {
    let replaced = session.previous_hash.as_ref().is_some_and(|previous| token.is(previous));
    replaced && now.duration_since(session.rotated_at) <= GRACE
}
