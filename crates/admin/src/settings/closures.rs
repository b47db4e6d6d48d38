//! Single days of a calendar that close, or have hours of their own: added and taken back by a program, which need not
//! send all of the calendar.

use jiff::{civil::Date, tz::TimeZone};
use souffleur_app::{
    App,
    error::{Error, Problem},
};
use souffleur_core::{Actor, id::CalendarId};

use super::{
    calendar::{self, CalendarForm, CalendarView},
    ical,
};

/// What is to close.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Closures {
    /// Days with the hours that they have instead, `09:00-13:00`; closed where that is empty.
    pub days: Vec<(Date, String)>,
    /// Days that are as their weekday again.
    pub take_back: Vec<Date>,
    /// An iCalendar file, or empty.
    pub file: String,
}

/// Why events of a calendar file are left out when the others are taken.
pub fn left_out(app: &App, file: &str) -> Vec<Problem> {
    let settings = app.settings();
    let zone = settings.default_calendar().map(|stored| stored.calendar.time_zone().clone());
    ical::left_out(&zone.unwrap_or(TimeZone::UTC), file, app.now())
        .into_iter()
        .map(Problem::ICalendar)
        .collect()
}

/// Changes single days of a calendar. Promises that run move with it.
pub async fn close(
    app: &App,
    actor: Actor,
    id: CalendarId,
    closures: Closures,
) -> Result<CalendarView, Error> {
    let form = calendar::get(app, actor, id).await?.form();
    let mut named_days: Vec<Date> = closures.days.iter().map(|(date, _)| *date).collect();
    named_days.sort_unstable();
    if let Some([date, _]) = named_days.array_windows().find(|[one, next]| one == next) {
        return Err(Error::invalid("days", Problem::DateTwice { date: date.to_string() }));
    }
    let named = |line: &&str| {
        let date = line.split_whitespace().next().and_then(|date| date.parse::<Date>().ok());
        let again =
            |date| closures.take_back.contains(&date) || closures.days.iter().any(|(day, _)| *day == date);
        date.is_some_and(again)
    };
    let kept = form.exceptions.lines().filter(|line| !named(line)).map(str::to_owned);
    let new = closures.days.iter().map(|(date, hours)| match hours.trim() {
        "" => format!("{date} closed"),
        hours => format!("{date} {hours}"),
    });
    let exceptions = kept.chain(new).collect::<Vec<_>>().join("\n");
    let form = CalendarForm { exceptions, closures: closures.file, ..form };
    calendar::save(app, actor, Some(id), form).await?;
    calendar::get(app, actor, id).await
}
