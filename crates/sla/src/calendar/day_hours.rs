//! The working hours of one day, and how written times and intervals are read.

use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize};

use super::{
    interval::Interval,
    time_of_day::{TimeOfDay, parse},
};
use crate::{Invalid, Problem};

impl FromStr for TimeOfDay {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        parse(text).ok_or_else(|| Problem::InvalidTime(text.to_owned()).at(""))
    }
}

impl<'de> Deserialize<'de> for TimeOfDay {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|error: Invalid| serde::de::Error::custom(error.problem))
    }
}

impl Interval {
    /// An interval that lasts; one that ends where it starts, or before, is refused.
    pub fn new(start: TimeOfDay, end: TimeOfDay) -> Result<Self, Invalid> {
        Self::lasting(start, end).ok_or_else(|| Problem::Reversed { start, end }.at(""))
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
        let clash = intervals.windows(2).find(|pair| pair[1].start() < pair[0].end());
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
        self.0.last().map(|interval| interval.end())
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
