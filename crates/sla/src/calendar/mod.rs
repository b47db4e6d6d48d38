//! A calendar: the working hours, holidays and time zone in which a promise is counted.
//!
//! It is read from an unchecked form ([`RawCalendar`]) into a value that cannot be wrong, so the arithmetic has no
//! bad calendars to think of. The time zone is looked up once, here, and kept.

mod day_hours;
mod holiday;
mod interval;
mod raw;
mod time_of_day;
mod week;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

pub use day_hours::{DayHours, RawIntervals};
pub use holiday::Region;
pub use interval::Interval;
pub use raw::RawCalendar;
pub use time_of_day::TimeOfDay;
pub use week::{Week, weekday_key};

use crate::{Invalid, Problem};

/// Working hours in a time zone: an ordinary week, the public holidays of a region, and the dates that differ.
#[derive(Debug, Clone)]
pub struct Calendar {
    time_zone: TimeZone,
    week: Week,
    exceptions: BTreeMap<Date, DayHours>,
    holidays: Option<Region>,
    /// Exceptions and holidays by day number, sorted: the arithmetic asks for a day many times, and never for a date.
    /// It follows from the rest, and clones share it.
    by_day: Arc<[Differing]>,
}

/// A day on which the hours of its weekday do not hold.
#[derive(Debug)]
struct Differing {
    day: i64,
    hours: DayHours,
    /// The key of the holiday; none where an exception decides.
    holiday: Option<&'static str>,
}

impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        let parts = |of: &Self| (of.time_zone.clone(), of.holidays);
        parts(self) == parts(other) && self.week == other.week && self.exceptions == other.exceptions
    }
}

impl Calendar {
    /// A calendar in an IANA time zone. One in which no day is ever worked is refused: nothing could be due in it.
    pub fn new(time_zone: &str, week: Week, exceptions: BTreeMap<Date, DayHours>) -> Result<Self, Invalid> {
        let time_zone = find_zone(time_zone)?;
        if week.is_closed() && exceptions.values().all(DayHours::is_closed) {
            return Err(Problem::NoWorkingTime.at("week"));
        }
        let by_day = expand(&week, &exceptions, None);
        Ok(Self { time_zone, week, exceptions, holidays: None, by_day })
    }

    /// The same calendar, closed on the public holidays of a region. An exception goes before a holiday.
    #[must_use]
    pub fn with_holidays(self, region: Region) -> Self {
        let by_day = expand(&self.week, &self.exceptions, Some(region));
        Self { holidays: Some(region), by_day, ..self }
    }

    /// The same calendar, closed on some more days: those on which one person is away. None if nothing would be left.
    #[must_use]
    pub fn closed_on(&self, days: impl IntoIterator<Item = Date>) -> Option<Self> {
        let mut exceptions = self.exceptions.clone();
        exceptions.extend(days.into_iter().map(|date| (date, DayHours::CLOSED)));
        if self.week.is_closed() && exceptions.values().all(DayHours::is_closed) {
            return None;
        }
        let by_day = expand(&self.week, &exceptions, self.holidays);
        Some(Self { exceptions, by_day, ..self.clone() })
    }

    /// The region whose public holidays are kept.
    pub fn holidays(&self) -> Option<Region> {
        self.holidays
    }

    /// The key of the public holiday that closes a date, unless an exception says otherwise.
    pub fn holiday_on(&self, date: Date) -> Option<&'static str> {
        self.differing(day_number(date)).and_then(|differing| differing.holiday)
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

    /// The hours of a date: its own, none on a holiday, or those of its weekday.
    pub fn hours_on(&self, date: Date) -> &DayHours {
        self.hours_on_day(day_number(date))
    }

    /// Whether a promise due at this local time can ever be kept: some day's last interval does not end before it.
    pub fn reaches(&self, due: TimeOfDay) -> bool {
        self.week.days().any(|(_, hours)| hours.reaches(due))
            || self.exceptions.values().any(|hours| hours.reaches(due))
    }

    pub(crate) fn hours_on_day(&self, day: i64) -> &DayHours {
        match self.differing(day) {
            Some(differing) => &differing.hours,
            None => self.week.since_monday(since_monday(day)),
        }
    }

    fn differing(&self, day: i64) -> Option<&Differing> {
        self.by_day
            .binary_search_by_key(&day, |differing| differing.day)
            .ok()
            .map(|found| &self.by_day[found])
    }

    /// The next day from `day` on that may be worked, without end while the week has hours. A calendar without a week
    /// leaps from exception to exception, taking their neighbours along (hours near a change of the clock can reach
    /// into the next day), and ends with the last.
    pub(crate) fn candidate_from(&self, day: i64) -> Option<i64> {
        if !self.week.is_closed() {
            return Some(day);
        }
        let next = self.by_day.partition_point(|differing| differing.day < day - 1);
        self.by_day.get(next).map(|differing| day.max(differing.day - 1))
    }

    pub(crate) fn is_exception(&self, day: i64) -> bool {
        self.differing(day).is_some_and(|differing| differing.holiday.is_none())
    }

    pub(crate) fn holiday(&self, day: i64) -> Option<&'static str> {
        self.differing(day)?.holiday
    }

    /// The last date with hours of its own, as a day number.
    pub(crate) fn last_exception(&self) -> Option<i64> {
        self.by_day.last().map(|differing| differing.day)
    }
}

/// Every day that differs. A week that is never worked has no holidays to lose.
fn expand(week: &Week, exceptions: &BTreeMap<Date, DayHours>, region: Option<Region>) -> Arc<[Differing]> {
    let of = |date, hours, holiday| Differing { day: day_number(date), hours, holiday };
    let mut all: Vec<_> = exceptions.iter().map(|(&date, hours)| of(date, hours.clone(), None)).collect();
    if let Some(region) = region.filter(|_| !week.is_closed()) {
        let days = holiday::YEARS.flat_map(|year| region.holidays(year));
        let free = days.filter(|(date, _)| !exceptions.contains_key(date));
        all.extend(free.map(|(date, name)| of(date, DayHours::CLOSED, Some(name))));
        all.sort_by_key(|differing| differing.day);
    }
    all.into()
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
