//! Lets replies leave at their hour.

use jiff::SignedDuration;
use souffleur_store::Notice;
use tokio::sync::watch;

use super::runner::{noticed, rest};
use crate::{app::App, error::Error, question::let_leave};

/// How long to wait where there is none, in case a notice was missed.
const PERIOD: SignedDuration = SignedDuration::from_mins(5);
/// How long to wait after a failure.
const PATIENCE: SignedDuration = SignedDuration::from_secs(5);
/// How many are looked at together.
const BATCH: u64 = 50;

pub(super) async fn run(app: App, stop: watch::Receiver<bool>) {
    let mut notices = app.store().subscribe();
    while !*stop.borrow() {
        if let Err(error) = pass(&app).await {
            tracing::warn!(%error, "a reply could not leave; it is tried again");
            rest(&app, app.now() + PATIENCE, &stop).await;
            continue;
        }
        let next = match app.store().read().next_scheduled_replies(1).await {
            Ok(next) => next.first().map_or(app.now() + PERIOD, |next| next.leaves_at),
            Err(_) => app.now() + PATIENCE,
        };
        tokio::select! {
            () = noticed(&mut notices, |notice| *notice == Notice::Replies) => {}
            () = rest(&app, next.min(app.now() + PERIOD), &stop) => {}
        }
    }
}

/// Lets everything leave whose hour has come, and says how many there were.
pub async fn pass(app: &App) -> Result<u64, Error> {
    let (mut left, mut failed) = (0, None);
    while failed.is_none() {
        let waiting = app.store().read().next_scheduled_replies(BATCH).await?;
        let due: Vec<_> = waiting.iter().filter(|waiting| waiting.leaves_at <= app.now()).collect();
        if due.is_empty() {
            break;
        }
        for waiting in due {
            // One that fails holds up no other.
            match let_leave(app, waiting).await {
                Ok(went) => left += u64::from(went),
                Err(error) => failed = Some(error),
            }
        }
    }
    failed.map_or(Ok(left), Err)
}
