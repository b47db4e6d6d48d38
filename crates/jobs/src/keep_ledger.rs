//! Puts what has ended into the sums that reports are read from. Figures are exact without it: it makes them quick, so it
//! takes little at a time and leaves the database to whoever asks and answers.

use std::time::Duration;

use souffleur_app::{App, error::Error, snapshot::house_zone};
use souffleur_store::Notice;

use super::{job::Job, notice::noticed};

/// Questions in one transaction.
const BATCH: u64 = 64;
/// How long to gather what happens, between two looks.
const BREATH: Duration = Duration::from_millis(250);
/// How often to look whether anything was overlooked.
const PERIOD: Duration = Duration::from_mins(1);

pub(super) async fn run(job: Job) {
    let mut notices = job.app.store().subscribe();
    while !job.is_stopping() {
        if job.attempt(look(&job.app, || job.is_stopping())).await.is_none() {
            continue;
        }
        tokio::select! {
            () = noticed(&mut notices, |notice| matches!(notice, Notice::Event(_))) => {}
            () = job.rest(PERIOD) => {}
        }
        job.rest(BREATH).await;
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
