//! Due times to the millisecond, and below: everything is counted in whole nanoseconds since the epoch.
//!
//! Nothing here reads a clock; the same arguments always give the same answer.

mod cutoff;
mod pauses;
mod share;
mod walk;
mod working_time;
mod zone;

use jiff::{SignedDuration, Timestamp};

use crate::due_error::DueError;
use crate::trace::Log;
use crate::{Calendar, Pause, Share, TargetRule};
use pauses::Pauses;
use walk::Walk;

pub(crate) use share::share_logged;

/// When a target asked at an instant is due; none while an open pause keeps its time from being used up.
///
/// Pauses may overlap and come in any order; a cutoff is not paused.
pub fn due_at(
    calendar: &Calendar,
    rule: &TargetRule,
    asked_at: Timestamp,
    pauses: &[Pause],
) -> Result<Option<Timestamp>, DueError> {
    due_logged(calendar, rule, asked_at, pauses, &mut ())
}

pub(crate) fn due_logged(
    calendar: &Calendar,
    rule: &TargetRule,
    asked_at: Timestamp,
    pauses: &[Pause],
    log: &mut impl Log,
) -> Result<Option<Timestamp>, DueError> {
    match rule {
        TargetRule::Cutoff { rules } => cutoff::due(calendar, rules, asked_at, log).map(Some),
        TargetRule::WorkingTime { minutes } => {
            let needed = i128::from(*minutes) * zone::MINUTE;
            working_time::due(calendar, needed, asked_at, &Pauses::new(pauses), log)
        }
    }
}

/// When the expert's draft is due: when a share of the working time between asking and the reply's due time is used
/// up, or without working time between, at that share of real time; rounded down to the millisecond.
pub fn draft_due_at(
    calendar: &Calendar,
    share: Share,
    asked_at: Timestamp,
    reply_due_at: Timestamp,
) -> Result<Timestamp, DueError> {
    share_due_at(calendar, share, asked_at, reply_due_at, &[])
}

/// When to warn that a target is in danger; the share is read as for a draft, and pauses are not counted.
pub fn warn_at(
    calendar: &Calendar,
    share: Share,
    asked_at: Timestamp,
    due_at: Timestamp,
    pauses: &[Pause],
) -> Result<Timestamp, DueError> {
    share_due_at(calendar, share, asked_at, due_at, pauses)
}

/// When a share of the unpaused working time between two instants is used up; see [`draft_due_at`].
pub fn share_due_at(
    calendar: &Calendar,
    share: Share,
    asked_at: Timestamp,
    due_at: Timestamp,
    pauses: &[Pause],
) -> Result<Timestamp, DueError> {
    share_logged(calendar, share, asked_at, due_at, pauses, &mut ())
}

/// The working time between two instants, without pauses; none if the second comes first.
pub fn elapsed(calendar: &Calendar, from: Timestamp, until: Timestamp, pauses: &[Pause]) -> SignedDuration {
    zone::duration(working_time::elapsed(calendar, from, until, &Pauses::new(pauses)))
}

/// Whether an instant lies within working hours.
pub fn is_working_at(calendar: &Calendar, at: Timestamp) -> bool {
    let mut walk = Walk::new(calendar, at);
    walk.next_day().is_some() && walk.spans().first().is_some_and(|span| span.start == at.as_nanosecond())
}

/// The first instant within working hours, not before this one.
pub fn next_working_instant(calendar: &Calendar, from: Timestamp) -> Result<Timestamp, DueError> {
    let mut walk = Walk::new(calendar, from);
    while walk.next_day().is_some() {
        if let Some(span) = walk.spans().first() {
            return zone::timestamp(span.start);
        }
    }
    Err(walk.ended())
}
