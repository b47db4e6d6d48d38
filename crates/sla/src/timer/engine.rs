//! The loop: catch up in order, then sleep exactly until the next timer.

use std::future::Future;
use std::pin::pin;

use jiff::{SignedDuration, Timestamp};

use super::{Lag, TimerClock, TimerStore, Wake};

/// How an engine paces itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimerSettings {
    /// Timers claimed at once; few, so that a stop does not wait long and another node can share the work.
    pub batch: u32,
    /// The longest sleep: what bounds the harm of a clock that jumps, a lost wake-up or another node's timer.
    pub recheck: SignedDuration,
    /// The pause when what is due is claimed by another node.
    pub contended: SignedDuration,
    /// The pause after a first error; it doubles with each further one.
    pub first_retry: SignedDuration,
    /// The longest pause after an error.
    pub last_retry: SignedDuration,
}

impl Default for TimerSettings {
    fn default() -> Self {
        Self {
            batch: 100,
            recheck: SignedDuration::from_secs(30),
            contended: SignedDuration::from_millis(250),
            first_retry: SignedDuration::from_millis(500),
            last_retry: SignedDuration::from_secs(30),
        }
    }
}

/// Fires the timers of a store as they come due.
#[derive(Debug)]
pub struct Engine<S, C> {
    store: S,
    clock: C,
    settings: TimerSettings,
    lag: Lag,
}

/// What to do after a pass.
enum Next {
    /// Nothing, or nothing yet, is due: sleep, but not through a wake-up.
    Sleep(Timestamp),
    /// There may be more: at once.
    Again,
}

impl<S: TimerStore, C: TimerClock> Engine<S, C> {
    /// An engine with the usual pace.
    pub fn new(store: S, clock: C) -> Self {
        Self::with_settings(store, clock, TimerSettings::default())
    }

    /// An engine with a pace of its own.
    pub fn with_settings(store: S, clock: C, settings: TimerSettings) -> Self {
        Self { store, clock, settings, lag: Lag::default() }
    }

    /// The gauge of how late timers fire; keep a clone before running.
    pub fn lag(&self) -> Lag {
        self.lag.clone()
    }

    /// Runs until `shutdown` ends; a batch that has begun is finished first.
    ///
    /// Tell `wake` of every timer that is stored; it sees to it that only those that matter interrupt a sleep.
    pub async fn run(&self, wake: &Wake, shutdown: impl Future<Output = ()>) {
        let mut shutdown = pin!(shutdown);
        let mut errors = 0;
        loop {
            wake.looking();
            let (until, may_wake) = match self.pass().await {
                Ok(next) => {
                    errors = 0;
                    (self.sleep_end(&next), true)
                }
                Err(error) => {
                    errors += 1;
                    (self.after_error(&error, errors), false)
                }
            };
            wake.sleeping(until);
            tokio::select! {
                biased;
                () = &mut shutdown => return,
                // While the store fails, a wake-up waits like everything else; its permit is kept.
                () = wake.rung(), if may_wake => {}
                () = self.clock.sleep_until(until) => {}
            }
        }
    }

    /// Fires everything that is due now, in order, and stops; returns how many fired.
    ///
    /// For commands and tests that want one catch-up and no loop.
    pub async fn run_due(&self) -> Result<u64, S::Error> {
        let mut fired = 0;
        loop {
            let now = self.clock.now();
            self.lag.record(self.store.next_due().await?, now);
            match self.store.fire_due(now, self.settings.batch).await? {
                0 => return Ok(fired),
                some => fired += u64::from(some),
            }
        }
    }

    /// One look at the store, and at most one batch.
    async fn pass(&self) -> Result<Next, S::Error> {
        let due = self.store.next_due().await?;
        let now = self.clock.now();
        self.lag.record(due, now);
        let recheck = later(now, self.settings.recheck);
        match due {
            Some(due) if due <= now => match self.store.fire_due(now, self.settings.batch).await? {
                0 => Ok(Next::Sleep(later(now, self.settings.contended))),
                fired => {
                    tracing::debug!(fired, "timers fired");
                    Ok(Next::Again)
                }
            },
            Some(due) => Ok(Next::Sleep(due.min(recheck))),
            None => Ok(Next::Sleep(recheck)),
        }
    }

    fn sleep_end(&self, next: &Next) -> Timestamp {
        match next {
            Next::Sleep(until) => *until,
            Next::Again => self.clock.now(),
        }
    }

    fn after_error(&self, error: &S::Error, errors: u32) -> Timestamp {
        if let Some(pause) = self.store.pause_after(error, errors) {
            return later(self.clock.now(), pause);
        }
        let pause = backoff(&self.settings, errors);
        tracing::warn!(
            error = error as &dyn std::error::Error,
            errors,
            ?pause,
            "timers wait: the store failed"
        );
        later(self.clock.now(), pause)
    }
}

/// The pause after so many errors in a row.
fn backoff(settings: &TimerSettings, errors: u32) -> SignedDuration {
    let factor = 2_i32.saturating_pow(errors.saturating_sub(1));
    settings.first_retry.saturating_mul(factor).min(settings.last_retry)
}

fn later(now: Timestamp, by: SignedDuration) -> Timestamp {
    now.saturating_add(by).unwrap_or(Timestamp::MAX)
}
