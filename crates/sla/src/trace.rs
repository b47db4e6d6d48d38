//! The trace that the arithmetic leaves: typed steps, and who takes them.

use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::due_error::DueError;
use crate::{CutoffRule, Share, TimeOfDay};

/// Why a day is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ClosedBecause {
    /// Its weekday is not worked.
    Weekday,
    /// The calendar closes this very date.
    Exception,
    /// It is a public holiday.
    Holiday,
}

/// One step of the reasoning, in order.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "step", rename_all = "snake_case")]
pub enum TraceStep {
    /// Where it starts.
    Asked {
        /// The instant of asking.
        at: Timestamp,
        /// The same on the wall of the calendar's time zone.
        local: DateTime,
    },
    /// A day on which nobody works.
    Closed {
        /// The day.
        date: Date,
        /// Why.
        because: ClosedBecause,
        /// The key of the public holiday.
        #[serde(skip_serializing_if = "Option::is_none")]
        holiday: Option<&'static str>,
    },
    /// Asked on a closed day, so counted as asked at 00:00 of this one.
    CountsAsAskedOn {
        /// The next working day.
        date: Date,
    },
    /// The first rule later than the local time of asking.
    Rule {
        /// Its place in the table, from 0.
        index: usize,
        /// The rule itself.
        rule: CutoffRule,
    },
    /// Who asks later, on this day by this rule, is promised an earlier reply; who asked earlier is promised the same.
    SoonerIfAskedLater {
        /// The working day of the later question.
        date: Date,
        /// The rule that applies to it.
        rule: CutoffRule,
    },
    /// A working day that the rule counts.
    WorkingDay {
        /// The day.
        date: Date,
        /// Which one it is, up to the rule's number of working days.
        nth: u32,
    },
    /// A day that closes before the promise could be kept on it.
    ClosesTooEarly {
        /// The day.
        date: Date,
        /// The end of its last interval; none on a closed day.
        ends: Option<TimeOfDay>,
        /// When the promise would have been due.
        due: TimeOfDay,
    },
    /// The target's time is a share of another's.
    Share {
        /// How much of it.
        share: Share,
        /// The whole: working time between asking and due, or real time if there is none.
        of: SignedDuration,
        /// Whether the whole is working time.
        working: bool,
    },
    /// Working time that was counted.
    Counted {
        /// The day it was worked on.
        date: Date,
        /// From this instant
        from: Timestamp,
        /// to this one,
        until: Timestamp,
        /// which is so long,
        counted: SignedDuration,
        /// and leaves so much.
        left: SignedDuration,
    },
    /// Working time that was not counted, because the desk waited for the customer.
    Paused {
        /// The day it would have been worked on.
        date: Date,
        /// From this instant
        from: Timestamp,
        /// to this one.
        until: Timestamp,
    },
    /// The answer.
    Due {
        /// The due time.
        at: Timestamp,
    },
    /// An open pause comes before the time is used up: there is no due time yet.
    Waiting,
    /// No due time can be found.
    Impossible {
        /// Why not.
        reason: DueError,
    },
}

/// Who listens to the arithmetic: nobody (`()`), at no cost, or an explanation.
pub(crate) trait Log {
    fn note(&mut self, step: impl FnOnce() -> TraceStep);
}

impl Log for () {
    fn note(&mut self, _: impl FnOnce() -> TraceStep) {}
}

impl Log for Vec<TraceStep> {
    fn note(&mut self, step: impl FnOnce() -> TraceStep) {
        self.push(step());
    }
}
