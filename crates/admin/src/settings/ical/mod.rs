//! Calendar files (iCalendar, RFC 5545). For a calendar of the house an event closes: an all-day event its days, a timed
//! one its hours, and what they do becomes exceptions, which an administrator can read and change. For a person an event
//! is an absence where it leaves nothing of a day's work.

mod event;
mod read;
mod repeat;
mod replace;
mod shut;
#[cfg(test)]
mod tests;
mod zone;

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use souffleur_app::error::{ICalendarProblem, Problem};
use souffleur_core::user::Absence;
use souffleur_sla::Calendar;

/// A calendar with the closures of a file; as it is where there is no file.
pub(crate) fn close(calendar: &Calendar, text: &str, now: Timestamp) -> Result<Calendar, Problem> {
    if text.trim().is_empty() {
        return Ok(calendar.clone());
    }
    let mut exceptions = calendar.exceptions().clone();
    for event in read::read(calendar.time_zone(), text, now).map_err(Problem::ICalendar)?.events {
        shut::shut(calendar, event, &mut exceptions);
    }
    let hours = |problem: souffleur_sla::Invalid| Problem::Hours { on: None, problem: problem.problem };
    let closed =
        Calendar::new(calendar.time_zone_name(), calendar.week().clone(), exceptions).map_err(hours)?;
    Ok(match calendar.holidays() {
        Some(region) => closed.with_holidays(region),
        None => closed,
    })
}

/// The absences of a file, as a calendar counts days: those of which it leaves no working hour. Days that are not worked
/// anyway do not break an absence in two.
pub(crate) fn absences(calendar: &Calendar, text: &str, now: Timestamp) -> Result<Vec<Absence>, Problem> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let mut left = BTreeMap::new();
    for event in read::read(calendar.time_zone(), text, now).map_err(Problem::ICalendar)?.events {
        shut::shut(calendar, event, &mut left);
    }
    let away = left.into_iter().filter(|(_, hours)| hours.is_closed()).map(|(day, _)| day);
    let mut absences: Vec<Absence> = Vec::new();
    for day in away {
        match absences.last_mut().filter(|last| nothing_worked_between(calendar, last.until, day)) {
            Some(last) => last.until = day,
            None => absences.push(Absence { from: day, until: day }),
        }
    }
    Ok(absences)
}

/// Why events of a file are left out when the others are taken; none where there is no file, or one that is refused.
pub(crate) fn left_out(zone: &TimeZone, text: &str, now: Timestamp) -> Vec<ICalendarProblem> {
    if text.trim().is_empty() {
        return Vec::new();
    }
    read::read(zone, text, now).map(|read| read.left_out).unwrap_or_default()
}

fn nothing_worked_between(calendar: &Calendar, from: Date, until: Date) -> bool {
    let days = std::iter::successors(from.tomorrow().ok(), |day| day.tomorrow().ok());
    days.take_while(|day| *day < until).all(|day| calendar.hours_on(day).is_closed())
}
