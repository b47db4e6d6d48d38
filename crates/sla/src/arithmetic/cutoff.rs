//! "Asked before 12:00, answered before 17:00 the same day": promises by the local time of asking.

use jiff::Timestamp;

use super::DueError;
use super::walk::note_if_closed;
use super::zone::{LAST_DAY, Zone, date, timestamp};
use crate::explain::{Log, Step};
use crate::{Calendar, CutoffRule, CutoffTable, DayHours, TimeOfDay};

/// When a question asked at an instant is due by these rules.
pub(super) fn due(
    calendar: &Calendar,
    rules: &CutoffTable,
    asked_at: Timestamp,
    log: &mut impl Log,
) -> Result<Timestamp, DueError> {
    let mut zone = Zone::new(calendar.time_zone());
    let (day, minute) = counts_as_asked(calendar, zone.local(asked_at), log)?;
    let (index, &rule) = rules.rule_at(minute);
    log.note(|| Step::Rule { index, rule });
    let day = count_working_days(calendar, day, rule, log)?;
    let day = first_that_reaches(calendar, day, rule.due, log)?;
    let due = timestamp(zone.instant(day, rule.due))?;
    if due >= asked_at {
        return Ok(due);
    }
    // Asked in the second of two equal hours and due within them: the earlier reading is over already.
    timestamp(zone.later_instant(day, rule.due))
}

/// A question asked on a closed day counts as asked at 00:00 of the next working day.
fn counts_as_asked(
    calendar: &Calendar,
    (asked_on, minute): (i64, i64),
    log: &mut impl Log,
) -> Result<(i64, i64), DueError> {
    let day = next_working_day(calendar, asked_on, log)?;
    if day == asked_on {
        return Ok((day, minute));
    }
    log.note(|| Step::CountsAsAskedOn { date: date(day) });
    Ok((day, 0))
}

fn count_working_days(
    calendar: &Calendar,
    from: i64,
    rule: CutoffRule,
    log: &mut impl Log,
) -> Result<i64, DueError> {
    let mut day = from;
    for nth in 1..=rule.working_days {
        day = next_working_day(calendar, day + 1, log)?;
        log.note(|| Step::WorkingDay { date: date(day), nth });
    }
    Ok(day)
}

fn next_working_day(calendar: &Calendar, from: i64, log: &mut impl Log) -> Result<i64, DueError> {
    let open = |hours: &DayHours| !hours.is_closed();
    find(calendar, from, open, |day| note_if_closed(calendar, day, log))
        .ok_or_else(|| DueError::NoWorkingTimeLeft { after: date(from) })
}

/// A day whose last interval ends before the due time cannot keep the promise; the next that reaches it does.
fn first_that_reaches(
    calendar: &Calendar,
    from: i64,
    due: TimeOfDay,
    log: &mut impl Log,
) -> Result<i64, DueError> {
    let too_early = |day| {
        let ends = calendar.hours_on_day(day).last_end();
        log.note(|| Step::ClosesTooEarly { date: date(day), ends, due });
    };
    find(calendar, from, |hours| hours.reaches(due), too_early)
        .ok_or_else(|| DueError::NoDayReaches { from: date(from), due })
}

/// The first day from `from` on whose hours fit. It ends: with the last exception, if no weekday fits.
fn find(
    calendar: &Calendar,
    from: i64,
    fits: impl Fn(&DayHours) -> bool,
    mut passed: impl FnMut(i64),
) -> Option<i64> {
    if fits(calendar.hours_on_day(from)) {
        return Some(from);
    }
    let some_weekday_fits = calendar.week().days().any(|(_, hours)| fits(hours));
    let last = if some_weekday_fits { LAST_DAY } else { calendar.last_exception()? };
    let mut next = from;
    while let Some(day) = calendar.candidate_from(next).filter(|&day| day <= last) {
        if fits(calendar.hours_on_day(day)) {
            return Some(day);
        }
        passed(day);
        next = day + 1;
    }
    None
}
