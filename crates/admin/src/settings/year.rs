//! A year of a calendar at a glance, day by day.

use jiff::{
    ToSpan as _,
    civil::{Date, date},
};
use serde::Serialize;
use souffleur_app::{App, error::Error};
use souffleur_core::{Actor, id::CalendarId, permission::Action};
use souffleur_sla::{Calendar, DayHours};

use super::hours;

/// The years that can be looked at.
pub const YEARS: std::ops::RangeInclusive<i16> = 1990..=2150;

/// A year.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Year {
    /// The calendar's key.
    pub key: String,
    /// Its zone.
    pub time_zone: String,
    /// The region whose public holidays it keeps.
    pub holidays: Option<String>,
    /// Which year.
    pub year: i16,
    /// Its months.
    pub months: Vec<Month>,
    /// The days on which the hours of the weekday do not hold, in order.
    pub differing: Vec<Day>,
    /// How many days are worked.
    pub worked: u32,
}

/// A month: its weeks, Monday first; days of the neighbouring months are left out.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Month {
    /// Its first day.
    pub first: Date,
    /// Its weeks.
    pub weeks: Vec<Vec<Option<Day>>>,
}

/// A day.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Day {
    /// The date.
    pub date: Date,
    /// Its number in the month.
    pub day: i8,
    /// `open`, `closed` (as every week), `other` (with hours of its own), `shut` (closed by an exception) or `holiday`.
    pub kind: &'static str,
    /// The key of the public holiday.
    pub holiday: Option<&'static str>,
    /// Its hours; empty on a closed day.
    pub hours: String,
    /// Whether it is today.
    pub today: bool,
}

/// A year of a calendar; this year where none is named.
#[expect(clippy::unused_async, reason = "every thing is asked for alike, whether it is in memory or not")]
pub async fn year(app: &App, actor: Actor, id: CalendarId, year: Option<i16>) -> Result<Year, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let stored = settings.calendar(id).ok_or(Error::NotFound)?;
    let today = app.now().to_zoned(stored.calendar.time_zone().clone()).date();
    let year = year.unwrap_or_else(|| today.year());
    if !YEARS.contains(&year) {
        return Err(Error::NotFound);
    }
    Ok(look(&stored.key, &stored.calendar, year, today))
}

/// A year of a calendar, seen from a day.
pub fn look(key: &str, calendar: &Calendar, year: i16, today: Date) -> Year {
    let months: Vec<Month> =
        (1..=12).map(|month| look_at_month(calendar, date(year, month, 1), today)).collect();
    let days = || months.iter().flat_map(|month| month.weeks.iter().flatten().flatten());
    let differing = days().filter(|day| !matches!(day.kind, "open" | "closed")).cloned().collect();
    let worked = days().filter(|day| !day.hours.is_empty()).count();
    Year {
        key: key.to_owned(),
        time_zone: calendar.time_zone_name().to_owned(),
        holidays: calendar.holidays().map(|region| region.to_string()),
        year,
        worked: u32::try_from(worked).unwrap_or_default(),
        differing,
        months,
    }
}

fn look_at_month(calendar: &Calendar, first: Date, today: Date) -> Month {
    let lead = usize::from(first.weekday().to_monday_zero_offset().unsigned_abs());
    let days = first.series(1.day()).take(usize::from(first.days_in_month().unsigned_abs()));
    let mut cells: Vec<Option<Day>> = vec![None; lead];
    cells.extend(days.map(|date| Some(look_at_day(calendar, date, today))));
    cells.resize(cells.len().next_multiple_of(7), None);
    Month { first, weeks: cells.chunks(7).map(<[_]>::to_vec).collect() }
}

fn look_at_day(calendar: &Calendar, date: Date, today: Date) -> Day {
    let hours: &DayHours = calendar.hours_on(date);
    let holiday = calendar.holiday_on(date);
    let kind = match (calendar.exceptions().contains_key(&date), holiday) {
        (true, _) if hours.is_closed() => "shut",
        (true, _) => "other",
        (false, Some(_)) => "holiday",
        (false, None) if hours.is_closed() => "closed",
        (false, None) => "open",
    };
    Day { date, day: date.day(), kind, holiday, hours: hours::write(hours), today: date == today }
}
