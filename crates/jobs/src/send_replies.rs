//! Lets replies leave at their hour.

use std::time::Duration;

use futures_util::future::BoxFuture;
use souffleur_app::{App, error::Error};
use souffleur_question::question::let_leave;
use souffleur_store::Notice;

use super::{
    job::{Exclusion, Job, Next, WakeReason},
    running::Running,
};

/// How long to wait where there is none, in case a notice was missed.
const PERIOD: Duration = Duration::from_mins(5);
/// How many are looked at together.
const BATCH: u64 = 50;

/// Lets replies leave.
#[derive(Debug)]
pub struct SendReplies;

impl Job for SendReplies {
    fn name(&self) -> &'static str {
        "send_replies"
    }

    fn exclusion(&self) -> Exclusion {
        Exclusion::ClaimedRows
    }

    fn is_outward(&self) -> bool {
        true
    }

    fn pass<'a>(&'a self, running: &'a Running, _: WakeReason) -> BoxFuture<'a, Result<Next, Error>> {
        Box::pin(async move {
            pass(&running.app).await?;
            let next = running.app.store().read().next_scheduled_replies(1).await?;
            Ok(Next::Listen { at: next.first().map(|next| next.leaves_at), within: PERIOD })
        })
    }

    fn listens_to(&self, _: &App, notice: &Notice) -> bool {
        *notice == Notice::Replies
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
