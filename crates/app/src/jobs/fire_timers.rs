//! Watches over promises: warns while there is time, and records at its true time that one was broken. The timer and
//! its effect are one transaction, so each happens once however many nodes run.

use std::{collections::HashMap, future::Future, sync::Arc};

use jiff::Timestamp;
use souffleur_sla::{Engine, TimerClock, TimerSettings, TimerStore};
use souffleur_store::Notice;
use tokio::sync::{Notify, watch};

use super::{
    alarm::Alarm,
    runner::{noticed, stopped},
};
use crate::{app::App, clock::Clock, error::Error, letter::Letterhead};

/// Few timers at once: the others who want to write wait for their letters.
const BATCH: u32 = 25;

pub(super) async fn run(app: App, stop: watch::Receiver<bool>) {
    let wake = Arc::new(Notify::new());
    let mut notices = app.store().subscribe();
    let waker = Arc::clone(&wake);
    let listening = async move {
        loop {
            noticed(&mut notices, |notice| *notice == Notice::Timers).await;
            waker.notify_one();
        }
    };
    let engine = engine(&app);
    tokio::select! {
        () = engine.run(wake, stopped(stop)) => {}
        () = listening => {}
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
        Ok(self.0.store().read().next_timer_due().await?)
    }

    async fn fire_due(&self, now: Timestamp, limit: u32) -> Result<u32, Error> {
        let app = &self.0;
        let mut tx = app.store().begin().await?;
        let mut locked = HashMap::new();
        for id in tx.due_timer_questions(now, limit).await? {
            locked.extend(tx.question_for_update(id).await?.map(|question| (id, question)));
        }
        let mut due = tx.claim_timers(now, limit).await?;
        due.retain(|(timer, _)| locked.contains_key(&timer.question));
        if due.is_empty() {
            return Ok(0);
        }
        let head = Letterhead::of(app, now);
        for (timer, target) in &due {
            if let Some(question) = locked.get(&timer.question) {
                Alarm { app, head: &head, question, timer, target, now }.sound(&mut tx).await?;
            }
        }
        let done: Vec<_> = due.iter().map(|(timer, _)| timer.id).collect();
        tx.mark_fired(&done, now).await?;
        tx.commit().await?;
        Ok(u32::try_from(done.len()).unwrap_or(u32::MAX))
    }
}
