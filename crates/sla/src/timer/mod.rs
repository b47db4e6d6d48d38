//! The durable timer engine: what was promised for an instant happens at that instant, once, and soon after a restart
//! if it was missed.
//!
//! It reconciles rather than reacts: at every pass it asks the store what is due. A wake-up makes a pass early, the
//! re-check period makes it certain. That a timer fires once, however many nodes run, is the store's promise: it
//! marks a timer fired in the transaction of the timer's effect.

mod engine;
mod lag;
#[cfg(test)]
mod tests;
mod wake;

use std::future::Future;

use jiff::{SignedDuration, Timestamp};

pub use engine::{Engine, TimerSettings};
pub use lag::Lag;
pub use wake::Wake;

/// The store of timers, as the engine needs it.
pub trait TimerStore: Send + Sync {
    /// Why a pass could not be made.
    type Error: std::error::Error + Send + Sync + 'static;

    /// The due instant of the earliest pending timer.
    fn next_due(&self) -> impl Future<Output = Result<Option<Timestamp>, Self::Error>> + Send;

    /// Claims up to `limit` timers due at `now`, earliest first, applies each one's effect and marks it fired in the
    /// transaction of that effect; returns how many fired. Timers that another node has claimed are passed over.
    fn fire_due(&self, now: Timestamp, limit: u32) -> impl Future<Output = Result<u32, Self::Error>> + Send;

    /// Takes note of an error, the `errors`th in a row, and says how long to wait after it; by default the engine logs
    /// it and waits by its own settings.
    fn pause_after(&self, _error: &Self::Error, _errors: u32) -> Option<SignedDuration> {
        None
    }
}

/// The clock of the engine.
pub trait TimerClock: Send + Sync {
    /// What time it is.
    fn now(&self) -> Timestamp;

    /// Ends when the clock has reached an instant, at once if it has already. It may end early.
    fn sleep_until(&self, at: Timestamp) -> impl Future<Output = ()> + Send;
}
