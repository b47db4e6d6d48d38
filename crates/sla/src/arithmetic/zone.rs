//! Local times to instants, quickly: far from a change of the clock it is a subtraction, near one jiff decides.
//!
//! A year of working days would otherwise ask the time zone database a thousand questions with one answer.

use std::ops::Range;

use jiff::civil::{Date, DateTime};
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

use crate::TimeOfDay;
use crate::due_error::DueError;

const SECOND: i128 = 1_000_000_000;
/// A minute, in nanoseconds.
pub(super) const MINUTE: i128 = 60 * SECOND;
/// A millisecond, in nanoseconds.
pub(super) const MILLISECOND: i128 = 1_000_000;

const DAY_SECONDS: i64 = 24 * 60 * 60;

/// The last day that is looked at: three days before the end of time, so that no local time of it is out of range.
pub(super) const LAST_DAY: i64 = 2_932_893;

/// A time zone that remembers between which changes of the clock it was asked last.
pub(super) struct Zone<'a> {
    rules: &'a TimeZone,
    /// The days whose UTC midnight lies between the two changes.
    known: Range<i64>,
    /// Those of them that are at least a day away from both changes, on the wall and in truth.
    plain: Range<i64>,
    /// The offset between the two changes, in seconds.
    offset: i64,
}

impl<'a> Zone<'a> {
    pub(super) fn new(rules: &'a TimeZone) -> Self {
        Self { rules, known: 0..0, plain: 0..0, offset: 0 }
    }

    /// The local day of an instant, and its minute of that day, rounded down.
    pub(super) fn local(&self, at: Timestamp) -> (i64, i64) {
        let offset = i64::from(self.rules.to_offset(at).seconds());
        // Rounded towards the past before 1970 as well.
        let local = at.as_nanosecond().div_euclid(SECOND);
        let local = i64::try_from(local).unwrap_or_default() + offset;
        (local.div_euclid(DAY_SECONDS), local.rem_euclid(DAY_SECONDS) / 60)
    }

    /// The instant of a local time: in a gap read with the offset before it, in a fold the earlier one.
    pub(super) fn instant(&mut self, day: i64, time: TimeOfDay) -> i128 {
        let local = day * DAY_SECONDS + i64::from(time.minutes()) * 60;
        let second = if self.is_plain(day) { local - self.offset } else { self.ask(local, false) };
        i128::from(second) * SECOND
    }

    /// The instant of a local time, in a fold the later one.
    pub(super) fn later_instant(&self, day: i64, time: TimeOfDay) -> i128 {
        i128::from(self.ask(day * DAY_SECONDS + i64::from(time.minutes()) * 60, true)) * SECOND
    }

    /// Whether no change of the clock is anywhere near this day.
    pub(super) fn is_plain(&mut self, day: i64) -> bool {
        if !self.known.contains(&day) {
            self.learn(day);
        }
        self.plain.contains(&day)
    }

    /// Asks the time zone itself; `local` counts seconds of the wall clock as if they were UTC.
    fn ask(&self, local: i64, later: bool) -> i64 {
        let ambiguous = self.rules.to_ambiguous_timestamp(wall(local));
        // jiff's "compatible" reads a gap with the offset before it and a fold as the earlier time, as we do.
        let instant = if later { ambiguous.later() } else { ambiguous.compatible() };
        // Out of range only in the last days of the year 9999, beyond LAST_DAY.
        instant.map_or(local, Timestamp::as_second)
    }

    fn learn(&mut self, day: i64) {
        let midnight = clamped(day * DAY_SECONDS);
        let after = clamped(midnight.as_second().saturating_add(1));
        self.offset = i64::from(self.rules.to_offset(midnight).seconds());
        (self.known, self.plain) = (i64::MIN..i64::MAX, i64::MIN..i64::MAX);
        if let Some(change) = self.rules.preceding(after).next() {
            let second = change.timestamp().as_second();
            let before = i64::from(self.rules.to_offset(clamped(second - 1)).seconds());
            self.known.start = ceil_day(second);
            self.plain.start = ceil_day(second + before.max(self.offset)) + 1;
        }
        if let Some(change) = self.rules.following(midnight).next() {
            let second = change.timestamp().as_second();
            self.known.end = ceil_day(second);
            self.plain.end =
                (second + self.offset.min(offset_of(change.offset()))).div_euclid(DAY_SECONDS) - 1;
        }
    }
}

fn offset_of(offset: Offset) -> i64 {
    i64::from(offset.seconds())
}

/// The first day whose UTC midnight is not before this second.
fn ceil_day(second: i64) -> i64 {
    -(-second).div_euclid(DAY_SECONDS)
}

fn clamped(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap_or(if second < 0 { Timestamp::MIN } else { Timestamp::MAX })
}

fn wall(local: i64) -> DateTime {
    Offset::UTC.to_datetime(clamped(local))
}

/// The date of a day number.
pub(super) fn date(day: i64) -> Date {
    wall(day * DAY_SECONDS).date()
}

/// The instant of so many nanoseconds.
pub(super) fn timestamp(nanoseconds: i128) -> Result<Timestamp, DueError> {
    Timestamp::from_nanosecond(nanoseconds).map_err(|_| DueError::OutOfRange)
}

/// The instant of so many nanoseconds, or the end of time beyond it.
pub(super) fn timestamp_or_end(nanoseconds: i128) -> Timestamp {
    Timestamp::from_nanosecond(nanoseconds).unwrap_or(Timestamp::MAX)
}

/// A length of so many nanoseconds; all lengths here lie between two instants, which is far less than the most.
pub(super) fn duration(nanoseconds: i128) -> SignedDuration {
    SignedDuration::try_from_nanos_i128(nanoseconds).unwrap_or(SignedDuration::MAX)
}
