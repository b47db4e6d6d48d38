//! What is wrong with an iCalendar file of closures.

/// What is wrong with an iCalendar file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ICalendarProblem {
    /// It is something else.
    #[error("is not an iCalendar file: it does not begin with BEGIN:VCALENDAR")]
    NotOne,
    /// It breaks off, or breaks the rules of RFC 5545.
    #[error("is an iCalendar file that can't be read: {0}")]
    Broken(String),
    /// There is nothing to close for.
    #[error("has no events")]
    Empty,
    /// An event without a date, or with one that can't be read.
    #[error("the event “{0}” has no date that can be read")]
    Date(String),
    /// An event that comes again by a rule that is not understood.
    #[error("the event “{0}” repeats by a rule that can't be followed")]
    Repeats(String),
    /// An event in a time zone that is not known.
    #[error("the event “{title}” has no date that can be read: the time zone “{zone}” is not known")]
    Zone {
        /// What the event is called.
        title: String,
        /// The zone, as the file names it.
        zone: String,
    },
    /// A recurring event with two entries that replace one occurrence.
    #[error("the event “{title}” is changed twice for {date}")]
    Twice {
        /// What the event is called.
        title: String,
        /// The date of the occurrence.
        date: String,
    },
    /// More than a calendar of closures has.
    #[error("has more events than the {0} that are taken over")]
    TooMany(usize),
}

impl ICalendarProblem {
    /// The end of the Fluent key that says it.
    pub(super) const fn code(&self) -> &'static str {
        match self {
            Self::NotOne => "ical-not-one",
            Self::Broken(_) => "ical-broken",
            Self::Empty => "ical-empty",
            Self::Date(_) => "ical-date",
            Self::Repeats(_) => "ical-repeats",
            Self::Zone { .. } => "ical-zone",
            Self::Twice { .. } => "ical-twice",
            Self::TooMany(_) => "ical-too-many",
        }
    }
}
