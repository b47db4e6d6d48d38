//! Runs the jobs until the program stops, and starts one again that has failed.

use std::{future::Future, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use souffleur_channels::email::MailTransport;
use souffleur_store::Notice;
use tokio::{
    sync::{broadcast::error::RecvError, watch},
    task::JoinSet,
};

use super::{deliver_outbox, fire_timers, index, keep_ledger, learn, place, recount, send_replies, tidy};
use crate::app::App;

/// How long a job that failed stays down.
const REST: SignedDuration = SignedDuration::from_secs(5);

/// How often to look whether a hold has been released.
const HELD_PERIOD: SignedDuration = SignedDuration::from_secs(2);

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
        let with = || (app.clone(), stop.clone());
        let (timers, stopping) = with();
        jobs.spawn(outward(with(), "fire_timers", move || {
            fire_timers::run(timers.clone(), stopping.clone())
        }));
        let (outbox, stopping) = with();
        let deliver = move || deliver_outbox::run(outbox.clone(), Arc::clone(&post), stopping.clone());
        jobs.spawn(outward(with(), "deliver_outbox", deliver));
        let (promises, stopping) = with();
        jobs.spawn(kept_up(with(), "recount", move || recount::run(promises.clone(), stopping.clone())));
        let (ledger, stopping) = with();
        let keep = move || keep_ledger::run(ledger.clone(), stopping.clone());
        jobs.spawn(kept_up(with(), "keep_ledger", keep));
        let (replies, stopping) = with();
        let send = move || send_replies::run(replies.clone(), stopping.clone());
        jobs.spawn(outward(with(), "send_replies", send));
        let (waiting, stopping) = with();
        jobs.spawn(kept_up(with(), "place", move || place::run(waiting.clone(), stopping.clone())));
        let (router, stopping) = with();
        jobs.spawn(kept_up(with(), "learn", move || learn::run(router.clone(), stopping.clone())));
        let (search, stopping) = with();
        jobs.spawn(kept_up(with(), "index", move || index::run(search.clone(), stopping.clone())));
        let (desk, stopping) = with();
        jobs.spawn(kept_up((app.clone(), stop), "tidy", move || tidy::run(desk.clone(), stopping.clone())));
        Self { jobs }
    }

    /// Waits until every job has ended.
    pub async fn finished(mut self) {
        while self.jobs.join_next().await.is_some() {}
    }
}

/// Runs a job whose work leaves the desk: not before a desk that was restored from a copy is released. A hold is set
/// while no desk runs, so it is asked for once, and never in the middle of a pass.
async fn outward<F: Future<Output = ()> + Send + 'static>(
    (app, stop): (App, watch::Receiver<bool>),
    name: &'static str,
    job: impl Fn() -> F,
) {
    until_released(&app, &stop).await;
    if !*stop.borrow() {
        kept_up((app, stop), name, job).await;
    }
}

/// Waits until the desk is under no hold, or the program stops. The release may come from another process, which tells
/// nobody on an embedded database: so it is looked for as well.
async fn until_released(app: &App, stop: &watch::Receiver<bool>) {
    let mut notices = app.store().subscribe();
    while !*stop.borrow() {
        match app.store().read().held().await {
            Ok(None) => return,
            Ok(Some(_)) => {}
            Err(error) => {
                tracing::warn!(%error, "whether the desk is on hold can't be read; it is asked again")
            }
        }
        tokio::select! {
            () = noticed(&mut notices, |notice| *notice == Notice::Settings) => {}
            () = rest(app, app.now() + HELD_PERIOD, stop) => {}
        }
    }
}

/// Runs a job until it is told to stop. A job ends only then; if it panics, that is a fault of ours, which must not
/// keep promises from being watched.
async fn kept_up<F: Future<Output = ()> + Send + 'static>(
    (app, stop): (App, watch::Receiver<bool>),
    name: &'static str,
    job: impl Fn() -> F,
) {
    while let Err(error) = tokio::spawn(job()).await {
        tracing::error!(job = name, %error, "a job failed and is started again");
        rest(&app, app.now() + REST, &stop).await;
        if *stop.borrow() {
            return;
        }
    }
}

/// Ends when the program stops.
pub(super) async fn stopped(mut stop: watch::Receiver<bool>) {
    // Who could say so being gone is a stop too.
    let _ = stop.wait_for(|stop| *stop).await;
}

/// Waits until an instant, or the stop.
pub(super) async fn rest(app: &App, until: Timestamp, stop: &watch::Receiver<bool>) {
    tokio::select! {
        () = app.clock().sleep_until(until) => {}
        () = stopped(stop.clone()) => {}
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
