//! A clock that a test moves by hand.

use std::{future::Future, pin::Pin, sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};
use souffleur_app::Clock;
use tokio::sync::watch;

/// Stands still until it is moved; who sleeps on it wakes when it is moved past their instant.
#[derive(Debug, Clone)]
pub struct ManualClock {
    hands: Arc<watch::Sender<Hands>>,
}

/// The wall clock, and the monotonic one, which never goes back.
#[derive(Debug, Clone, Copy)]
struct Hands {
    now: Timestamp,
    elapsed: Duration,
}

impl ManualClock {
    /// A clock that shows this instant.
    pub fn at(instant: &str) -> Self {
        let now = parsed(instant);
        Self { hands: Arc::new(watch::Sender::new(Hands { now, elapsed: Duration::ZERO })) }
    }

    /// Lets time pass.
    pub fn advance(&self, by: SignedDuration) {
        self.hands.send_modify(|hands| {
            hands.now += by;
            hands.elapsed += by.max(SignedDuration::ZERO).unsigned_abs();
        });
    }

    /// Moves to an instant: time passes until a later one, and the wall clock is set back to an earlier one.
    pub fn set(&self, instant: &str) {
        self.advance(parsed(instant).duration_since(self.now()));
    }

    /// Sets the wall clock forward or back, as an administrator or a time server does: no time passes.
    pub fn jump(&self, by: SignedDuration) {
        self.hands.send_modify(|hands| hands.now += by);
    }
}

fn parsed(instant: &str) -> Timestamp {
    instant.parse().unwrap_or_else(|error| panic!("{instant}: {error}"))
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        self.hands.borrow().now
    }

    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut moves = self.hands.subscribe();
        Box::pin(async move {
            // The sender lives as long as `self`, which this future borrows.
            let _ = moves.wait_for(|hands| hands.now >= at).await;
        })
    }

    fn elapsed(&self) -> Duration {
        self.hands.borrow().elapsed
    }

    fn sleep(&self, length: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        let mut moves = self.hands.subscribe();
        let until = self.elapsed() + length;
        Box::pin(async move {
            let _ = moves.wait_for(|hands| hands.elapsed >= until).await;
        })
    }
}
