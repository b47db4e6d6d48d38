//! Runs the jobs until the program stops, and starts one again that has failed.

use std::{future::Future, sync::Arc, time::Duration};

use souffleur_app::App;
use souffleur_channels::email::MailTransport;
use souffleur_store::Notice;
use tokio::{sync::watch, task::JoinSet};

use super::{
    deliver_outbox, fire_timers, index, job::Job, keep_ledger, learn, notice::noticed, place, recount,
    send_replies, tidy,
};

/// How often to look whether a hold has been released.
const HELD_PERIOD: Duration = Duration::from_secs(2);

/// The jobs of one node.
#[derive(Debug)]
pub struct Runner {
    jobs: JoinSet<()>,
}

impl Runner {
    /// Starts every job; they end when `stop` becomes true, each when what it has begun is done.
    pub fn start(app: &App, post: Arc<dyn MailTransport>, stop: watch::Receiver<bool>) -> Self {
        let mut jobs = JoinSet::new();
        // They go on when requests have taken every other connection.
        let app = &app.reserved();
        let job = move |name| Job::new(app, name, stop.clone());
        jobs.spawn(outward(job("fire_timers"), fire_timers::run));
        jobs.spawn(outward(job("deliver_outbox"), move |job| deliver_outbox::run(job, Arc::clone(&post))));
        jobs.spawn(outward(job("send_replies"), send_replies::run));
        jobs.spawn(supervise(job("recount"), recount::run));
        jobs.spawn(supervise(job("keep_ledger"), keep_ledger::run));
        jobs.spawn(supervise(job("place"), place::run));
        jobs.spawn(supervise(job("learn"), learn::run));
        jobs.spawn(supervise(job("index"), index::run));
        jobs.spawn(supervise(job("tidy"), tidy::run));
        Self { jobs }
    }

    /// Waits until every job has ended.
    pub async fn finished(mut self) {
        while self.jobs.join_next().await.is_some() {}
    }
}

/// Runs a job whose work leaves the desk: not before a desk that was restored from a copy is released. A hold is set
/// while no desk runs, so it is asked for once, and never in the middle of a pass.
async fn outward<F: Future<Output = ()> + Send + 'static>(job: Job, run: impl Fn(Job) -> F) {
    until_released(&job).await;
    if !job.is_stopping() {
        supervise(job, run).await;
    }
}

/// Waits until the desk is under no hold, or the program stops. The release may come from another process, which tells
/// nobody on an embedded database: so it is looked for as well.
async fn until_released(job: &Job) {
    let mut notices = job.app.store().subscribe();
    while !job.is_stopping() {
        let held = async { Ok(job.app.store().read().held().await?) };
        if let Some(None) = job.attempt(held).await {
            return;
        }
        tokio::select! {
            () = noticed(&mut notices, |notice| *notice == Notice::Settings) => {}
            () = job.rest(HELD_PERIOD) => {}
        }
    }
}

/// Runs a job until it is told to stop. A job ends only then; if it panics, that is a fault of ours, which must not
/// keep promises from being watched.
async fn supervise<F: Future<Output = ()> + Send + 'static>(job: Job, run: impl Fn(Job) -> F) {
    while let Err(error) = tokio::spawn(run(job.clone())).await {
        tracing::error!(job = job.name(), %error, "a job panicked and is started again");
        let pause = job.failed(&error);
        job.rest(pause).await;
        if job.is_stopping() {
            return;
        }
    }
}
