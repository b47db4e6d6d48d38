//! Calendars, instants and pauses for the laws, and a second, slower opinion on working time.

#![allow(dead_code, reason = "each test binary uses its part")]

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use souffleur_sla::{Calendar, DayHours, Interval, Pause, Region, TimeOfDay, Week};

/// Zones that change at night, at midnight, by half an hour, at odd offsets, not at all, and by a whole day.
pub(crate) const ZONES: [&str; 10] = [
    "Europe/Paris",
    "America/New_York",
    "America/Sao_Paulo",
    "America/St_Johns",
    "America/Havana",
    "Africa/Cairo",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Pacific/Apia",
    "UTC",
];

/// The same cases on every machine, and no file of regressions: a failure prints its case.
pub(crate) fn config() -> ProptestConfig {
    ProptestConfig {
        cases: 1_500,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(17),
        ..Default::default()
    }
}

pub(crate) fn time(text: &str) -> TimeOfDay {
    text.parse().expect("a time of day")
}

pub(crate) fn at(text: &str) -> Timestamp {
    text.parse().expect("an instant")
}

pub(crate) fn hours(intervals: &[(&str, &str)]) -> DayHours {
    let read =
        |&(start, end): &(&str, &str)| Interval::new(time(start), time(end)).expect("a lasting interval");
    DayHours::new(intervals.iter().map(read).collect()).expect("no overlap")
}

/// The same hours on each of these weekdays.
pub(crate) fn week(days: &[Weekday], intervals: &[(&str, &str)]) -> Week {
    days.iter().fold(Week::closed(), |week, &day| week.with(day, hours(intervals)))
}

/// Monday to Sunday.
pub(crate) fn all_days() -> [Weekday; 7] {
    std::array::from_fn(|days| Weekday::Monday.wrapping_add(i8::try_from(days).expect("a week")))
}

pub(crate) fn calendar(zone: &str, week: Week, exceptions: &[(&str, &[(&str, &str)])]) -> Calendar {
    let read =
        |(date, intervals): &(&str, &[(&str, &str)])| (date.parse().expect("a date"), hours(intervals));
    Calendar::new(zone, week, exceptions.iter().map(read).collect()).expect("a calendar")
}

pub(crate) fn zone() -> impl Strategy<Value = &'static str> {
    prop::sample::select(ZONES.as_slice())
}

fn day_hours() -> impl Strategy<Value = DayHours> {
    let quarters = prop::collection::btree_set(0_u16..=96, 0..=6);
    quarters.prop_map(|quarters| {
        let times: Vec<_> =
            quarters.into_iter().map(|q| TimeOfDay::new(q / 4, q % 4 * 15).expect("a quarter")).collect();
        let pairs = times.chunks_exact(2).map(|pair| Interval::new(pair[0], pair[1]).expect("rising"));
        DayHours::new(pairs.collect()).expect("apart")
    })
}

/// Any calendar in any of the zones, with a week that has hours and exceptions around an instant.
pub(crate) fn calendar_around(instant: Timestamp, zone: &'static str) -> impl Strategy<Value = Calendar> {
    let today = TimeZone::UTC.to_datetime(instant).date();
    let exceptions = prop::collection::btree_map(-3_i64..20, day_hours(), 0..6);
    let region = prop::sample::select([None, Some("FR-57"), Some("CH-GL")].as_slice());
    (prop::collection::vec(day_hours(), 7), exceptions, region).prop_filter_map(
        "a week with hours",
        move |(days, near, region)| {
            let week =
                all_days().into_iter().zip(days).fold(Week::closed(), |week, (day, h)| week.with(day, h));
            let date = |days: i64| today.checked_add(days.days()).expect("far from the ends of time");
            let exceptions: BTreeMap<Date, DayHours> =
                near.into_iter().map(|(days, h)| (date(days), h)).collect();
            let region = region.map(|code| Region::parse(code).expect("a region"));
            (!week.is_closed()).then(|| {
                let calendar = Calendar::new(zone, week, exceptions).expect("a calendar");
                match region {
                    Some(region) => calendar.with_holidays(region),
                    None => calendar,
                }
            })
        },
    )
}

/// An instant between 2011 and 2031, mostly within three days of a change of this zone's clock.
pub(crate) fn instant_in(zone: &'static str) -> impl Strategy<Value = Timestamp> {
    let anywhere = 1_293_840_000_000_i64..1_924_992_000_000;
    (anywhere, -259_200_000_i64..259_200_000, 0..4).prop_map(move |(millis, near, kind)| {
        let instant = Timestamp::from_millisecond(millis).expect("in range");
        let zone = TimeZone::get(zone).expect("a zone");
        let change = zone.following(instant).next().filter(|_| kind > 0);
        change.map_or(instant, |change| change.timestamp() + SignedDuration::from_millis(near))
    })
}

/// A calendar, and an instant to ask at.
pub(crate) fn scene() -> impl Strategy<Value = (Calendar, Timestamp)> {
    zone().prop_flat_map(|zone| instant_in(zone).prop_map(move |asked| (zone, asked))).prop_flat_map(
        |(zone, asked)| calendar_around(asked, zone).prop_map(move |calendar| (calendar, asked)),
    )
}

/// A pause that begins up to four days after the asking and lasts up to four more.
pub(crate) fn pause_after(asked: Timestamp, after: i64, lasts: i64) -> Pause {
    let from = asked + SignedDuration::from_millis(after);
    Pause { from, until: Some(from + SignedDuration::from_millis(lasts)) }
}

/// Working time by another road: every interval of every day around, asked of jiff one by one, sorted and joined.
pub(crate) fn counted_slowly(calendar: &Calendar, from: Timestamp, until: Timestamp) -> SignedDuration {
    let mut spans = spans_slowly(calendar, from, until);
    spans.sort();
    let mut total = SignedDuration::ZERO;
    let mut reached = from;
    for (start, end) in spans {
        let (start, end) = (start.max(reached), end.min(until));
        if start < end {
            total += end.duration_since(start);
            reached = end;
        }
    }
    total
}

fn spans_slowly(calendar: &Calendar, from: Timestamp, until: Timestamp) -> Vec<(Timestamp, Timestamp)> {
    let zone = calendar.time_zone();
    let mut date = zone.to_datetime(from).date() - 3.days();
    let last = zone.to_datetime(until).date() + 3.days();
    let mut spans = Vec::new();
    while date <= last {
        for interval in calendar.hours_on(date).intervals() {
            spans.push((instant(zone, date, interval.start()), instant(zone, date, interval.end())));
        }
        date += 1.day();
    }
    spans
}

/// The instant of a local time as DESIGN reads it, by jiff alone.
pub(crate) fn instant(zone: &TimeZone, date: Date, time: TimeOfDay) -> Timestamp {
    let local = date.at(0, 0, 0, 0) + i64::from(time.minutes()).minutes();
    zone.to_ambiguous_timestamp(local).compatible().expect("in range")
}
