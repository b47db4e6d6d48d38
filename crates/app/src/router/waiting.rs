//! Whether questions may be waiting for an expert, so that nobody looks for them where none do, and the bell that rings when an
//! expert has room again.

use std::sync::atomic::{AtomicBool, Ordering};

use tokio::sync::Notify;

/// Whether questions may be waiting for an expert to be free.
#[derive(Debug)]
pub struct Waiting {
    some: AtomicBool,
    room: Notify,
}

impl Default for Waiting {
    /// After a start nobody knows.
    fn default() -> Self {
        Self { some: AtomicBool::new(true), room: Notify::new() }
    }
}

impl Waiting {
    /// Notes that a question may wait.
    pub fn set(&self) {
        self.some.store(true, Ordering::SeqCst);
    }

    /// Returns whether one may, and forgets it until it is noted again.
    pub fn begin(&self) -> bool {
        self.some.swap(false, Ordering::SeqCst)
    }

    /// Notes that an expert has room for one more.
    pub fn room_was_made(&self) {
        if self.some.load(Ordering::SeqCst) {
            self.room.notify_one();
        }
    }

    /// Ends when an expert has room.
    pub async fn room(&self) {
        self.room.notified().await;
    }
}
