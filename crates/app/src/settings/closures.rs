//! Closures from an iCalendar file (RFC 5545): an all-day event closes its days, a timed one takes its hours off what
//! is worked. What they do becomes the exceptions of the calendar, which an administrator can read and change.

use std::collections::BTreeMap;

use icalendar::parser::{Component, Property, read_calendar, unfold};
use jiff::{
    SignedDuration, Span, Timestamp, ToSpan as _,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use souffleur_sla::{Calendar, DayHours, Interval, TimeOfDay};

use crate::error::ICalendarProblem as Problem;

/// More events are not closures but somebody's diary.
const MOST_EVENTS: usize = 1_000;
/// A closure that lasts longer than this is another week.
const LONGEST: i64 = 400;
/// So many years of what comes back every year are taken over.
const YEARS_AHEAD: i16 = 5;

/// When an event begins and ends, on the wall of the calendar.
#[derive(Debug, Clone, Copy)]
struct Closure {
    from: DateTime,
    until: DateTime,
}

/// A calendar with the closures of a file; as it is where there is no file.
pub(super) fn close(
    calendar: &Calendar,
    text: &str,
    now: Timestamp,
) -> Result<Calendar, crate::error::Problem> {
    if text.trim().is_empty() {
        return Ok(calendar.clone());
    }
    let closures = read(calendar.time_zone(), text, now).map_err(crate::error::Problem::ICalendar)?;
    let mut exceptions = calendar.exceptions().clone();
    for closure in closures {
        shut(calendar, closure, &mut exceptions);
    }
    let hours =
        |problem: souffleur_sla::Invalid| crate::error::Problem::Hours { on: None, problem: problem.problem };
    let closed =
        Calendar::new(calendar.time_zone_name(), calendar.week().clone(), exceptions).map_err(hours)?;
    Ok(match calendar.holidays() {
        Some(region) => closed.with_holidays(region),
        None => closed,
    })
}

fn read(zone: &TimeZone, text: &str, now: Timestamp) -> Result<Vec<Closure>, Problem> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let begins = text.lines().next().is_some_and(|line| line.trim().eq_ignore_ascii_case("BEGIN:VCALENDAR"));
    if !begins {
        return Err(Problem::NotOne);
    }
    let ends = text.lines().last().is_some_and(|line| line.trim().eq_ignore_ascii_case("END:VCALENDAR"));
    if !ends {
        return Err(Problem::Broken("END:VCALENDAR is missing".to_owned()));
    }
    let unfolded = unfold(text);
    let parsed = read_calendar(&unfolded).map_err(|error| Problem::Broken(first_line(&error)))?;
    let cancelled = |event: &&Component<'_>| said(event, "STATUS").is_none_or(|status| status != "CANCELLED");
    let events = parsed.components.iter().filter(|part| part.name.as_str() == "VEVENT").filter(cancelled);
    let events: Vec<&Component<'_>> = events.collect();
    match events.len() {
        0 => return Err(Problem::Empty),
        many if many > MOST_EVENTS => return Err(Problem::TooMany(MOST_EVENTS)),
        _ => {}
    }
    let mut closures = Vec::new();
    for event in events {
        let once = once(event, zone).ok_or_else(|| Problem::Date(title(event)))?;
        closures.extend(every_time(event, once, now.to_zoned(zone.clone()).date())?);
    }
    Ok(closures)
}

/// When an event takes place the first time.
fn once(event: &Component<'_>, zone: &TimeZone) -> Option<Closure> {
    let (from, all_day) = instant(event.find_prop("DTSTART")?, zone)?;
    let until = match event.find_prop("DTEND") {
        Some(end) => instant(end, zone)?.0,
        None => match said(event, "DURATION") {
            Some(lasts) => from.checked_add(lasts.parse::<Span>().ok()?).ok()?,
            // A date without an end is that day, a time without one is no time.
            None if all_day => from.checked_add(1.day()).ok()?,
            None => from,
        },
    };
    let lasts = until.duration_since(from);
    (lasts >= SignedDuration::ZERO && lasts <= SignedDuration::from_hours(LONGEST * 24))
        .then_some(Closure { from, until })
}

/// A date or a time, on the wall of a zone, and whether it is a date.
fn instant(property: &Property<'_>, zone: &TimeZone) -> Option<(DateTime, bool)> {
    let text = property.val.as_str().trim();
    if let Some(utc) = text.strip_suffix('Z') {
        let at = DateTime::strptime("%Y%m%dT%H%M%S", utc).ok()?.to_zoned(TimeZone::UTC).ok()?;
        return Some((at.with_time_zone(zone.clone()).datetime(), false));
    }
    if text.len() == 8 {
        return Some((Date::strptime("%Y%m%d", text).ok()?.to_datetime(jiff::civil::Time::midnight()), true));
    }
    let local = DateTime::strptime("%Y%m%dT%H%M%S", text).ok()?;
    let named = property.params.iter().find(|param| param.key.as_str() == "TZID");
    // A time without a zone is local wherever it is read.
    let Some(name) = named.and_then(|param| param.val.as_ref()) else { return Some((local, false)) };
    let theirs = TimeZone::get(name.as_str().trim_matches('"')).ok()?;
    Some((local.to_zoned(theirs).ok()?.with_time_zone(zone.clone()).datetime(), false))
}

/// Every time that an event takes place: once, or every year for some years to come.
fn every_time(event: &Component<'_>, once: Closure, today: Date) -> Result<Vec<Closure>, Problem> {
    let unknown = || Problem::Repeats(title(event));
    if event.find_prop("RDATE").is_some() || event.find_prop("EXDATE").is_some() {
        return Err(unknown());
    }
    let Some(rule) = said(event, "RRULE") else { return Ok(vec![once]) };
    let mut until = today.year() + YEARS_AHEAD;
    let mut yearly = false;
    for part in rule.split(';') {
        match part.split_once('=').ok_or_else(unknown)? {
            ("FREQ", "YEARLY") => yearly = true,
            ("INTERVAL", "1") | ("WKST", _) => {}
            ("BYMONTH", month) if month.parse() == Ok(once.from.month()) => {}
            ("BYMONTHDAY", day) if day.parse() == Ok(once.from.day()) => {}
            ("UNTIL", date) => {
                let last =
                    date.get(..8).and_then(|date| Date::strptime("%Y%m%d", date).ok()).ok_or_else(unknown)?;
                until = until.min(if last < in_year(once.from, last.year()).date() {
                    last.year() - 1
                } else {
                    last.year()
                });
            }
            ("COUNT", count) => {
                let count: i16 = count.parse().map_err(|_| unknown())?;
                until = until.min(once.from.year().saturating_add(count.max(1) - 1));
            }
            _ => return Err(unknown()),
        }
    }
    if !yearly {
        return Err(unknown());
    }
    let lasts = once.until.duration_since(once.from);
    let first = once.from.year().max(today.year() - 1);
    let times = (first..=until).map(|year| {
        let from = in_year(once.from, year);
        Closure { from, until: from.saturating_add(lasts) }
    });
    Ok(times.collect())
}

/// The same day of another year; 29 February is the 28th where there is none.
fn in_year(at: DateTime, year: i16) -> DateTime {
    at.with().year(year).build().or_else(|_| at.with().year(year).day(28).build()).unwrap_or(at)
}

/// Takes a closure off the hours of its days.
fn shut(calendar: &Calendar, closure: Closure, exceptions: &mut BTreeMap<Date, DayHours>) {
    let mut date = closure.from.date();
    while date.to_datetime(jiff::civil::Time::midnight()) < closure.until {
        let from = minute_of(date, closure.from, 0);
        // A closure that ends within a minute takes the whole of it.
        let until = minute_of(date, closure.until, 59);
        let hours = exceptions.get(&date).unwrap_or_else(|| calendar.hours_on(date));
        let left = hours.intervals().iter().flat_map(|open| {
            [
                between(open.start().minutes(), open.end().minutes().min(from)),
                between(open.start().minutes().max(until), open.end().minutes()),
            ]
        });
        if let Ok(left) = DayHours::new(left.flatten().collect())
            && left != *calendar.hours_on(date)
        {
            exceptions.insert(date, left);
        }
        let Ok(next) = date.tomorrow() else { return };
        date = next;
    }
}

/// The minute of a day at which something happens, at most its ends; `up` seconds are rounded up.
fn minute_of(date: Date, at: DateTime, up: i64) -> u16 {
    let since = at.duration_since(date.to_datetime(jiff::civil::Time::midnight())).as_secs() + up;
    u16::try_from((since.div_euclid(60)).clamp(0, 24 * 60)).unwrap_or(0)
}

fn between(from: u16, until: u16) -> Option<Interval> {
    let time = |minutes: u16| TimeOfDay::new(minutes / 60, minutes % 60);
    Interval::new(time(from)?, time(until)?).ok()
}

fn said(event: &Component<'_>, name: &str) -> Option<String> {
    event.find_prop(name).map(|property| property.val.as_str().trim().to_owned())
}

fn title(event: &Component<'_>) -> String {
    said(event, "SUMMARY").or_else(|| said(event, "UID")).unwrap_or_default().chars().take(80).collect()
}

fn first_line(error: &str) -> String {
    error.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().chars().take(120).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calendar() -> Calendar {
        let days = ["mon", "tue", "wed", "thu", "fri"]
            .map(|day| format!(r#""{day}": [["09:00", "12:30"], ["14:00", "18:00"]]"#));
        let week = days.join(", ");
        serde_json::from_str(&format!(r#"{{"time_zone": "Europe/Paris", "week": {{{week}}}, "exceptions": {{"2026-12-24": [["09:00", "13:00"]]}}}}"#)).unwrap()
    }

    fn closed(events: &str) -> Result<Vec<String>, String> {
        let text =
            format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\n{events}END:VCALENDAR\r\n");
        let now = "2026-11-23T00:00:00Z".parse().unwrap();
        let closed = close(&calendar(), &text, now).map_err(|error| error.to_string())?;
        Ok(closed
            .exceptions()
            .iter()
            .map(|(date, hours)| format!("{date} {:?}", hours.intervals()))
            .collect())
    }

    fn event(lines: &str) -> String {
        format!("BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Inventaire\r\n{lines}END:VEVENT\r\n")
    }

    #[test]
    fn all_day_events_close_their_days_and_timed_ones_their_hours() {
        let days = event("DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20261230\r\n");
        let hours = event("DTSTART:20261201T130000Z\r\nDTEND:20261201T150030Z\r\n");
        let eve = event("DTSTART;TZID=Europe/Paris:20261224T120000\r\nDURATION:PT6H\r\n");
        assert_eq!(
            closed(&format!("{days}{hours}{eve}")).unwrap(),
            [
                "2026-12-01 [09:00-12:30, 16:01-18:00]",
                "2026-12-24 [09:00-12:00]",
                "2026-12-28 []",
                "2026-12-29 []"
            ]
        );
        // A Sunday is closed anyway, and what was cancelled closes nothing.
        let sunday = event("DTSTART;VALUE=DATE:20261227\r\n");
        let cancelled = event("DTSTART;VALUE=DATE:20261228\r\nSTATUS:CANCELLED\r\n");
        assert_eq!(closed(&format!("{sunday}{cancelled}")).unwrap(), ["2026-12-24 [09:00-13:00]"]);
    }

    #[test]
    fn what_comes_every_year_comes_for_some_years() {
        let yearly = event("DTSTART;VALUE=DATE:20200810\r\nRRULE:FREQ=YEARLY;UNTIL=20280101\r\n");
        assert_eq!(closed(&yearly).unwrap(), ["2026-08-10 []", "2026-12-24 [09:00-13:00]", "2027-08-10 []"]);
        let weekly = event("DTSTART;VALUE=DATE:20200810\r\nRRULE:FREQ=WEEKLY\r\n");
        assert!(closed(&weekly).unwrap_err().contains("“Inventaire” repeats"));
    }

    #[test]
    fn what_is_no_calendar_is_refused_with_the_reason() {
        let now = "2026-11-23T00:00:00Z".parse().unwrap();
        for (text, said) in [
            ("date;motif\n2026-12-24;Noël", "is not an iCalendar file"),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:2026", "END:VCALENDAR is missing"),
            ("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nEND:VCALENDAR", "can't be read"),
            ("BEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR", "has no events"),
        ] {
            let error = close(&calendar(), text, now).unwrap_err().to_string();
            assert!(error.contains(said), "{text}: {error}");
        }
        for date in [
            "DTSTART:tomorrow\r\n",
            "",
            "DTSTART;TZID=Nowhere/Land:20261224T120000\r\n",
            "DTSTART;VALUE=DATE:20261228\r\nDTEND;VALUE=DATE:20261201\r\n",
        ] {
            assert!(closed(&event(date)).unwrap_err().contains("no date that can be read"), "{date}");
        }
        assert_eq!(close(&calendar(), "  ", now).unwrap(), calendar());
    }
}
