//! Puts what has ended into the sums that reports are read from. Figures are exact without it: it makes them quick, so it
//! takes little at a time and leaves the database to whoever asks and answers.

use std::time::Duration;

use futures_util::future::BoxFuture;
use souffleur_app::{App, error::Error, snapshot::house_zone};
use souffleur_store::Notice;

use super::{
    job::{Exclusion, Job, Next, WakeReason},
    running::Running,
};

/// Questions in one transaction.
const BATCH: u64 = 64;
/// How long to gather what happens, between two looks.
const BREATH: Duration = Duration::from_millis(250);
/// How often to look whether anything was overlooked.
const PERIOD: Duration = Duration::from_mins(1);

/// Keeps the sums of the reports.
#[derive(Debug)]
pub struct KeepLedger;

impl Job for KeepLedger {
    fn name(&self) -> &'static str {
        "keep_ledger"
    }

    fn exclusion(&self) -> Exclusion {
        Exclusion::ClaimedRows
    }

    fn pass<'a>(&'a self, running: &'a Running, _: WakeReason) -> BoxFuture<'a, Result<Next, Error>> {
        Box::pin(async move {
            look(&running.app, || running.is_stopping()).await?;
            Ok(Next::listen(PERIOD))
        })
    }

    fn listens_to(&self, _: &App, notice: &Notice) -> bool {
        matches!(notice, Notice::Event(_))
    }

    fn coalescing(&self) -> Duration {
        BREATH
    }
}

/// Puts everything that has ended into the sums, and says of how many questions.
pub async fn pass(app: &App) -> Result<u64, Error> {
    look(app, || false).await
}

async fn look(app: &App, stop: impl Fn() -> bool) -> Result<u64, Error> {
    let mut seen = 0;
    while !stop() {
        let settings = app.settings();
        match app.store().fold_ledger(&house_zone(&settings), app.now(), BATCH).await? {
            0 => break,
            questions => seen += questions,
        }
    }
    Ok(seen)
}
