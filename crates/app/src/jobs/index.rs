//! Brings what search knows up to date, a few questions at a time. Who asks comes first: while the desk is busy, the
//! index takes small bites with long rests between them, and catches up afterwards; whoever searches meanwhile reads what
//! is missing.

use jiff::SignedDuration;
use souffleur_store::Notice;
use tokio::sync::watch;

use super::runner::{noticed, rest};
use crate::{app::App, error::Error};

/// Questions in one transaction, while nobody waits.
const BATCH: u64 = 200;
/// Questions in one transaction, while the desk is busy.
const BITE: u64 = 20;
/// So many transactions since the last look are a busy desk.
const BUSY: u64 = 40;
/// The pause between two looks: changes that come close together are one batch.
const PAUSE: SignedDuration = SignedDuration::from_millis(250);
/// The pause while the desk is busy.
const LONG_PAUSE: SignedDuration = SignedDuration::from_secs(1);
/// How often to look when nothing was heard.
const PERIOD: SignedDuration = SignedDuration::from_secs(60);

pub(super) async fn run(app: App, stop: watch::Receiver<bool>) {
    let mut notices = app.store().subscribe();
    let mut seen = app.store().metrics().transactions;
    while !*stop.borrow() {
        let now = app.store().metrics().transactions;
        let busy = now.saturating_sub(seen) > BUSY;
        let questions = match app.store().index_some(if busy { BITE } else { BATCH }).await {
            Ok(indexed) => indexed.questions,
            Err(error) => {
                tracing::warn!(%error, "search could not be brought up to date");
                0
            }
        };
        // Its own transactions are nobody's haste.
        seen = app.store().metrics().transactions;
        match (questions, busy) {
            (0, _) => {
                tokio::select! {
                    () = noticed(&mut notices, |notice| matches!(notice, Notice::Event(_))) => {}
                    () = rest(&app, app.now() + PERIOD, &stop) => {}
                }
                rest(&app, app.now() + PAUSE, &stop).await;
            }
            (_, true) => rest(&app, app.now() + LONG_PAUSE, &stop).await,
            // Whoever waits for the writer goes first.
            (_, false) => tokio::task::yield_now().await,
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
