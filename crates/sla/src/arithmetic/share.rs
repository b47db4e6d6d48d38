//! A share of a target's time: when the draft is due, when to warn.

use jiff::Timestamp;

use super::pauses::Pauses;
use super::working_time;
use super::zone::{MILLISECOND, duration, timestamp};
use crate::due_error::DueError;
use crate::trace::{Log, TraceStep};
use crate::{Calendar, Pause, Share};

/// See [`share_due_at`](super::share_due_at).
pub(crate) fn share_logged(
    calendar: &Calendar,
    share: Share,
    asked_at: Timestamp,
    due_at: Timestamp,
    pauses: &[Pause],
    log: &mut impl Log,
) -> Result<Timestamp, DueError> {
    let pauses = Pauses::new(pauses);
    let worked = working_time::elapsed(calendar, asked_at, due_at, &pauses);
    let (from, until) = (asked_at.as_nanosecond(), due_at.as_nanosecond());
    let (whole, working) = if worked > 0 { (worked, true) } else { ((until - from).max(0), false) };
    log.note(|| TraceStep::Share { share, of: duration(whole), working });
    let part = share.of(whole);
    let used_up = if working { working_time::due(calendar, part, asked_at, &pauses, log)? } else { None };
    // The part is not more than was worked before an open pause, so it is always used up.
    let instant = used_up.map_or(from + part, Timestamp::as_nanosecond);
    // Rounding down must not lead to before the asking, which may be finer than a millisecond.
    timestamp((instant - instant.rem_euclid(MILLISECOND)).max(from))
}
