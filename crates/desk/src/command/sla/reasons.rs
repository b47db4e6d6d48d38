//! The steps of a due time as English lines for a terminal.

use jiff::{SignedDuration, Timestamp, tz::TimeZone};
use souffleur_sla::{ClosedBecause, TraceStep};

/// One line a step.
pub(super) fn line(step: &TraceStep, zone: &TimeZone) -> String {
    match step {
        TraceStep::Asked { local, .. } => format!("asked {}", local.strftime("%a %Y-%m-%d %H:%M:%S")),
        TraceStep::Closed { date, because, holiday } => {
            let why = match because {
                ClosedBecause::Weekday => "not a working day of the week",
                ClosedBecause::Exception => "closed on this date",
                ClosedBecause::Holiday => "a public holiday",
            };
            let name = holiday.map(|name| format!(" ({name})")).unwrap_or_default();
            format!("{}: {why}{name}", date.strftime("%a %Y-%m-%d"))
        }
        TraceStep::CountsAsAskedOn { date } => {
            format!("counts as asked at 00:00 on {}", date.strftime("%a %Y-%m-%d"))
        }
        TraceStep::Rule { index, rule } => format!(
            "rule {}: before {}, due {} after {} working days",
            index + 1,
            rule.before,
            rule.due,
            rule.working_days
        ),
        TraceStep::SoonerIfAskedLater { date, rule } => format!(
            "{}: before {} is promised an earlier reply, so this question is too: due {} after {} working days",
            date.strftime("%a %Y-%m-%d"),
            rule.before,
            rule.due,
            rule.working_days
        ),
        TraceStep::WorkingDay { date, nth } => format!("{}: working day {nth}", date.strftime("%a %Y-%m-%d")),
        TraceStep::ClosesTooEarly { date, ends, due } => {
            let ends = ends.map_or_else(|| "is closed".to_owned(), |ends| format!("ends at {ends}"));
            format!("{}: {ends}, too early for {due}", date.strftime("%a %Y-%m-%d"))
        }
        TraceStep::Share { share, of, working } => {
            let time = if *working { "working time" } else { "real time, for there is no working time" };
            format!("{:.0} % of {} of {time}", share.value() * 100.0, clock(*of))
        }
        TraceStep::Counted { date, from, until, counted, left } => format!(
            "{}: {} to {} counts {}, leaves {}",
            date.strftime("%a %Y-%m-%d"),
            local_time(*from, zone),
            local_time(*until, zone),
            clock(*counted),
            clock(*left)
        ),
        TraceStep::Paused { date, from, until } => format!(
            "{}: {} to {} does not count, the customer is waited for",
            date.strftime("%a %Y-%m-%d"),
            local_time(*from, zone),
            local_time(*until, zone)
        ),
        TraceStep::Due { at } => format!("due {}", instant(*at, zone)),
        TraceStep::Waiting => "no due time yet: the customer is waited for".to_owned(),
        TraceStep::Impossible { reason } => format!("no due time: {reason}"),
    }
}

/// An instant on the wall of a zone, with its offset, and in UTC.
pub(super) fn instant(at: Timestamp, zone: &TimeZone) -> String {
    format!("{} ({at})", at.to_zoned(zone.clone()).strftime("%a %Y-%m-%d %H:%M:%S %:z"))
}

fn local_time(at: Timestamp, zone: &TimeZone) -> String {
    at.to_zoned(zone.clone()).strftime("%H:%M:%S").to_string()
}

/// A duration as hours, minutes and seconds; milliseconds where there are any.
fn clock(duration: SignedDuration) -> String {
    let (seconds, millis) = (duration.as_secs(), duration.subsec_millis());
    let whole = format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    if millis == 0 { whole } else { format!("{whole}.{millis:03}") }
}
