//! Brings what search knows up to date, a few questions at a time. Who asks comes first: while the desk is busy, the
//! index takes small bites with long rests between them, and catches up afterwards; whoever searches meanwhile reads what
//! is missing.

use std::{
    sync::atomic::{AtomicU64, Ordering},
    time::Duration,
};

use futures_util::future::BoxFuture;
use souffleur_app::{App, error::Error};
use souffleur_store::Notice;

use super::{
    job::{Exclusion, Job, Next, WakeReason},
    running::Running,
};

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

/// Keeps the search index up to date.
#[derive(Debug, Default)]
pub struct Index {
    /// The transactions that this node had made when it last looked.
    seen: AtomicU64,
}

impl Job for Index {
    fn name(&self) -> &'static str {
        "index"
    }

    fn exclusion(&self) -> Exclusion {
        Exclusion::Version
    }

    fn pass<'a>(&'a self, running: &'a Running, reason: WakeReason) -> BoxFuture<'a, Result<Next, Error>> {
        Box::pin(async move {
            let app = &running.app;
            let now = app.store().metrics().transactions;
            let seen = if reason == WakeReason::Start { now } else { self.seen.load(Ordering::Relaxed) };
            let busy = now.saturating_sub(seen) > BUSY;
            let indexed = app.store().index_some(if busy { BITE } else { BATCH }).await;
            // Its own transactions are nobody's haste.
            self.seen.store(app.store().metrics().transactions, Ordering::Relaxed);
            Ok(match (indexed?.questions, busy) {
                (0, _) => Next::listen(PERIOD),
                (_, true) => Next::After(LONG_PAUSE),
                (_, false) => Next::Now,
            })
        })
    }

    fn listens_to(&self, _: &App, notice: &Notice) -> bool {
        matches!(notice, Notice::Event(_))
    }

    fn coalescing(&self) -> Duration {
        PAUSE
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
