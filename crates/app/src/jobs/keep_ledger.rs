//! Puts what has ended into the sums that reports are read from. Figures are exact without it: it makes them quick, so it
//! takes little at a time and leaves the database to whoever asks and answers.

use jiff::SignedDuration;
use souffleur_store::Notice;
use tokio::sync::watch;

use super::runner::{noticed, rest};
use crate::{app::App, error::Error, report::house_zone};

/// Questions in one transaction.
const BATCH: u64 = 64;
/// How long to gather what happens, between two looks.
const BREATH: SignedDuration = SignedDuration::from_millis(250);
/// How often to look whether anything was overlooked.
const PERIOD: SignedDuration = SignedDuration::from_secs(60);

pub(super) async fn run(app: App, stop: watch::Receiver<bool>) {
    let mut notices = app.store().subscribe();
    while !*stop.borrow() {
        if let Err(error) = look(&app, || *stop.borrow()).await {
            tracing::warn!(%error, "what has ended could not be put into the sums; reports stay right, and are slower");
        }
        tokio::select! {
            () = noticed(&mut notices, |notice| matches!(notice, Notice::Event(_))) => {}
            () = rest(&app, app.now() + PERIOD, &stop) => {}
        }
        rest(&app, app.now() + BREATH, &stop).await;
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
