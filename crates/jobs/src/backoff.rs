//! How long to wait before what failed is tried again: a little at first, longer with each failure.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use souffleur_app::entropy::Entropy;

/// The pause of a job after its first failure; it doubles with each further one in a row, up to the longest, which is
/// short enough for a desk to work again within seconds of the cause's end.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(5);

/// The pause of a job after so many failures in a row, between half of it and all: jobs and nodes that failed together
/// must not all come back at the same moment.
pub(super) fn pause(entropy: &dyn Entropy, failures: u32) -> Duration {
    let doubled = FIRST_PAUSE.saturating_mul(2_u32.saturating_pow(failures.saturating_sub(1)));
    let whole = doubled.min(LONGEST_PAUSE);
    let mut drawn = [0; 2];
    entropy.fill(&mut drawn);
    let share = f64::from(u16::from_be_bytes(drawn)) / f64::from(u16::MAX);
    whole.mul_f64(0.5 + share / 2.0)
}

/// The pause of a stored thing after its first failure; it doubles with each further one, up to the longest.
const FIRST: SignedDuration = SignedDuration::from_secs(30);
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// When to try again after so many failures.
pub(super) fn later(now: Timestamp, failures: u32) -> Timestamp {
    now.saturating_add(later_from(FIRST, failures)).unwrap_or(Timestamp::MAX)
}

/// How long to wait after so many failures, where the first pause is another.
pub(super) fn later_from(first: SignedDuration, failures: u32) -> SignedDuration {
    let doubled = 2_i32.saturating_pow(failures.saturating_sub(1));
    first.saturating_mul(doubled).min(LONGEST)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Draws the same byte for ever.
    struct Always(u8);

    impl Entropy for Always {
        fn fill(&self, buffer: &mut [u8]) {
            buffer.fill(self.0);
        }
    }

    #[test]
    fn a_job_waits_twice_as_long_after_each_failure_and_never_more_than_five_seconds() {
        let longest = [1, 2, 3, 4, 5, u32::MAX].map(|failures| pause(&Always(255), failures).as_millis());
        assert_eq!(longest, [500, 1_000, 2_000, 4_000, 5_000, 5_000]);
        let shortest = [1, 2, u32::MAX].map(|failures| pause(&Always(0), failures).as_millis());
        assert_eq!(shortest, [250, 500, 2_500], "half of it at least");
    }

    #[test]
    fn each_failure_doubles_the_pause_up_to_an_hour() {
        let pauses =
            [1, 2, 3, 8, u32::MAX].map(|failures| later(Timestamp::UNIX_EPOCH, failures).as_second());
        assert_eq!(pauses, [30, 60, 120, 3600, 3600]);
    }
}
