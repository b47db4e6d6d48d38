//! The working hours of one day: local intervals in order, none sharing time with another.

use std::fmt;

use serde::ser::SerializeTuple as _;
use serde::{Serialize, Serializer};

use super::TimeOfDay;
use crate::{Invalid, Problem};

/// From a local time up to, not including, a later one of the same day.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Interval {
    start: TimeOfDay,
    end: TimeOfDay,
}

impl Interval {
    /// An interval that lasts; one that ends where it starts, or before, is refused.
    pub fn new(start: TimeOfDay, end: TimeOfDay) -> Result<Self, Invalid> {
        if end <= start {
            return Err(Problem::Reversed { start, end }.at(""));
        }
        Ok(Self { start, end })
    }

    /// Where it starts.
    pub const fn start(self) -> TimeOfDay {
        self.start
    }

    /// Where it ends, at most 24:00.
    pub const fn end(self) -> TimeOfDay {
        self.end
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.start, self.end)
    }
}

impl fmt::Debug for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Serialize for Interval {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut pair = serializer.serialize_tuple(2)?;
        pair.serialize_element(&self.start)?;
        pair.serialize_element(&self.end)?;
        pair.end()
    }
}

/// Intervals as they are written: pairs of times that nobody has checked yet.
pub type RawIntervals = Vec<Vec<String>>;

/// The hours of one day; none of them makes a closed day.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct DayHours(Vec<Interval>);

impl DayHours {
    /// Not worked at all.
    pub const CLOSED: Self = Self(Vec::new());

    /// These intervals, sorted; touching is allowed, sharing time is not.
    pub fn new(mut intervals: Vec<Interval>) -> Result<Self, Invalid> {
        intervals.sort_unstable();
        let clash = intervals.windows(2).find(|pair| pair[1].start < pair[0].end);
        match clash {
            Some(pair) => Err(Problem::Overlap { first: pair[0], second: pair[1] }.at("")),
            None => Ok(Self(intervals)),
        }
    }

    /// Reads pairs of times; the path of an error starts with the index of the pair.
    pub(crate) fn from_raw(raw: &RawIntervals) -> Result<Self, Invalid> {
        let read =
            |(index, pair)| read_pair(pair).map_err(|error: Invalid| error.under(&format!("[{index}]")));
        Self::new(raw.iter().enumerate().map(read).collect::<Result<_, _>>()?)
    }

    /// The intervals, in order.
    pub fn intervals(&self) -> &[Interval] {
        &self.0
    }

    /// Whether nobody works on such a day.
    pub fn is_closed(&self) -> bool {
        self.0.is_empty()
    }

    /// The end of the last interval.
    pub fn last_end(&self) -> Option<TimeOfDay> {
        self.0.last().map(|interval| interval.end)
    }

    /// Whether a promise due at this time can be kept on such a day: its last interval does not end before.
    pub fn reaches(&self, due: TimeOfDay) -> bool {
        self.last_end().is_some_and(|end| end >= due)
    }
}

fn read_pair(pair: &Vec<String>) -> Result<Interval, Invalid> {
    match pair.as_slice() {
        [start, end] => Interval::new(start.parse()?, end.parse()?),
        other => Err(Problem::NotAnInterval(other.len()).at("")),
    }
}
