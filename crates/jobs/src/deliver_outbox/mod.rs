//! Carries out what transactions promised to send: leases a few effects, sends them outside of any transaction, and records
//! what became of each. A failure of the transport pauses it and costs no letter an attempt.

mod outcome;
mod record;

use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt as _, future::BoxFuture, stream};
use jiff::{SignedDuration, Timestamp};
use souffleur_app::{App, error::Error, mail::unpack, mail_transport::Gate};
use souffleur_channels::email::{Cause, MailTransport, SendError, Step};
use souffleur_core::id::OutboxId;
use souffleur_store::{Effect, Notice, OutboxItem};

pub use outcome::Delivered;

use self::outcome::Outcome;
use super::{
    job::{Exclusion, Job, Next, WakeReason},
    running::Running,
};

/// Leased at once: few, for they wait for this node alone.
const BATCH: u32 = 8;
/// Under way at once.
const TOGETHER: usize = 4;
/// How long a lease lasts, and how often it is renewed while something is being sent.
const LEASE: SignedDuration = SignedDuration::from_secs(60);
const RENEW: SignedDuration = SignedDuration::from_secs(20);
/// How long to wait at most, should the clock be set back.
const LONGEST_WAIT: Duration = Duration::from_mins(10);
/// How often to look, whatever the notices say.
const PERIOD: SignedDuration = SignedDuration::from_secs(30);

/// Delivers the outbox.
pub struct DeliverOutbox {
    post: Arc<dyn MailTransport>,
}

impl DeliverOutbox {
    /// A job that sends letters by a transport.
    pub fn new(post: Arc<dyn MailTransport>) -> Self {
        Self { post }
    }
}

impl Job for DeliverOutbox {
    fn name(&self) -> &'static str {
        "deliver_outbox"
    }

    fn exclusion(&self) -> Exclusion {
        Exclusion::ClaimedRows
    }

    fn is_outward(&self) -> bool {
        true
    }

    fn pass<'a>(&'a self, running: &'a Running, reason: WakeReason) -> BoxFuture<'a, Result<Next, Error>> {
        Box::pin(async move {
            let app = &running.app;
            if reason == WakeReason::Start {
                let count = release(app).await?;
                if count > 0 {
                    tracing::info!(count, "letters that this node was sending when it ended are sent now");
                }
            }
            let delivered = pass(app, &*self.post).await?;
            if delivered.all() > 0 {
                return Ok(Next::Now);
            }
            Ok(Next::Listen { at: Some(next_look(app).await), within: LONGEST_WAIT })
        })
    }

    /// While the transport is paused nothing new hurries it.
    fn listens_to(&self, app: &App, notice: &Notice) -> bool {
        *notice == Notice::Outbox && !matches!(app.transport().gate(app.now()), Gate::Closed(_))
    }
}

/// Gives back what this node had leased before it ended without saying what became of it.
pub async fn release(app: &App) -> Result<u64, Error> {
    let mut tx = app.store().begin().await?;
    let released = tx.release_leases(app.config().delivery.node).await?;
    tx.commit().await?;
    Ok(released)
}

/// When something may be due again, at the latest after a period.
async fn next_look(app: &App) -> Timestamp {
    let period = app.now() + PERIOD;
    if let Gate::Closed(until) = app.transport().gate(app.now()) {
        return until;
    }
    let due = app.store().read().next_delivery_due().await.ok().flatten();
    due.map_or(period, |due| due.min(period))
}

/// Delivers what is due now, at most one batch.
pub async fn pass(app: &App, post: &dyn MailTransport) -> Result<Delivered, Error> {
    let now = app.now();
    let limit = match app.transport().gate(now) {
        Gate::Open => BATCH,
        Gate::Probe => 1,
        Gate::Closed(_) => return Ok(Delivered::default()),
    };
    let node = app.config().delivery.node;
    let mut tx = app.store().begin().await?;
    let items = tx.claim_outbox(now, node, now + LEASE, limit).await?;
    tx.commit().await?;
    let ids: Vec<OutboxId> = items.iter().map(|item| item.id).collect();
    let was_open = limit == BATCH;
    let outcomes = stream::iter(items).map(|item| send(app, post, item, was_open)).buffer_unordered(TOGETHER);
    // Those that are done by now are recorded together: one transaction, one flush to the disk.
    let mut done = std::pin::pin!(outcomes.ready_chunks(TOGETHER));
    let mut delivered = Delivered::default();
    let deliver = async {
        while let Some(outcomes) = done.next().await {
            record::record(app, &outcomes, &mut delivered).await?;
        }
        Ok(())
    };
    tokio::select! {
        result = deliver => result.map(|()| delivered),
        never = renew(app, &ids) => never,
    }
}

/// Keeps the leases of what is being sent for as long as that takes.
async fn renew(app: &App, ids: &[OutboxId]) -> Result<Delivered, Error> {
    loop {
        app.clock().sleep_until(app.now() + RENEW).await;
        let renewed = async {
            let mut tx = app.store().begin().await?;
            tx.renew_leases(app.config().delivery.node, ids, app.now() + LEASE).await?;
            tx.commit().await
        };
        if let Err(error) = renewed.await {
            tracing::warn!(%error, "the leases of letters could not be renewed");
        }
    }
}

async fn send(app: &App, post: &dyn MailTransport, item: OutboxItem, was_open: bool) -> Outcome {
    if was_open && app.transport().paused().is_some() {
        return Outcome { item, result: None };
    }
    let result = match &item.effect {
        Effect::Letter(envelope) => {
            let result = post.send(&unpack(app, &item, envelope)).await;
            if let Err(error) = &result {
                app.transport().count(error);
            }
            result
        }
        Effect::Post(reply) => Err(SendError::new(Cause::LetterRefused, Step::Channel, &reply.channel)),
    };
    Outcome { item, result: Some(result) }
}
