//! Reasons why a target has no due time.

use jiff::civil::Date;
use serde::Serialize;

use crate::TimeOfDay;

/// Why a promise has no due time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, Serialize)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum DueError {
    /// The calendar ends: all its working days are past.
    #[error("the calendar has no working time left after {after}")]
    NoWorkingTimeLeft {
        /// The last day that was looked at.
        after: Date,
    },
    /// The calendar closes too early on every day that is left.
    #[error("no day of the calendar from {from} on stays open until {due}")]
    NoDayReaches {
        /// The first day that was looked at.
        from: Date,
        /// When the promise would be due.
        due: TimeOfDay,
    },
    /// The due time is beyond the year 9999.
    #[error("the due time is out of range")]
    OutOfRange,
}
