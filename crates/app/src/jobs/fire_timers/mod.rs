//! Watches over promises: warns while there is time, and records at its true time that one was broken. The timer and
//! its effect are one transaction, so each happens once however many nodes run.
//!
//! `batch` claims and writes, many timers to a transaction; `effect` says which effect each kind of timer has: a new
//! kind is a variant of [`souffleur_store::TimerKind`], a line there, and a file beside it.

mod alone;
mod batch;
mod effect;
mod escalate;
mod promise;
mod unread;

use std::{future::Future, sync::Arc};

use jiff::Timestamp;
use souffleur_sla::{Engine, TimerClock, TimerSettings, TimerStore, Wake};
use souffleur_store::Notice;
use tokio::sync::{broadcast::error::RecvError, watch};

use super::{recount, runner::stopped};
use crate::{alert::plan_digests, app::App, clock::Clock, error::Error};

/// Timers in one transaction. Their effects are written together, so that a few hundred cost little more than one;
/// beyond that the others who want to write would notice.
const BATCH: u32 = 250;

pub(super) async fn run(app: App, stop: watch::Receiver<bool>) {
    let wake = Wake::default();
    replan(&app).await;
    let engine = engine(&app);
    tokio::select! {
        () = engine.run(&wake, stopped(stop)) => {}
        () = listen(&app, &wake) => {}
    }
}

/// Fires everything that is due now, and says how many timers that were.
pub async fn pass(app: &App) -> Result<u64, Error> {
    engine(app).run_due().await
}

fn engine(app: &App) -> Engine<Timers, Ticking> {
    let settings = TimerSettings { batch: BATCH, ..TimerSettings::default() };
    Engine::with_settings(Timers(app.clone()), Ticking(Arc::clone(app.clock())), settings)
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
        tracing::warn!(%error, "the digests could not be planned");
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

/// The store's timers, as the timer engine asks for them.
struct Timers(App);

impl TimerStore for Timers {
    type Error = Error;

    async fn next_due(&self) -> Result<Option<Timestamp>, Error> {
        let read = self.0.store().read();
        let (due, retry) = (read.next_timer_due().await?, read.next_retry().await?);
        Ok(due.into_iter().chain(retry).min())
    }

    async fn fire_due(&self, now: Timestamp, limit: u32) -> Result<u32, Error> {
        // A timer of a promise that is about to move must not fire at its old time.
        recount::waiting(&self.0).await?;
        match batch::fire(&self.0, now, limit).await {
            Ok(0) => alone::again(&self.0, now, limit).await,
            Ok(fired) => Ok(fired),
            Err(error) => {
                tracing::warn!(%error, "a batch of timers failed; each is fired by itself");
                alone::each(&self.0, now, limit).await
            }
        }
    }
}
