//! Watches over promises: warns while there is time, and records at its true time that one was broken. The timer and
//! its effect are one transaction, so each happens once however many nodes run.
//!
//! `fire` claims and writes, many timers to a transaction; `effect` says which effect each kind of timer has: a new
//! kind is a variant of [`souffleur_store::TimerKind`], a line there, and a file beside it.

mod alone;
mod batch;
mod digest;
mod effect;
mod escalate;
mod fire;
mod promise;
mod unread;

use std::{future::Future, sync::Arc};

use futures_util::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use souffleur_app::{
    App,
    clock::Clock,
    error::{Error, Sources},
};
use souffleur_question::alert::plan_digests;
use souffleur_sla::{Engine, TimerClock, TimerSettings, TimerStore, Wake};
use souffleur_store::Notice;
use tokio::sync::broadcast::error::RecvError;

use super::{
    job::{Exclusion, Job, Next, WakeReason},
    recount,
    running::Running,
};

/// Timers in one transaction. Their effects are written together, so that a few hundred cost little more than one;
/// beyond that the others who want to write would notice.
const BATCH: u32 = 250;

/// Watches over promises. A pass lasts until the stop: the timer engine has a loop of its own, which records its looks.
#[derive(Debug)]
pub struct FireTimers;

impl Job for FireTimers {
    fn name(&self) -> &'static str {
        "fire_timers"
    }

    fn exclusion(&self) -> Exclusion {
        Exclusion::ClaimedRows
    }

    fn is_outward(&self) -> bool {
        true
    }

    fn pass<'a>(&'a self, running: &'a Running, _: WakeReason) -> BoxFuture<'a, Result<Next, Error>> {
        Box::pin(async move {
            let (wake, app) = (Wake::default(), &running.app);
            replan(app).await;
            let engine = engine(app, Some(running.clone()));
            tokio::select! {
                () = engine.run(&wake, running.stopped()) => {}
                () = listen(app, &wake) => {}
            }
            Ok(Next::Now)
        })
    }
}

/// Fires everything that is due now, and says how many timers that were.
pub async fn pass(app: &App) -> Result<u64, Error> {
    engine(app, None).run_due().await
}

fn engine(app: &App, running: Option<Running>) -> Engine<Timers, Ticking> {
    let settings = TimerSettings { batch: BATCH, ..TimerSettings::default() };
    Engine::with_settings(Timers { app: app.clone(), running }, Ticking(Arc::clone(app.clock())), settings)
}

/// Tells the engine of timers that are stored, here or on another node.
async fn listen(app: &App, wake: &Wake) {
    let mut notices = app.store().subscribe();
    loop {
        match notices.recv().await {
            Ok(Notice::Timers(Some(due_at))) => wake.timer(due_at),
            Ok(Notice::Timers(None)) | Err(RecvError::Lagged(_)) => wake.now(),
            Ok(Notice::Settings) => replan(app).await,
            Ok(_) => {}
            // The store is gone; the stop follows.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Plans what the calendar says, again whenever that may have changed. If it fails now, the next change or start does
/// it.
async fn replan(app: &App) {
    let planned = async {
        app.reload_settings().await?;
        plan_digests(app).await
    };
    if let Err(error) = planned.await {
        tracing::warn!(%error, error.sources = %Sources(&error), "the digests could not be planned");
    }
}

/// The application's clock, as the timer engine asks it.
struct Ticking(Arc<dyn Clock>);

impl TimerClock for Ticking {
    fn now(&self) -> Timestamp {
        self.0.now()
    }

    fn sleep_until(&self, at: Timestamp) -> impl Future<Output = ()> + Send {
        self.0.sleep_until(at)
    }
}

/// The store's timers, as the timer engine asks for them; without a job where one pass is made by itself.
struct Timers {
    app: App,
    running: Option<Running>,
}

impl TimerStore for Timers {
    type Error = Error;

    async fn next_due(&self) -> Result<Option<Timestamp>, Error> {
        let read = self.app.store().read();
        let (due, retry) = (read.next_timer_due().await?, read.next_retry().await?);
        let next = due.into_iter().chain(retry).min();
        if next.is_none_or(|next| next > self.app.now()) {
            self.running.iter().for_each(Running::succeeded);
        }
        Ok(next)
    }

    async fn fire_due(&self, now: Timestamp, limit: u32) -> Result<u32, Error> {
        // A timer of a promise that is about to move must not fire at its old time.
        recount::waiting(&self.app).await?;
        let fired = match fire::fire(&self.app, now, limit).await {
            Ok(0) => alone::again(&self.app, now, limit).await?,
            Ok(fired) => fired,
            Err(error) => {
                tracing::warn!(%error, error.sources = %Sources(&error), "a batch of timers failed; each is fired by itself");
                alone::each(&self.app, now, limit).await?
            }
        };
        self.running.iter().for_each(Running::succeeded);
        Ok(fired)
    }

    fn pause_after(&self, error: &Error, _: u32) -> Option<SignedDuration> {
        let pause = self.running.as_ref()?.failed(error);
        SignedDuration::try_from(pause).ok()
    }
}
