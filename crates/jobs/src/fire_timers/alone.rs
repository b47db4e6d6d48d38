//! What happens when a batch fails: each of its timers is fired by itself, so that the one that can't be is set aside,
//! to be tried again later and later, and all the others fire.

use jiff::{SignedDuration, Timestamp};
use souffleur_app::{
    App,
    error::{Error, Sources},
};
use souffleur_core::id::TimerId;

use super::fire;
use crate::backoff::later;

/// Fires what a batch would have, each by itself, and says how many timers were dealt with.
pub(super) async fn each(app: &App, now: Timestamp, limit: u32) -> Result<u32, Error> {
    let due = app.store().read().due_timers(now, limit).await?;
    all(app, now, due).await
}

/// Fires those again that were set aside and whose time has come.
pub(super) async fn again(app: &App, now: Timestamp, limit: u32) -> Result<u32, Error> {
    let due = app.store().read().timers_to_retry(now, limit).await?;
    all(app, now, due).await
}

async fn all(app: &App, now: Timestamp, timers: Vec<TimerId>) -> Result<u32, Error> {
    let mut dealt_with = 0;
    for id in timers {
        dealt_with += match fire::fire_one(app, now, id).await {
            Ok(fired) => fired,
            // Where the store itself is the trouble, this fails too, and the engine waits.
            Err(error) => set_aside(app, now, id, &error).await?,
        };
    }
    Ok(dealt_with)
}

async fn set_aside(app: &App, now: Timestamp, id: TimerId, error: &Error) -> Result<u32, Error> {
    let mut tx = app.store().begin().await?;
    let attempts = tx.set_timer_aside(id, &error.to_string(), |attempts| later(now, attempts)).await?;
    tx.commit().await?;
    let retry_in: SignedDuration = later(now, attempts).duration_since(now);
    let sources = Sources(error);
    tracing::error!(timer = %id, attempts, ?retry_in, %error, error.sources = %sources, "a timer's effect fails; it is set aside");
    Ok(1)
}
