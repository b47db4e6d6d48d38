//! What is wrong with a calendar or a policy that somebody wrote, and where.
//!
//! The path is the one a person sees in the file or the form (`week.mon[1]`), so that a page can put the message
//! beside its field; the problem is typed, so that a page can say it in its reader's language.

use crate::{EscalationTarget, Interval, TimeOfDay};

/// A value that cannot be accepted, with the path of the field that holds it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {problem}")]
pub struct Invalid {
    /// Where it is, from the root of the calendar or policy: `exceptions.2026-12-24[0]`.
    pub path: String,
    /// What is wrong there.
    pub problem: Problem,
}

/// Every reason to refuse a calendar, a target rule or a policy.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Problem {
    /// The name is not in the IANA time zone database.
    #[error("`{0}` is not an IANA time zone (for example Europe/Paris)")]
    UnknownTimeZone(String),
    /// The public holidays of this country or region are not known.
    #[error(
        "`{0}` is not a country or region whose public holidays are known (for example FR, FR-57, CH-GE)"
    )]
    UnknownRegion(String),
    /// A key of the week is not one of `mon` to `sun`.
    #[error("`{0}` is not a day of the week (mon, tue, wed, thu, fri, sat, sun)")]
    UnknownWeekday(String),
    /// An exception is not filed under a date.
    #[error("`{0}` is not a date written YYYY-MM-DD")]
    InvalidDate(String),
    /// A time of day is not one.
    #[error("`{0}` is not a time of day from 00:00 to 24:00 written HH:MM")]
    InvalidTime(String),
    /// An interval is a pair of times, nothing else.
    #[error("an interval has a start and an end, this has {0} values")]
    NotAnInterval(usize),
    /// An interval ends where it starts, or before.
    #[error("the interval ends at {end}, which is not after its start at {start}")]
    Reversed {
        /// Where it starts.
        start: TimeOfDay,
        /// Where it ends.
        end: TimeOfDay,
    },
    /// Two intervals of one day share time.
    #[error("{second} overlaps {first}")]
    Overlap {
        /// The one that starts first.
        first: Interval,
        /// The one that starts before the first has ended.
        second: Interval,
    },
    /// No day of the calendar is ever worked.
    #[error("no working time at all: give at least one day an interval")]
    NoWorkingTime,
    /// A cutoff without rules promises nothing.
    #[error("a cutoff needs at least one rule")]
    NoRules,
    /// The rules are read in order, so a rule that is not later than the one before can never apply.
    #[error("{before} is not later than the rule before it ({previous})")]
    NotAscending {
        /// The time of the rule before, or 00:00 for the first.
        previous: TimeOfDay,
        /// The time of this rule.
        before: TimeOfDay,
    },
    /// Questions asked after the last rule would have no promise.
    #[error("the last rule stops at {last}; it must be before 24:00, so that every time of day has a rule")]
    DayNotCovered {
        /// Where the rules stop.
        last: TimeOfDay,
    },
    /// A rule of the same day that is due before it stops applying would be late when asked.
    #[error("due at {due} the same day, a question asked just before {before} would be late already")]
    DueBeforeAsking {
        /// Where the rule stops.
        before: TimeOfDay,
        /// When it is due.
        due: TimeOfDay,
    },
    /// A number outside what can be meant.
    #[error("{value} is not between {least} and {most}")]
    OutOfRange {
        /// What was written.
        value: u32,
        /// The least allowed.
        least: u32,
        /// The most allowed.
        most: u32,
    },
    /// A share is a part of the whole.
    #[error("{0} is not a share: more than 0, at most 1")]
    NotAShare(String),
    /// A warning at the whole of the time would come with the breach.
    #[error("a warning comes before the time is used up: less than 1")]
    WarningTooLate,
    /// A time of asking that never comes: no day, or no time of it.
    #[error("no time of asking is left: the window must end after it starts")]
    NoTimeOfAsking,
    /// The ladder goes up: who has been told already is not told again by a later step.
    #[error("goes back to the {again}, after the {after} was told: a ladder only goes up")]
    EscalationGoesBack {
        /// Whom the step names.
        again: EscalationTarget,
        /// Whom the step before it names.
        after: EscalationTarget,
    },
    /// A later step of the ladder comes earlier than the one before it.
    #[error("comes before the step above it")]
    EscalationTooEarly,
    /// Nobody can be given the question on this rung.
    #[error("a question can be given to the deputy or the community manager, not to the {0}")]
    NotAnAssignee(EscalationTarget),
    /// What somebody wrote is none of the words that can stand here.
    #[error("`{word}` is not one of {known}")]
    UnknownWord {
        /// What was written.
        word: String,
        /// What can be.
        known: &'static str,
    },
    /// Each fixed lead is one timer, fired once, in order.
    #[error("leads are written from the longest to the shortest, each once")]
    LeadsNotFalling,
    /// Each warning is one timer, fired once, in order.
    #[error("warnings are written in rising order, each once")]
    WarningsNotRising,
}

impl Problem {
    /// This problem, found at `path`.
    pub(crate) fn at(self, path: impl Into<String>) -> Invalid {
        Invalid { path: path.into(), problem: self }
    }
}

impl Invalid {
    /// The same problem, seen from the value that contains this one under `parent`.
    #[must_use]
    pub fn under(mut self, parent: &str) -> Self {
        let joint = if self.path.is_empty() || self.path.starts_with('[') { "" } else { "." };
        self.path = format!("{parent}{joint}{}", self.path);
        self
    }
}
