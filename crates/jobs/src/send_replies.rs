//! Lets replies leave at their hour.

use std::time::Duration;

use jiff::Timestamp;
use souffleur_app::{App, error::Error};
use souffleur_question::question::let_leave;
use souffleur_store::Notice;

use super::{job::Job, notice::noticed};

/// How long to wait where there is none, in case a notice was missed.
const PERIOD: Duration = Duration::from_mins(5);
/// How many are looked at together.
const BATCH: u64 = 50;

pub(super) async fn run(job: Job) {
    let app = &job.app;
    let mut notices = app.store().subscribe();
    while !job.is_stopping() {
        let look = async {
            pass(app).await?;
            Ok(app.store().read().next_scheduled_replies(1).await?)
        };
        let Some(next) = Box::pin(job.attempt(look)).await else { continue };
        let next = next.first().map_or(Timestamp::MAX, |next| next.leaves_at);
        tokio::select! {
            () = noticed(&mut notices, |notice| *notice == Notice::Replies) => {}
            () = app.clock().sleep_until(next) => {}
            () = job.rest(PERIOD) => {}
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
