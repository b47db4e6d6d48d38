//! The bell beside a sleeping engine: it rings for a timer that is earlier than the one slept for, and for no other.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;
use tokio::sync::Notify;

/// Wakes an engine. Clones share it.
#[derive(Debug, Clone, Default)]
pub struct Wake(Arc<Bell>);

#[derive(Debug)]
struct Bell {
    /// Until when the engine sleeps, in milliseconds; the end of time while it looks, since it may have looked already
    /// at where the news belongs.
    until: AtomicI64,
    notify: Notify,
}

impl Default for Bell {
    fn default() -> Self {
        Self { until: AtomicI64::new(i64::MAX), notify: Notify::new() }
    }
}

impl Wake {
    /// A timer was stored for this instant. An engine that sleeps at least until then sleeps on.
    pub fn timer(&self, due_at: Timestamp) {
        if due_at.as_millisecond() < self.0.until.load(Ordering::SeqCst) {
            self.now();
        }
    }

    /// Something may have happened that nobody can name: look.
    pub fn now(&self) {
        self.0.notify.notify_one();
    }

    /// Before a look: whatever is stored from here on rings.
    pub(super) fn looking(&self) {
        self.0.until.store(i64::MAX, Ordering::SeqCst);
    }

    /// After a look: only what is earlier rings.
    pub(super) fn sleeping(&self, until: Timestamp) {
        self.0.until.store(until.as_millisecond(), Ordering::SeqCst);
    }

    pub(super) async fn rung(&self) {
        self.0.notify.notified().await;
    }
}
