//! How long to wait before what failed is tried again: a little at first, longer with each failure.

use jiff::{SignedDuration, Timestamp};

/// The pause after a first failure; it doubles with each further one, up to the longest.
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

    #[test]
    fn each_failure_doubles_the_pause_up_to_an_hour() {
        let pauses =
            [1, 2, 3, 8, u32::MAX].map(|failures| later(Timestamp::UNIX_EPOCH, failures).as_second());
        assert_eq!(pauses, [30, 60, 120, 3600, 3600]);
    }
}
