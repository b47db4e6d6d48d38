//! Instants are whole milliseconds since the epoch in both databases; this is the one place that converts them.

use jiff::Timestamp;

use crate::error::{Error, Sound as _};

/// What a row keeps of an instant.
pub(crate) fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}

/// The instant that a row keeps.
pub(crate) fn instant(millis: i64) -> Result<Timestamp, Error> {
    Timestamp::from_millisecond(millis).sound("instant", &millis)
}

/// The instant that a row keeps, if it keeps one.
pub(crate) fn maybe(millis: Option<i64>) -> Result<Option<Timestamp>, Error> {
    millis.map(instant).transpose()
}

/// The inbox order of a question on which nothing is owed: after everything else.
pub(crate) const NEVER: i64 = i64::MAX;
/// The inbox order of a question that is open without a promised time: after every promise, before what is done.
pub(crate) const SOMEDAY: i64 = i64::MAX - 1;

/// The due time behind an inbox order, if it is one.
pub(crate) fn promised(next_due_at: i64) -> Result<Option<Timestamp>, Error> {
    if next_due_at >= SOMEDAY { Ok(None) } else { instant(next_due_at).map(Some) }
}
