//! Ending the session of this device.

use souffleur_app::{App, error::Error};
use souffleur_core::id::SessionId;

/// Ends a session; one that has ended, or never was, stays so.
pub async fn sign_out(app: &App, session: SessionId) -> Result<(), Error> {
    let mut tx = app.store().begin().await?;
    tx.revoke_session(session, app.now()).await?;
    Ok(tx.commit().await?)
}
