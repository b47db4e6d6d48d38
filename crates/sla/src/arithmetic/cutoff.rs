//! "Asked before 12:00, answered before 17:00 the same day": promises by the local time of asking.

use jiff::Timestamp;

use super::walk::note_if_closed;
use super::zone::{LAST_DAY, Zone, date, timestamp};
use crate::due_error::DueError;
use crate::trace::{Log, TraceStep};
use crate::{Calendar, CutoffRule, CutoffTable, DayHours, TimeOfDay};

/// When a question asked at an instant is due by these rules: the least of what the rule that applies gives, and what every
/// later one gives, on the same day and on the working days after it. So nobody who asks earlier is promised later.
///
/// One rule never gives less on a later day, so each is asked once: those after the applying one on the same day, those
/// before it on the next working day.
pub(super) fn due(
    calendar: &Calendar,
    rules: &CutoffTable,
    asked_at: Timestamp,
    log: &mut impl Log,
) -> Result<Timestamp, DueError> {
    let mut promise = Promise { calendar, zone: Zone::new(calendar.time_zone()), asked_at };
    let (day, minute) = counts_as_asked(calendar, promise.zone.local(asked_at), log)?;
    let index = rules.rule_at(minute);
    let (before, from) = rules.rules().split_at(index);
    let (rule, after) = (from[0], &from[1..]);
    log.note(|| TraceStep::Rule { index, rule });
    let own = promise.due(rule, day, log);
    // Any working day after a late morning is hours away: no look at the calendar where the promise falls before midnight.
    let reaches_tomorrow =
        own.as_ref().map_or(true, |&own| own >= promise.zone.instant(day + 1, TimeOfDay::MIDNIGHT));
    let tomorrow = if reaches_tomorrow { next_working_day(calendar, day + 1, &mut ()).ok() } else { None };
    let same_day = after.iter().map(|&rule| (day, rule));
    let next_day = tomorrow.into_iter().flat_map(|tomorrow| before.iter().map(move |&rule| (tomorrow, rule)));
    let others = same_day.chain(next_day);
    let least = others
        .filter_map(|(day, rule)| Some((promise.due(rule, day, &mut ()).ok()?, day, rule)))
        .min_by_key(|&(due, ..)| due)
        .filter(|&(due, ..)| own.as_ref().map_or(true, |&own| due < own));
    let Some((_, day, rule)) = least else { return own.and_then(timestamp) };
    log.note(|| TraceStep::SoonerIfAskedLater { date: date(day), rule });
    timestamp(promise.due(rule, day, log)?)
}

/// What a rule promises to who asks on a day.
struct Promise<'a> {
    calendar: &'a Calendar,
    zone: Zone<'a>,
    asked_at: Timestamp,
}

impl Promise<'_> {
    /// The due time in nanoseconds.
    fn due(&mut self, rule: CutoffRule, day: i64, log: &mut impl Log) -> Result<i128, DueError> {
        let day = count_working_days(self.calendar, day, rule, log)?;
        let day = first_that_reaches(self.calendar, day, rule.due, log)?;
        let due = self.zone.instant(day, rule.due);
        if due >= self.asked_at.as_nanosecond() {
            return Ok(due);
        }
        // Asked in the second of two equal hours and due within them: the earlier reading is over already.
        Ok(self.zone.later_instant(day, rule.due))
    }
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
    log.note(|| TraceStep::CountsAsAskedOn { date: date(day) });
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
        log.note(|| TraceStep::WorkingDay { date: date(day), nth });
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
        log.note(|| TraceStep::ClosesTooEarly { date: date(day), ends, due });
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
