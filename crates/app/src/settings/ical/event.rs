//! The events of a calendar file, each as often as it takes place.

use icalendar::parser::{Component, Property, read_calendar, unfold};
use jiff::{
    SignedDuration, Span, Timestamp, ToSpan as _,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use super::repeat::every_time;
use crate::error::ICalendarProblem as Problem;

/// More events are not closures but somebody's diary.
const MOST_EVENTS: usize = 1_000;
/// So often do all of them take place at most.
const MOST_TIMES: usize = 10_000;
/// What lasts longer than so many days is another week.
const LONGEST: i64 = 400;

/// When an event begins and ends, on the wall of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) from: DateTime,
    pub(super) until: DateTime,
}

/// Every time that an event of a file takes place; those that come back for some years around now.
pub(super) fn read(zone: &TimeZone, text: &str, now: Timestamp) -> Result<Vec<Event>, Problem> {
    let text = text.trim_start_matches('\u{feff}').trim();
    let is =
        |line: Option<&str>, wanted: &str| line.is_some_and(|line| line.trim().eq_ignore_ascii_case(wanted));
    if !is(text.lines().next(), "BEGIN:VCALENDAR") {
        return Err(Problem::NotOne);
    }
    if !is(text.lines().last(), "END:VCALENDAR") {
        return Err(Problem::Broken("END:VCALENDAR is missing".to_owned()));
    }
    let unfolded = unfold(text);
    let parsed = read_calendar(&unfolded).map_err(|error| Problem::Broken(first_line(&error)))?;
    let all: Vec<&Component<'_>> =
        parsed.components.iter().filter(|part| part.name.as_str() == "VEVENT").collect();
    let cancelled = |event: &Component<'_>| said(event, "STATUS").is_some_and(|status| status == "CANCELLED");
    match all.iter().filter(|event| !cancelled(event)).count() {
        0 => return Err(Problem::Empty),
        many if many > MOST_EVENTS => return Err(Problem::TooMany(MOST_EVENTS)),
        _ => {}
    }
    let today = now.to_zoned(zone.clone()).date();
    let mut events = Vec::new();
    for event in all.iter().filter(|event| !cancelled(event)) {
        let once = once(event, zone).ok_or_else(|| Problem::Date(title(event)))?;
        let elsewhere = moved(event, &all, zone);
        let times = every_time(event, once.from, &elsewhere, zone, today);
        let times = times.ok_or_else(|| Problem::Repeats(title(event)))?;
        let lasts = once.until.duration_since(once.from);
        events.extend(times.into_iter().map(|from| Event { from, until: from.saturating_add(lasts) }));
        if events.len() > MOST_TIMES {
            return Err(Problem::TooMany(MOST_TIMES));
        }
    }
    Ok(events)
}

/// The times of an event that another entry of the file moves or cancels.
fn moved(event: &Component<'_>, all: &[&Component<'_>], zone: &TimeZone) -> Vec<DateTime> {
    if event.find_prop("RECURRENCE-ID").is_some() {
        return Vec::new();
    }
    let uid = said(event, "UID");
    let same = all.iter().filter(|other| uid.is_some() && said(other, "UID") == uid);
    let instead = same.filter_map(|other| other.find_prop("RECURRENCE-ID"));
    instead.flat_map(|property| instants(property, zone).unwrap_or_default()).map(|(at, _)| at).collect()
}

/// When an event takes place the first time.
fn once(event: &Component<'_>, zone: &TimeZone) -> Option<Event> {
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
        .then_some(Event { from, until })
}

fn instant(property: &Property<'_>, zone: &TimeZone) -> Option<(DateTime, bool)> {
    instants(property, zone)?.into_iter().next()
}

/// The dates or times of a property, on the wall of a zone, and whether each is a date. Of a period its start.
pub(super) fn instants(property: &Property<'_>, zone: &TimeZone) -> Option<Vec<(DateTime, bool)>> {
    let named = property.params.iter().find(|param| param.key.as_str() == "TZID");
    let named = named.and_then(|param| param.val.as_ref()).map(|name| name.as_str().trim_matches('"'));
    let texts = property.val.as_str().split(',').map(|text| text.split('/').next().unwrap_or(text));
    texts.map(|text| on_wall(text.trim(), named, zone)).collect()
}

/// A date or a time on the wall of a zone, and whether it is a date.
pub(super) fn on_wall(text: &str, theirs: Option<&str>, zone: &TimeZone) -> Option<(DateTime, bool)> {
    if let Some(utc) = text.strip_suffix('Z') {
        let at = DateTime::strptime("%Y%m%dT%H%M%S", utc).ok()?.to_zoned(TimeZone::UTC).ok()?;
        return Some((at.with_time_zone(zone.clone()).datetime(), false));
    }
    if text.len() == 8 {
        return Some((Date::strptime("%Y%m%d", text).ok()?.to_datetime(Time::midnight()), true));
    }
    let local = DateTime::strptime("%Y%m%dT%H%M%S", text).ok()?;
    // A time without a zone is local wherever it is read.
    let Some(name) = theirs else { return Some((local, false)) };
    let theirs = TimeZone::get(name).ok()?;
    Some((local.to_zoned(theirs).ok()?.with_time_zone(zone.clone()).datetime(), false))
}

pub(super) fn said(event: &Component<'_>, name: &str) -> Option<String> {
    event.find_prop(name).map(|property| property.val.as_str().trim().to_owned())
}

fn title(event: &Component<'_>) -> String {
    said(event, "SUMMARY").or_else(|| said(event, "UID")).unwrap_or_default().chars().take(80).collect()
}

fn first_line(error: &str) -> String {
    error.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().chars().take(120).collect()
}
