//! A clock that the story moves along.

use std::{
    future::Future,
    pin::Pin,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use jiff::Timestamp;
use souffleur_app::Clock;

/// Stands still until it is moved.
#[derive(Debug)]
pub(super) struct StoryClock(Mutex<Timestamp>);

impl StoryClock {
    pub(super) fn starting(at: Timestamp) -> Self {
        Self(Mutex::new(at))
    }

    /// Moves on; a story does not go back.
    pub(super) fn move_to(&self, at: Timestamp) {
        let mut now = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        *now = at.max(*now);
    }
}

impl Clock for StoryClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Nobody waits in a story: no job runs while it is played.
    fn sleep_until(&self, _: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::pending())
    }

    /// A story has one clock, which never goes back.
    fn elapsed(&self) -> Duration {
        Duration::from_millis(u64::try_from(self.now().as_millisecond()).unwrap_or(0))
    }

    fn sleep(&self, _: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(std::future::pending())
    }
}
