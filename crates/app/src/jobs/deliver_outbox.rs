//! Carries out what transactions promised to send: claims it, sends it outside of any transaction, and notes what
//! became of it. What a node had claimed when it died is claimed again when its lease is over.

use std::sync::Arc;

use futures_util::{StreamExt as _, stream};
use jiff::{SignedDuration, Timestamp};
use souffleur_channels::email::{MailTransport, SendError};
use souffleur_core::id::OutboxId;
use souffleur_store::{Effect, Notice, OutboxItem};

use super::{backoff::later, job::Job, runner::noticed};
use crate::{
    app::App,
    error::{Error, Sources},
    health::Count,
    letter,
};

/// Claimed at once.
const BATCH: u32 = 20;
/// Under way at once.
const TOGETHER: usize = 4;
/// How long a claim lasts: longer than a batch can take.
const LEASE: SignedDuration = SignedDuration::from_mins(10);
/// After so many tries, some four hours later, somebody has to look.
const MOST_ATTEMPTS: u32 = 10;
/// How often to look, whatever the notices say.
const PERIOD: SignedDuration = SignedDuration::from_secs(30);

/// What became of the effects of one pass.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Delivered {
    /// Taken over by the other side.
    pub sent: usize,
    /// To be tried again.
    pub retried: usize,
    /// Not to be tried again.
    pub given_up: usize,
}

impl Delivered {
    /// How many effects the pass looked at.
    pub const fn all(self) -> usize {
        self.sent + self.retried + self.given_up
    }
}

/// What became of one effect.
struct Outcome {
    id: OutboxId,
    attempt: u32,
    result: Result<(), SendError>,
}

pub(super) async fn run(job: Job, post: Arc<dyn MailTransport>) {
    let app = &job.app;
    let mut notices = app.store().subscribe();
    while !job.is_stopping() {
        let Some(delivered) = job.attempt(pass(app, &*post)).await else { continue };
        if delivered.all() > 0 {
            continue;
        }
        let until = next_look(app).await;
        tokio::select! {
            () = job.rest(PERIOD.unsigned_abs()) => {}
            () = app.clock().sleep_until(until) => {}
            () = noticed(&mut notices, |notice| *notice == Notice::Outbox) => {}
        }
    }
}

/// When something may be due again, at the latest after a period.
async fn next_look(app: &App) -> Timestamp {
    let period = app.now() + PERIOD;
    let due = app.store().read().next_delivery_due().await.ok().flatten();
    due.map_or(period, |due| due.min(period))
}

/// Delivers what is due now, at most one batch.
pub async fn pass(app: &App, post: &dyn MailTransport) -> Result<Delivered, Error> {
    let now = app.now();
    let mut tx = app.store().begin().await?;
    let items = tx.claim_outbox(now, now + LEASE, BATCH).await?;
    tx.commit().await?;
    let outcomes = stream::iter(items).map(|item| send(app, post, item)).buffer_unordered(TOGETHER);
    // Those that are done by now are noted together: one transaction, one flush to the disk.
    let mut done = std::pin::pin!(outcomes.ready_chunks(TOGETHER));
    let mut delivered = Delivered::default();
    while let Some(outcomes) = done.next().await {
        note(app, &outcomes, &mut delivered).await?;
    }
    Ok(delivered)
}

async fn send(app: &App, post: &dyn MailTransport, item: OutboxItem) -> Outcome {
    let result = match &item.effect {
        Effect::Letter(envelope) => post.send(&letter::unpack(app, &item, envelope)).await,
        Effect::Post(reply) => Err(SendError::Refused(format!("nothing carries {} yet", reply.channel))),
    };
    Outcome { id: item.id, attempt: item.attempts, result }
}

async fn note(app: &App, outcomes: &[Outcome], delivered: &mut Delivered) -> Result<(), Error> {
    let now = app.now();
    let mut tx = app.store().begin().await?;
    for Outcome { id, attempt, result } in outcomes {
        match result {
            Ok(()) => {
                tx.delivered(*id, now).await?;
                delivered.sent += 1;
            }
            Err(SendError::NotNow(error)) if *attempt < MOST_ATTEMPTS => {
                tracing::info!(item = %id, attempt, error, "a delivery failed and is tried again");
                tx.failed(*id, error, later(now, *attempt)).await?;
                app.counters().add(Count::DeliveryFailed);
                delivered.retried += 1;
            }
            Err(error) => {
                tracing::error!(item = %id, attempt, %error, error.sources = %Sources(error), "a delivery was given up");
                tx.given_up(*id, &error.to_string(), now).await?;
                app.counters().add(Count::DeliveryGivenUp);
                delivered.given_up += 1;
            }
        }
    }
    Ok(tx.commit().await?)
}
