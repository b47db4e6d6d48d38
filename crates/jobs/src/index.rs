//! Brings what search knows up to date, a few questions at a time. Who asks comes first: while the desk is busy, the
//! index takes small bites with long rests between them, and catches up afterwards; whoever searches meanwhile reads what
//! is missing.

use std::time::Duration;

use souffleur_app::{App, error::Error};
use souffleur_store::Notice;

use super::{job::Job, notice::noticed};

/// Questions in one transaction, while nobody waits.
const BATCH: u64 = 200;
/// Questions in one transaction, while the desk is busy.
const BITE: u64 = 20;
/// So many transactions since the last look are a busy desk.
const BUSY: u64 = 40;
/// The pause between two looks: changes that come close together are one batch.
const PAUSE: Duration = Duration::from_millis(250);
/// The pause while the desk is busy.
const LONG_PAUSE: Duration = Duration::from_secs(1);
/// How often to look when nothing was heard.
const PERIOD: Duration = Duration::from_mins(1);

pub(super) async fn run(job: Job) {
    let app = &job.app;
    let mut notices = app.store().subscribe();
    let mut seen = app.store().metrics().transactions;
    while !job.is_stopping() {
        let now = app.store().metrics().transactions;
        let busy = now.saturating_sub(seen) > BUSY;
        let some = async { Ok(app.store().index_some(if busy { BITE } else { BATCH }).await?.questions) };
        let indexed = job.attempt(some).await;
        // Its own transactions are nobody's haste.
        seen = app.store().metrics().transactions;
        match (indexed, busy) {
            // It has waited already.
            (None, _) => {}
            (Some(0), _) => {
                tokio::select! {
                    () = noticed(&mut notices, |notice| matches!(notice, Notice::Event(_))) => {}
                    () = job.rest(PERIOD) => {}
                }
                job.rest(PAUSE).await;
            }
            (Some(_), true) => job.rest(LONG_PAUSE).await,
            // Whoever waits for the writer goes first.
            (Some(_), false) => tokio::task::yield_now().await,
        }
    }
}

/// Indexes everything that waits, and says how many questions that were.
pub async fn pass(app: &App) -> Result<u64, Error> {
    let mut all = 0;
    loop {
        let indexed = app.store().index_some(BATCH).await?;
        if indexed.questions == 0 {
            return Ok(all);
        }
        all += indexed.questions;
    }
}
