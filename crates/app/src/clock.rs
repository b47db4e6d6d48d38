//! The clock: the only place where the program asks what time it is.

use std::{
    future::Future,
    pin::Pin,
    sync::OnceLock,
    time::{Duration, Instant},
};

use jiff::{SignedDuration, Timestamp, Unit};

/// How long a sleep goes without a look at the clock: sleeping is counted by the machine's running time, which neither
/// a suspended machine nor a clock that is set moves.
const LOOK: SignedDuration = SignedDuration::from_secs(5);
/// By how much the clock may stray from the running time within a look and still only be slow or fast.
const JUMP: SignedDuration = SignedDuration::from_millis(500);

/// Tells the time and waits for it. Tests bring a clock that they move by hand.
pub trait Clock: Send + Sync {
    /// The present instant, to the millisecond, as every stored instant.
    fn now(&self) -> Timestamp;

    /// Waits until an instant has come; returns at once for one that is past. May return early when the machine's
    /// clock jumps, so who waits looks again.
    fn sleep_until(&self, at: Timestamp) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;

    /// Monotonic time since an arbitrary start. A wall clock that is set forward or back does not move it, so limits,
    /// pauses and the age of what is cached are counted in it.
    fn elapsed(&self) -> Duration;

    /// Waits for a length of monotonic time.
    fn sleep(&self, length: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>>;
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
        Box::pin(async move {
            loop {
                let before = self.now();
                let left = at.duration_since(before);
                if left <= SignedDuration::ZERO {
                    return;
                }
                let asleep = Instant::now();
                tokio::time::sleep(left.min(LOOK).unsigned_abs()).await;
                let slept = SignedDuration::try_from(asleep.elapsed()).unwrap_or(LOOK);
                // The clock was set, or the machine was suspended: what time it is has to be asked anew.
                if (self.now().duration_since(before) - slept).abs() > JUMP {
                    return;
                }
            }
        })
    }

    fn elapsed(&self) -> Duration {
        static START: OnceLock<Instant> = OnceLock::new();
        START.get_or_init(Instant::now).elapsed()
    }

    fn sleep(&self, length: Duration) -> Pin<Box<dyn Future<Output = ()> + Send + '_>> {
        Box::pin(tokio::time::sleep(length))
    }
}
