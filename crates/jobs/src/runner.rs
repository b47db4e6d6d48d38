//! Runs jobs until the program stops, and starts one again that has failed.

use std::{sync::Arc, time::Duration};

use souffleur_app::App;
use souffleur_store::Notice;
use tokio::{
    sync::{broadcast::Receiver, watch},
    task::JoinSet,
};

use super::{
    job::{Job, Next, WakeReason},
    notice::noticed,
    running::Running,
};

/// How often to look whether a hold has been released.
const HELD_PERIOD: Duration = Duration::from_secs(2);

/// The jobs of one node.
#[derive(Debug)]
pub struct Runner {
    jobs: JoinSet<()>,
}

impl Runner {
    /// Starts jobs; they end when `stop` becomes true, each when what it has begun is done.
    pub fn start(app: &App, jobs: Vec<Arc<dyn Job>>, stop: &watch::Receiver<bool>) -> Self {
        // They go on when requests have taken every other connection.
        let app = &app.reserved();
        let mut started = JoinSet::new();
        for job in jobs {
            let running = Running::new(app, job.name(), stop.clone());
            started.spawn(supervise(job, running));
        }
        Self { jobs: started }
    }

    /// Waits until every job has ended.
    pub async fn finished(mut self) {
        while self.jobs.join_next().await.is_some() {}
    }
}

/// Runs a job until it is told to stop. A job ends only then; if it panics, that is a fault of ours, which must not
/// keep promises from being watched. A hold is set while no desk runs, so an outward job asks for it once, and never in
/// the middle of a pass.
async fn supervise(job: Arc<dyn Job>, running: Running) {
    if job.is_outward() {
        until_released(&running).await;
    }
    while !running.is_stopping() {
        let Err(error) = tokio::spawn(repeat(Arc::clone(&job), running.clone())).await else { return };
        tracing::error!(job = job.name(), %error, "a job panicked and is started again");
        let pause = running.failed(&error);
        running.rest(pause).await;
    }
}

/// Makes pass after pass, each when the one before said or something makes the job look early.
async fn repeat(job: Arc<dyn Job>, running: Running) {
    let mut notices = running.app.store().subscribe();
    let mut reason = WakeReason::Start;
    while !running.is_stopping() {
        if let Some(next) = running.attempt(job.pass(&running, reason)).await {
            reason = wait(&*job, &running, &mut notices, next).await;
        }
    }
}

/// Waits for the next pass, and says what made the job look.
async fn wait(job: &dyn Job, running: &Running, notices: &mut Receiver<Notice>, next: Next) -> WakeReason {
    let app = &running.app;
    let (at, within) = match next {
        Next::Now => {
            // Whoever waits for the writer goes first.
            tokio::task::yield_now().await;
            return WakeReason::Due;
        }
        Next::After(pause) => {
            running.rest(pause).await;
            return WakeReason::Due;
        }
        Next::Listen { at, within } => (at, within),
    };
    let due = async {
        match at {
            Some(at) => app.clock().sleep_until(at).await,
            None => std::future::pending().await,
        }
    };
    let reason = tokio::select! {
        () = noticed(notices, |notice| job.listens_to(app, notice)) => WakeReason::Notice,
        () = job.woken(app) => WakeReason::Due,
        () = due => WakeReason::Due,
        () = running.rest(within) => WakeReason::Due,
    };
    if !job.coalescing().is_zero() {
        running.rest(job.coalescing()).await;
    }
    reason
}

/// Waits until the desk is under no hold, or the program stops. The release may come from another process, which tells
/// nobody on an embedded database: so it is looked for as well.
async fn until_released(running: &Running) {
    let mut notices = running.app.store().subscribe();
    while !running.is_stopping() {
        let held = async { Ok(running.app.store().read().held().await?) };
        if let Some(None) = running.attempt(held).await {
            return;
        }
        tokio::select! {
            () = noticed(&mut notices, |notice| *notice == Notice::Settings) => {}
            () = running.rest(HELD_PERIOD) => {}
        }
    }
}
