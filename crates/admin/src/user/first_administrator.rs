//! The link that an empty desk prints when it starts: who opens it first becomes its administrator.

use jiff::SignedDuration;
use souffleur_app::{App, error::Error};
use souffleur_store::Purpose;

use super::invite::make;

/// Long enough to walk to the other room, short enough for a log file that is kept.
const LASTS: SignedDuration = SignedDuration::from_hours(24);

/// A new link while nobody works here; none afterwards, and the links made before open nothing then either.
pub async fn first_administrator_link(app: &App) -> Result<Option<String>, Error> {
    if app.store().read().has_users().await? {
        return Ok(None);
    }
    let (invitation, row) = make(app, None, Purpose::FirstAdministrator, LASTS, app.now());
    let mut tx = app.store().begin().await?;
    tx.insert_invitation(&row).await?;
    tx.commit().await?;
    Ok(Some(invitation.link))
}
