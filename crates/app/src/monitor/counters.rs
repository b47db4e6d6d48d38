//! Events that are worth counting and have no row of their own; since the start of the process.

use std::sync::atomic::{AtomicU64, Ordering};

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    /// A sign-in with a wrong address or password.
    SignInFailed,
    /// A delivery that failed and is tried again.
    DeliveryFailed,
    /// A delivery that was given up.
    DeliveryGivenUp,
}

/// The counts since the start.
#[derive(Debug, Default)]
pub struct Counters([AtomicU64; 3]);

impl Counters {
    /// Counts one more.
    pub fn add(&self, what: Count) {
        self.0[what as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// How many there were.
    pub fn get(&self, what: Count) -> u64 {
        self.0[what as usize].load(Ordering::Relaxed)
    }
}
