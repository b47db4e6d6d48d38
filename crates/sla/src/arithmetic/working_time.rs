//! Working time, used up and measured: the real time within working hours and outside pauses.

use jiff::Timestamp;

use super::pauses::{Pauses, Span};
use super::walk::Walk;
use super::zone::{date, duration, timestamp, timestamp_or_end};
use crate::Calendar;
use crate::due_error::DueError;
use crate::trace::{Log, TraceStep};

/// The first instant at which `needed` nanoseconds are used up; none if an open pause begins before that.
pub(super) fn due(
    calendar: &Calendar,
    needed: i128,
    asked_at: Timestamp,
    pauses: &Pauses,
    log: &mut impl Log,
) -> Result<Option<Timestamp>, DueError> {
    if needed <= 0 {
        return Ok(Some(asked_at));
    }
    let open_from = pauses.open_from().unwrap_or(i128::MAX);
    let mut left = needed;
    let mut walk = Walk::new(calendar, asked_at);
    while let Some(day) = walk.next_day() {
        walk.note_if_closed(day, log);
        for &span in walk.spans() {
            if span.start >= open_from {
                return Ok(None);
            }
            if let Some(due) = use_up(&mut left, day, span, pauses, log) {
                return timestamp(due).map(Some);
            }
        }
    }
    if open_from < i128::MAX { Ok(None) } else { Err(walk.ended()) }
}

/// Takes what is worked of a span from what is left, and says when nothing is.
fn use_up(left: &mut i128, day: i64, span: Span, pauses: &Pauses, log: &mut impl Log) -> Option<i128> {
    for (part, worked) in pauses.split(span) {
        if !worked {
            note_pause(day, part, log);
            continue;
        }
        let counted = part.len().min(*left);
        *left -= counted;
        note_work(day, Span { start: part.start, end: part.start + counted }, *left, log);
        if *left == 0 {
            return Some(part.start + counted);
        }
    }
    None
}

/// Nanoseconds of working time from an instant until a later one.
pub(super) fn elapsed(calendar: &Calendar, from: Timestamp, until: Timestamp, pauses: &Pauses) -> i128 {
    let until = until.as_nanosecond().min(pauses.open_from().unwrap_or(i128::MAX));
    if until <= from.as_nanosecond() {
        return 0;
    }
    let mut total = 0;
    let mut walk = Walk::new(calendar, from);
    while walk.next_day().is_some() {
        for &Span { start, end } in walk.spans() {
            if start >= until {
                return total;
            }
            let parts = pauses.split(Span { start, end: end.min(until) });
            total += parts.filter(|&(_, worked)| worked).map(|(part, _)| part.len()).sum::<i128>();
        }
    }
    total
}

fn note_work(day: i64, part: Span, left: i128, log: &mut impl Log) {
    log.note(|| TraceStep::Counted {
        date: date(day),
        from: timestamp_or_end(part.start),
        until: timestamp_or_end(part.end),
        counted: duration(part.len()),
        left: duration(left),
    });
}

fn note_pause(day: i64, part: Span, log: &mut impl Log) {
    log.note(|| TraceStep::Paused {
        date: date(day),
        from: timestamp_or_end(part.start),
        until: timestamp_or_end(part.end),
    });
}
