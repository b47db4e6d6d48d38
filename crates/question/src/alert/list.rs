//! One's own alerts, as the page shows them.

use serde::Serialize;
use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor,
    id::{QuestionId, UserId},
    permission::Action,
};
use souffleur_store::{AlertLine, Seen};

/// Lines of the page.
const PAGE: u32 = 100;
/// Lines that a page is told at once.
const NEWS: u32 = 5;

/// What somebody has not seen.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Unseen {
    /// How many there are to read in the page.
    pub count: u64,
    /// The newest of them.
    pub newest: Vec<AlertLine>,
}

/// One's newest alerts, newest first.
pub async fn list(app: &App, actor: Actor) -> Result<Vec<AlertLine>, Error> {
    let user = own(actor)?;
    Ok(app.store().read().alerts_of(user, app.now(), PAGE).await?)
}

/// What one has not seen.
pub async fn unseen(app: &App, actor: Actor) -> Result<Unseen, Error> {
    let (user, reader, now) = (own(actor)?, app.store().read(), app.now());
    let newest = reader.unseen_alerts(user, now, NEWS).await?;
    let count = if newest.is_empty() { 0 } else { reader.count_unseen_alerts(user, now).await? };
    Ok(Unseen { count, newest })
}

/// Whether one was told something of a question that one has not seen.
pub async fn is_news(app: &App, actor: Actor, question: QuestionId) -> Result<bool, Error> {
    Ok(app.store().read().has_unseen_alert(own(actor)?, question, app.now()).await?)
}

/// Notes that one has seen one's alerts.
pub async fn seen(app: &App, actor: Actor, which: Seen) -> Result<(), Error> {
    let user = own(actor)?;
    let mut tx = app.store().begin().await?;
    tx.alerts_seen(user, which, app.now()).await?;
    Ok(tx.commit().await?)
}

fn own(actor: Actor) -> Result<UserId, Error> {
    actor.may(Action::ChangeOwnProfile)?;
    actor.user().ok_or(Error::Forbidden)
}
