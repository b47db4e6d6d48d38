//! One's own alerts, as the page shows them.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_core::{
    Actor,
    alert::AlertKind,
    id::{AlertId, QuestionId, UserId},
    permission::{Action, Reach},
};
use souffleur_sla::TargetKind;
use souffleur_store::AlertLine;

use crate::{app::App, error::Error};

/// Lines of the page.
const PAGE: u32 = 100;
/// Lines that a page is told at once.
const NEWS: u32 = 5;

/// An alert as a page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct AlertRow {
    /// Its id.
    pub id: AlertId,
    /// What it says.
    pub kind: AlertKind,
    /// When it truly happened.
    pub at: Timestamp,
    /// When it was told.
    pub tell_at: Timestamp,
    /// Whether the browser may tell it.
    pub browser: bool,
    /// Whether it was seen.
    pub seen: bool,
    /// The question.
    pub question: QuestionId,
    /// The question's number.
    pub number: i64,
    /// What it is called.
    pub title: String,
    /// Which promise.
    pub promise: Option<TargetKind>,
    /// When that is due, or was.
    pub due_at: Option<Timestamp>,
}

/// What somebody has not seen.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Unseen {
    /// How many there are to read in the page.
    pub count: u64,
    /// The newest of them.
    pub newest: Vec<AlertRow>,
}

/// One's newest alerts, newest first.
pub async fn list(app: &App, actor: Actor) -> Result<Vec<AlertRow>, Error> {
    let user = own(actor)?;
    let lines = app.store().read().alerts_of(user, app.now(), PAGE).await?;
    Ok(lines.into_iter().map(row).collect())
}

/// What one has not seen.
pub async fn unseen(app: &App, actor: Actor) -> Result<Unseen, Error> {
    let (user, reader, now) = (own(actor)?, app.store().read(), app.now());
    let newest = reader.unseen_alerts(user, now, NEWS).await?;
    let count = if newest.is_empty() { 0 } else { reader.count_unseen_alerts(user, now).await? };
    Ok(Unseen { count, newest: newest.into_iter().map(row).collect() })
}

/// Notes that one has seen one's alerts, up to the newest that was shown where that is named.
pub async fn seen(app: &App, actor: Actor, up_to: Option<AlertId>) -> Result<(), Error> {
    let user = own(actor)?;
    let mut tx = app.store().begin().await?;
    tx.alerts_seen(user, up_to, app.now()).await?;
    Ok(tx.commit().await?)
}

/// Where one of one's alerts leads; on the way, everything that one was told of that question counts as seen.
pub async fn open(app: &App, actor: Actor, id: AlertId) -> Result<String, Error> {
    let user = own(actor)?;
    let mut tx = app.store().begin().await?;
    let question = tx.alert_opened(user, id, app.now()).await?.ok_or(Error::NotFound)?;
    tx.commit().await?;
    let place = if actor.reach(Action::ReadQuestions) == Reach::Everything { "questions" } else { "desk" };
    Ok(format!("/{place}/{question}"))
}

fn own(actor: Actor) -> Result<UserId, Error> {
    actor.may(Action::ChangeOwnProfile)?;
    actor.user().ok_or(Error::Forbidden)
}

fn row(line: AlertLine) -> AlertRow {
    let (promise, due_at) = line.promise.map_or((None, None), |(kind, _, due_at)| (Some(kind), due_at));
    AlertRow {
        id: line.id,
        kind: line.kind,
        at: line.at,
        tell_at: line.tell_at,
        browser: line.browser,
        seen: line.seen,
        question: line.question,
        number: line.number,
        title: line.title,
        promise,
        due_at,
    }
}
