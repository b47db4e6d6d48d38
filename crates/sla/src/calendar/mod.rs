//! A calendar: the working hours, holidays and time zone in which a promise is counted.
//!
//! It is read from an unchecked form ([`RawCalendar`]) into a value that cannot be wrong, so the arithmetic has no
//! bad calendars to think of. The time zone is looked up once, here, and kept.

mod interval;
mod raw;
mod time_of_day;
mod week;

use std::collections::BTreeMap;

use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use interval::{DayHours, Interval, RawIntervals};
pub use raw::RawCalendar;
pub use time_of_day::TimeOfDay;
pub use week::{Week, weekday_key};

use crate::{Invalid, Problem};

/// Working hours in a time zone: an ordinary week, and the dates that differ from it.
#[derive(Debug, Clone, PartialEq)]
pub struct Calendar {
    time_zone: TimeZone,
    week: Week,
    exceptions: BTreeMap<Date, DayHours>,
    /// The same exceptions by day number, sorted: the arithmetic asks for a day many times, and never for a date.
    by_day: Vec<(i64, DayHours)>,
}

impl Calendar {
    /// A calendar in an IANA time zone. One in which no day is ever worked is refused: nothing could be due in it.
    pub fn new(time_zone: &str, week: Week, exceptions: BTreeMap<Date, DayHours>) -> Result<Self, Invalid> {
        let time_zone = find_zone(time_zone)?;
        if week.is_closed() && exceptions.values().all(DayHours::is_closed) {
            return Err(Problem::NoWorkingTime.at("week"));
        }
        let by_day = exceptions.iter().map(|(&date, hours)| (day_number(date), hours.clone())).collect();
        Ok(Self { time_zone, week, exceptions, by_day })
    }

    /// The time zone in which its hours are local.
    pub fn time_zone(&self) -> &TimeZone {
        &self.time_zone
    }

    /// The IANA name of the time zone.
    pub fn time_zone_name(&self) -> &str {
        // Only named zones pass `find_zone`; UTC is one of them.
        self.time_zone.iana_name().unwrap_or("UTC")
    }

    /// The ordinary week.
    pub fn week(&self) -> &Week {
        &self.week
    }

    /// The dates with hours of their own, in order.
    pub fn exceptions(&self) -> &BTreeMap<Date, DayHours> {
        &self.exceptions
    }

    /// The hours of a date: its own, or those of its weekday.
    pub fn hours_on(&self, date: Date) -> &DayHours {
        self.exceptions.get(&date).unwrap_or_else(|| self.week.hours(date.weekday()))
    }

    /// Whether a promise due at this local time can ever be kept: some day's last interval does not end before it.
    pub fn reaches(&self, due: TimeOfDay) -> bool {
        self.week.days().any(|(_, hours)| hours.reaches(due))
            || self.exceptions.values().any(|hours| hours.reaches(due))
    }

    pub(crate) fn hours_on_day(&self, day: i64) -> &DayHours {
        match self.by_day.binary_search_by_key(&day, |&(exception, _)| exception) {
            Ok(found) => &self.by_day[found].1,
            Err(_) => self.week.since_monday(since_monday(day)),
        }
    }

    /// The next day from `day` on that may be worked, without end while the week has hours. A calendar without a week
    /// leaps from exception to exception, taking their neighbours along (hours near a change of the clock can reach
    /// into the next day), and ends with the last.
    pub(crate) fn candidate_from(&self, day: i64) -> Option<i64> {
        if !self.week.is_closed() {
            return Some(day);
        }
        let next = self.by_day.partition_point(|&(exception, _)| exception < day - 1);
        self.by_day.get(next).map(|&(exception, _)| day.max(exception - 1))
    }

    pub(crate) fn is_exception(&self, day: i64) -> bool {
        self.by_day.binary_search_by_key(&day, |&(exception, _)| exception).is_ok()
    }

    /// The last date with hours of its own, as a day number.
    pub(crate) fn last_exception(&self) -> Option<i64> {
        self.by_day.last().map(|&(day, _)| day)
    }
}

fn find_zone(name: &str) -> Result<TimeZone, Invalid> {
    let unknown = || Problem::UnknownTimeZone(name.to_owned()).at("time_zone");
    let zone = TimeZone::get(name).map_err(|_| unknown())?;
    if zone.iana_name().is_none() { Err(unknown()) } else { Ok(zone) }
}

/// Days since 1970-01-01.
pub(crate) fn day_number(date: Date) -> i64 {
    let hours = date.duration_since(Date::constant(1970, 1, 1)).as_hours();
    hours.div_euclid(24)
}

/// Days since the Monday of its week: 1970-01-01 was a Thursday.
fn since_monday(day: i64) -> usize {
    usize::try_from((day + 3).rem_euclid(7)).unwrap_or_default()
}
