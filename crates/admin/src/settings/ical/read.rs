//! Reads the events of a calendar file, each as often as it takes place.

use std::{collections::BTreeSet, thread};

use icalendar::parser::{Calendar, Component, Property, read_calendar, unfold};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use souffleur_app::error::ICalendarProblem as Problem;

use super::{
    event::{Event, is_cancelled, once, said, title, zone_name},
    repeat::every_time,
    replace::{Changes, is_onward, replaced},
    zone,
};

/// More events are not closures but somebody's diary.
const MOST_EVENTS: usize = 1_000;
/// Calendar programs nest three: a calendar, an event, its alarm. Unoptimised, sixteen took two megabytes of stack.
const MAX_DEPTH: usize = 8;
/// Bytes of stack for the parser; touched as it needs them.
const PARSER_STACK: usize = 64 * 1024 * 1024;
/// So often do all of them take place at most.
const MOST_TIMES: usize = 10_000;

/// The occurrences of the events in a file, and the events that were left out.
#[derive(Debug, Default)]
pub(super) struct Occurrences {
    /// Each time that an event takes place; of recurring ones those of some years around now.
    pub(super) events: Vec<Event>,
    /// Why each event that could not be read was left out.
    pub(super) left_out: Vec<Problem>,
}

/// Reads the occurrences of every event. One event that can't be read does not keep the others out; a file without
/// any that can is refused.
pub(super) fn read(zone: &TimeZone, text: &str, now: Timestamp) -> Result<Occurrences, Problem> {
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
    if is_too_deep(&unfolded) {
        return Err(Problem::Broken("too many components lie within each other".to_owned()));
    }
    let parsed = parse(&unfolded)?;
    let all: Vec<&Component<'_>> =
        parsed.components.iter().filter(|part| part.name.as_str() == "VEVENT").collect();
    let masters: BTreeSet<_> = all
        .iter()
        .filter(|event| event.find_prop("RECURRENCE-ID").is_none())
        .filter_map(|event| said(event, "UID"))
        .collect();
    // What changes all later occurrences is part of the event that recurs, where the file has it.
    let has_master = |event: &Component<'_>| said(event, "UID").is_some_and(|uid| masters.contains(&uid));
    let is_part = |event: &Component<'_>| is_onward(event) && has_master(event);
    let kept: Vec<_> = all.iter().filter(|event| !is_cancelled(event) && !is_part(event)).collect();
    match kept.len() {
        0 => return Err(Problem::Empty),
        many if many > MOST_EVENTS => return Err(Problem::TooMany(MOST_EVENTS)),
        _ => {}
    }
    let today = now.to_zoned(zone.clone()).date();
    let changes = Changes::of(&all);
    let mut read = Occurrences::default();
    for event in kept {
        match occurrences(event, &changes, zone, today) {
            Ok(events) => read.events.extend(events),
            Err(problem) => read.left_out.push(problem),
        }
        if read.events.len() > MOST_TIMES {
            return Err(Problem::TooMany(MOST_TIMES));
        }
    }
    if read.events.is_empty() && !read.left_out.is_empty() {
        return Err(read.left_out.remove(0));
    }
    Ok(read)
}

/// Parses on a thread of its own: unoptimised, one level of components takes a hundred kilobytes of stack.
fn parse(unfolded: &str) -> Result<Calendar<'_>, Problem> {
    let broken = |why: &str| Problem::Broken(first_line(why));
    thread::scope(|scope| {
        let builder = thread::Builder::new().stack_size(PARSER_STACK);
        let parser = builder.spawn_scoped(scope, || read_calendar(unfolded));
        let parser = parser.map_err(|error| broken(&error.to_string()))?;
        parser.join().map_err(|_| broken("it can't be read"))?.map_err(|error| broken(&error))
    })
}

/// Whether components lie deeper than the parser, which calls itself for each, has a stack for. An END counts only where the
/// parser sees one too: at the start of what it takes for a line, which a lone carriage return does not end.
fn is_too_deep(unfolded: &str) -> bool {
    let named = |line: &str, word: &str| {
        let is = line.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word));
        is.then(|| line[word.len()..].to_owned())
    };
    let mut open: Vec<String> = Vec::new();
    for line in unfolded.split('\n') {
        let ended = named(line.trim_end(), "END:");
        if ended.is_some() && open.last() == ended.as_ref() {
            open.pop();
        }
        open.extend(line.split('\r').filter_map(|part| named(part.trim(), "BEGIN:")));
        if open.len() > MAX_DEPTH {
            return true;
        }
    }
    false
}

/// The times that an event takes place, on the wall of the calendar. A recurring one is followed in its own zone, whose
/// clock may change on other days than the calendar's.
fn occurrences(
    event: &Component<'_>,
    changes: &Changes<'_>,
    zone: &TimeZone,
    today: Date,
) -> Result<Vec<Event>, Problem> {
    let start = event.find_prop("DTSTART").ok_or_else(|| Problem::Date(title(event)))?;
    let own = own_zone(start, zone).map_err(|name| Problem::Zone { title: title(event), zone: name })?;
    let once = once(event, &own).ok_or_else(|| Problem::Date(title(event)))?;
    let replaced = replaced(event, changes, &own)?;
    let times = every_time(event, once.from, &own, today).ok_or_else(|| Problem::Repeats(title(event)))?;
    let moved = times.into_iter().filter_map(|at| replaced.place(once, at));
    let on_calendar =
        |at: DateTime| at.to_zoned(own.clone()).ok().map(|at| at.with_time_zone(zone.clone()).datetime());
    let placed = moved.map(|event| {
        on_calendar(event.from).zip(on_calendar(event.until)).map(|(from, until)| Event { from, until })
    });
    placed.collect::<Option<_>>().ok_or_else(|| Problem::Date(title(event)))
}

/// The zone that an event keeps: the one it names, UTC where its start is in UTC, else the calendar's. An unknown name
/// is the error.
fn own_zone(start: &Property<'_>, zone: &TimeZone) -> Result<TimeZone, String> {
    let text = start.val.as_str().trim();
    match zone_name(start) {
        _ if text.ends_with('Z') => Ok(TimeZone::UTC),
        Some(name) if text.len() != 8 => zone::by_name(name).ok_or_else(|| name.chars().take(80).collect()),
        _ => Ok(zone.clone()),
    }
}

fn first_line(error: &str) -> String {
    error.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default().chars().take(120).collect()
}
