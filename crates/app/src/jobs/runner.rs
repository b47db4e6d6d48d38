//! Runs the jobs until the program stops, and starts one again that has failed.

use std::{future::Future, sync::Arc};

use souffleur_channels::email::MailTransport;
use souffleur_store::Notice;
use tokio::{
    sync::{broadcast::error::RecvError, watch},
    task::JoinSet,
};

use super::{deliver_outbox, fire_timers, index, job::Job, keep_ledger, learn, recount, send_replies, tidy};
use crate::app::App;

/// The jobs of one node.
#[derive(Debug)]
pub struct Runner {
    jobs: JoinSet<()>,
}

impl Runner {
    /// Starts every job; they end when `stop` becomes true, each when what it has begun is done.
    pub fn start(app: &App, post: Arc<dyn MailTransport>, stop: watch::Receiver<bool>) -> Self {
        let mut jobs = JoinSet::new();
        let job = move |name| Job::new(app, name, stop.clone());
        jobs.spawn(supervise(job("fire_timers"), fire_timers::run));
        jobs.spawn(supervise(job("deliver_outbox"), move |job| deliver_outbox::run(job, Arc::clone(&post))));
        jobs.spawn(supervise(job("recount"), recount::run));
        jobs.spawn(supervise(job("keep_ledger"), keep_ledger::run));
        jobs.spawn(supervise(job("send_replies"), send_replies::run));
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

/// Ends when one of these notices comes, or when some were missed and it might have.
pub(super) async fn noticed(
    notices: &mut tokio::sync::broadcast::Receiver<Notice>,
    wanted: impl Fn(&Notice) -> bool,
) {
    loop {
        match notices.recv().await {
            Ok(notice) if wanted(&notice) => return,
            Ok(_) => {}
            Err(RecvError::Lagged(_)) => return,
            // The store is gone; the stop follows.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}
