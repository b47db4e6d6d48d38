//! Counts due times again after what they are counted from has changed. A change writes down which questions it
//! touches; this job works through them a few at a time, so that who asks meanwhile does not wait.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering},
    },
    time::Duration,
};

use futures_util::future::BoxFuture;
use souffleur_app::{
    App,
    error::{Error, Sources},
    promise::Recount,
};
use souffleur_core::{event::RescheduleReason, id::QuestionId, question::Question};
use souffleur_store::Notice;

use super::{
    backoff::later,
    job::{Exclusion, Job, Next, WakeReason},
    running::Running,
};

/// Questions in one transaction.
const BATCH: u64 = 50;
/// How often to look whether anything was overlooked: a question that was being asked while a calendar changed.
const PERIOD: Duration = Duration::from_mins(1);

/// Counts due times again.
#[derive(Debug, Default)]
pub struct RecountDueTimes {
    /// How often to look yet for what was counted in an older calendar.
    sweeps: AtomicU8,
}

impl Job for RecountDueTimes {
    fn name(&self) -> &'static str {
        "recount"
    }

    fn exclusion(&self) -> Exclusion {
        Exclusion::ClaimedRows
    }

    fn pass<'a>(&'a self, running: &'a Running, reason: WakeReason) -> BoxFuture<'a, Result<Next, Error>> {
        Box::pin(async move {
            // At the start and after each change: what was counted in an older calendar, and once more a period later.
            if reason != WakeReason::Due {
                self.sweeps.store(2, Ordering::Relaxed);
            }
            let sweeps = self.sweeps.load(Ordering::Relaxed);
            look(&running.app, sweeps > 0).await?;
            self.sweeps.store(sweeps.saturating_sub(1), Ordering::Relaxed);
            Ok(Next::listen(PERIOD))
        })
    }

    fn listens_to(&self, _: &App, notice: &Notice) -> bool {
        *notice == Notice::Settings
    }
}

/// Counts again everything that is to be, and says how many promises moved.
pub async fn pass(app: &App) -> Result<u64, Error> {
    look(app, true).await
}

async fn look(app: &App, sweep: bool) -> Result<u64, Error> {
    if sweep {
        let mut tx = app.store().begin().await?;
        tx.recount_stale().await?;
        tx.commit().await?;
    }
    waiting(app).await
}

/// Works through what was written down.
pub(super) async fn waiting(app: &App) -> Result<u64, Error> {
    let mut moved = 0;
    loop {
        let some = app.store().read().recount_waiting(app.now(), BATCH).await?;
        if some.is_empty() {
            return Ok(moved);
        }
        moved += match batch(app, &some).await {
            Ok(moved) => moved,
            Err(error) => {
                tracing::warn!(%error, error.sources = %Sources(&error), "due times could not be counted again together; each is by itself");
                alone(app, &some).await?
            }
        };
    }
}

/// Counts each question by itself: one that can't be counted is set aside and keeps its due times meanwhile.
async fn alone(app: &App, some: &[(QuestionId, RescheduleReason)]) -> Result<u64, Error> {
    let mut moved = 0;
    for one in some {
        match batch(app, std::slice::from_ref(one)).await {
            Ok(count) => moved += count,
            // Where the store itself is the trouble, this fails too.
            Err(error) => {
                let (now, id) = (app.now(), one.0);
                let mut tx = app.store().begin().await?;
                let attempts = tx.set_recount_aside(id, |attempts| later(now, attempts)).await?;
                tx.commit().await?;
                tracing::error!(question = %id, attempts, %error, error.sources = %Sources(&error), "its due times can't be counted again");
            }
        }
    }
    Ok(moved)
}

async fn batch(app: &App, some: &[(QuestionId, RescheduleReason)]) -> Result<u64, Error> {
    // Another node may have changed them; what is counted from must not be older than the change.
    app.reload_settings().await?;
    let (settings, now) = (app.settings(), app.now());
    let mut tx = app.store().begin().await?;
    let mut questions: Vec<(Question, RescheduleReason)> = Vec::with_capacity(some.len());
    for (id, why) in some {
        questions.extend(tx.question_for_update(*id).await?.map(|question| (question, *why)));
    }
    let moved = Recount::new(app, &Arc::clone(&settings), now).many(&mut tx, &questions).await?;
    tx.recounted(&some.iter().map(|(id, _)| *id).collect::<Vec<_>>()).await?;
    tx.commit().await?;
    Ok(moved)
}
