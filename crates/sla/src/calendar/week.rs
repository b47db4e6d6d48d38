//! The hours of an ordinary week, by the day's English three-letter key (`mon` to `sun`).

use std::collections::BTreeMap;

use jiff::civil::Weekday;
use serde::{Serialize, Serializer};

use super::{DayHours, RawIntervals};
use crate::{Invalid, Problem};

/// The days in the order in which a week is written, Monday first.
const DAYS: [(Weekday, &str); 7] = [
    (Weekday::Monday, "mon"),
    (Weekday::Tuesday, "tue"),
    (Weekday::Wednesday, "wed"),
    (Weekday::Thursday, "thu"),
    (Weekday::Friday, "fri"),
    (Weekday::Saturday, "sat"),
    (Weekday::Sunday, "sun"),
];

/// The key of a weekday in a calendar: `mon` to `sun`.
pub fn weekday_key(day: Weekday) -> &'static str {
    DAYS[index(day)].1
}

/// Hours for each weekday; a day that is not mentioned is closed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Week([DayHours; 7]);

impl Week {
    /// A week in which no day is worked, to be filled with [`Week::with`].
    pub fn closed() -> Self {
        Self::default()
    }

    /// This week with other hours on one weekday.
    #[must_use]
    pub fn with(mut self, day: Weekday, hours: DayHours) -> Self {
        self.0[index(day)] = hours;
        self
    }

    /// The hours of a weekday.
    pub fn hours(&self, day: Weekday) -> &DayHours {
        &self.0[index(day)]
    }

    /// The weekdays with their hours, Monday first.
    pub fn days(&self) -> impl Iterator<Item = (Weekday, &DayHours)> {
        DAYS.iter().map(|&(day, _)| day).zip(&self.0)
    }

    /// Whether no weekday is worked.
    pub fn is_closed(&self) -> bool {
        self.0.iter().all(DayHours::is_closed)
    }

    /// The hours of the weekday that is so many days after Monday, 0 to 6.
    pub(crate) fn since_monday(&self, days: usize) -> &DayHours {
        &self.0[days % 7]
    }

    /// Reads a week; the path of an error starts with the key of the day.
    pub(crate) fn from_raw(raw: &BTreeMap<String, RawIntervals>) -> Result<Self, Invalid> {
        raw.iter().try_fold(Self::default(), |week, (key, intervals)| {
            let day = DAYS.iter().find(|(_, known)| known == key).map(|&(day, _)| day);
            let day = day.ok_or_else(|| Problem::UnknownWeekday(key.clone()).at(key))?;
            Ok(week.with(day, DayHours::from_raw(intervals).map_err(|error| error.under(key))?))
        })
    }
}

impl Serialize for Week {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let worked = self.days().filter(|(_, hours)| !hours.is_closed());
        serializer.collect_map(worked.map(|(day, hours)| (weekday_key(day), hours)))
    }
}

fn index(day: Weekday) -> usize {
    // Between 0 and 6, so nothing is lost and the sign is known.
    usize::from(day.to_monday_zero_offset().unsigned_abs())
}
