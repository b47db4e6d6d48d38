//! The clock: the only place where the program asks what time it is.

use std::{future::Future, pin::Pin};

use jiff::{Timestamp, Unit};

/// Tells the time and waits for it. Tests bring a clock that they move by hand.
pub trait Clock: Send + Sync {
    /// The present instant, to the millisecond, as every stored instant.
    fn now(&self) -> Timestamp;

    /// Waits until an instant has come; returns at once for one that is past. May return early when the machine's
    /// clock jumps, so who waits looks again.
    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
}

/// The machine's clock.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "this is the clock that everything else asks")]
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        now.round(jiff::TimestampRound::new().smallest(Unit::Millisecond).mode(jiff::RoundMode::Trunc))
            .unwrap_or(now)
    }

    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        // A long sleep is cut, so that a clock that was set back or forward is noticed within a minute.
        let wait = (at - self.now()).total(Unit::Millisecond).unwrap_or(0.0).clamp(0.0, 60_000.0);
        Box::pin(tokio::time::sleep(std::time::Duration::from_secs_f64(wait / 1000.0)))
    }
}
