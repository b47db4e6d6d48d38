//! One event of a calendar file: when it begins and ends, and what is said of it.

use icalendar::parser::{Component, Property};
use jiff::{
    SignedDuration, Span, ToSpan as _,
    civil::{Date, DateTime, Time},
    tz::TimeZone,
};

use super::zone;

/// What lasts longer than so many days is another week.
const LONGEST: i64 = 400;

/// When an event begins and ends, on the wall of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Event {
    pub(super) from: DateTime,
    pub(super) until: DateTime,
}

pub(super) fn is_cancelled(event: &Component<'_>) -> bool {
    said(event, "STATUS").is_some_and(|status| status.eq_ignore_ascii_case("CANCELLED"))
}

/// When an event takes place the first time, on the wall of its zone.
pub(super) fn once(event: &Component<'_>, zone: &TimeZone) -> Option<Event> {
    let (from, all_day) = instant(event.find_prop("DTSTART")?, zone)?;
    let until = match event.find_prop("DTEND") {
        Some(end) => instant(end, zone)?.0,
        None => match said(event, "DURATION") {
            Some(lasts) => from.checked_add(lasts.parse::<Span>().ok()?).ok()?,
            None => from,
        },
    };
    // A date without an end, or that ends where it starts, is that day; a time like that is no time.
    let until = if all_day && until == from { from.checked_add(1.day()).ok()? } else { until };
    let lasts = until.duration_since(from);
    (lasts >= SignedDuration::ZERO && lasts <= SignedDuration::from_hours(LONGEST * 24))
        .then_some(Event { from, until })
}

/// The zone that a date or time is in, as the file calls it.
pub(super) fn zone_name<'a>(property: &'a Property<'_>) -> Option<&'a str> {
    let named = property.params.iter().find(|param| param.key.as_str() == "TZID")?;
    named.val.as_ref().map(|name| name.as_str().trim_matches('"'))
}

pub(super) fn instant(property: &Property<'_>, zone: &TimeZone) -> Option<(DateTime, bool)> {
    instants(property, zone)?.into_iter().next()
}

/// The dates or times of a property, on the wall of a zone, and whether each is a date. Of a period its start.
pub(super) fn instants(property: &Property<'_>, zone: &TimeZone) -> Option<Vec<(DateTime, bool)>> {
    let named = zone_name(property);
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
    let theirs = zone::by_name(name)?;
    Some((local.to_zoned(theirs).ok()?.with_time_zone(zone.clone()).datetime(), false))
}

pub(super) fn said(event: &Component<'_>, name: &str) -> Option<String> {
    event.find_prop(name).map(|property| property.val.as_str().trim().to_owned())
}

pub(super) fn title(event: &Component<'_>) -> String {
    said(event, "SUMMARY").or_else(|| said(event, "UID")).unwrap_or_default().chars().take(80).collect()
}
