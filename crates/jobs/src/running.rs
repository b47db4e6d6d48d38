//! A running job: its passes are recorded, and after a failure it waits with back-off.

use std::{future::Future, time::Duration};

use souffleur_app::{
    App,
    error::{Chain, Error, Sources},
};
use tokio::sync::watch;

use super::backoff::pause;

/// A job while it runs: what its passes need, and how it is told to stop.
#[derive(Debug, Clone)]
pub struct Running {
    /// The context of the use cases.
    pub app: App,
    name: &'static str,
    stop: watch::Receiver<bool>,
}

impl Running {
    /// A job that has not done anything yet.
    pub fn new(app: &App, name: &'static str, stop: watch::Receiver<bool>) -> Self {
        app.jobs().register(name);
        Self { app: app.clone(), name, stop }
    }

    /// Whether it has been told to stop.
    pub fn is_stopping(&self) -> bool {
        *self.stop.borrow()
    }

    /// Makes one pass and records how it went. After a failure this returns nothing, when the back-off is over.
    pub async fn attempt<T>(&self, pass: impl Future<Output = Result<T, Error>>) -> Option<T> {
        match pass.await {
            Ok(done) => {
                self.succeeded();
                Some(done)
            }
            Err(error) => {
                let pause = self.failed(&error);
                self.rest(pause).await;
                None
            }
        }
    }

    /// Records a success.
    pub(crate) fn succeeded(&self) {
        self.app.jobs().succeeded(self.name, self.app.now());
    }

    /// Records and logs a failure, and says how long to wait. Of many failures in a row those are warnings whose number is a
    /// power of two: a long outage must not fill the log.
    pub(crate) fn failed(&self, error: &(dyn std::error::Error + 'static)) -> Duration {
        let failures = self.app.jobs().failed(self.name, Chain(error).to_string());
        let pause = pause(self.app.entropy(), failures);
        let (job, sources) = (self.name, Sources(error));
        if failures.is_power_of_two() {
            tracing::warn!(job, failures, ?pause, %error, error.sources = %sources, "a job failed and is tried again");
        } else {
            tracing::debug!(job, failures, ?pause, %error, error.sources = %sources, "a job failed again");
        }
        pause
    }

    /// Waits for a while, or for the stop.
    pub(crate) async fn rest(&self, length: Duration) {
        tokio::select! {
            () = self.app.clock().sleep(length) => {}
            () = self.stopped() => {}
        }
    }

    /// Ends when the program stops.
    pub(crate) async fn stopped(&self) {
        let mut stop = self.stop.clone();
        // Who could say so being gone is a stop too.
        let _ = stop.wait_for(|stop| *stop).await;
    }
}
