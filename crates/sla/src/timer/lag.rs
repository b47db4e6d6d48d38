//! How late the timers are: the one figure that tells an operator whether promises are kept on time.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::{SignedDuration, Timestamp};

/// A gauge: how late the oldest due timer was when the engine last looked. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Lag(Arc<AtomicI64>);

impl Lag {
    /// The lateness at the last look; zero when nothing was due.
    pub fn get(&self) -> SignedDuration {
        SignedDuration::from_millis(self.0.load(Ordering::Relaxed))
    }

    pub(super) fn record(&self, next_due: Option<Timestamp>, now: Timestamp) {
        let late = next_due.map_or(SignedDuration::ZERO, |due| now.duration_since(due));
        let millis = i64::try_from(late.as_millis()).unwrap_or(i64::MAX);
        self.0.store(millis.max(0), Ordering::Relaxed);
    }
}
