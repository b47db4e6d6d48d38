//! A clock that a test moves by hand.

use std::{future::Future, pin::Pin, sync::Arc};

use jiff::{SignedDuration, Timestamp};
use souffleur_app::Clock;
use tokio::sync::watch;

/// Stands still until it is moved; who sleeps on it wakes when it is moved past their instant.
#[derive(Debug, Clone)]
pub struct ManualClock {
    now: Arc<watch::Sender<Timestamp>>,
}

impl ManualClock {
    /// A clock that shows this instant.
    pub fn at(instant: &str) -> Self {
        let instant = instant.parse().unwrap_or_else(|error| panic!("{instant}: {error}"));
        Self { now: Arc::new(watch::Sender::new(instant)) }
    }

    /// Moves on.
    pub fn advance(&self, by: SignedDuration) {
        self.now.send_modify(|now| *now += by);
    }

    /// Moves to an instant, forward or back.
    pub fn set(&self, instant: &str) {
        let instant = instant.parse().unwrap_or_else(|error| panic!("{instant}: {error}"));
        self.now.send_replace(instant);
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        *self.now.borrow()
    }

    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut moves = self.now.subscribe();
        Box::pin(async move {
            // The sender lives as long as `self`, which this future borrows.
            let _ = moves.wait_for(|now| *now >= at).await;
        })
    }
}
