//! Waiting for the customer: while the desk does, working time is not counted.

use jiff::Timestamp;
use souffleur_core::{
    Actor,
    event::{EventKind, RescheduleReason},
    pause::Pause,
    question::Question,
};
use souffleur_store::{Reader, Tx};

use super::Recount;
use crate::{App, error::Error, history::History};

/// The pause in which the desk waits for the customer of a question, if it does.
pub async fn waits_since(reader: &Reader, question: &Question) -> Result<Option<Pause>, Error> {
    let pauses = reader.pauses_of([question.id]).await?.remove(&question.id).unwrap_or_default();
    Ok(pauses.into_iter().find(|pause| pause.until.is_none()))
}

/// Ends the waiting, if there is any, and says whether there was: promises run on.
pub async fn end_wait(
    app: &App,
    tx: &mut Tx,
    history: &mut History,
    question: &Question,
    by: Actor,
    now: Timestamp,
) -> Result<bool, Error> {
    let Some(pause) = waits_since(tx, question).await? else { return Ok(false) };
    tx.end_pause(pause.id, now, by).await?;
    history.note(EventKind::Resumed { pause: pause.id, scope: pause.scope });
    let settings = app.settings();
    Recount::new(app, &settings, now).one(tx, history, question, RescheduleReason::Customer).await?;
    Ok(true)
}
