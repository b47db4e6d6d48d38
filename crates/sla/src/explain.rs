//! Why a due time is what it is: the same arithmetic, leaving a trace.
//!
//! The steps are values, not sentences: the command line and the pages say them in their reader's language.

use jiff::Timestamp;

use crate::trace::TraceStep;
use crate::{Calendar, DueError, Pause, Share, TargetRule, arithmetic};

/// How [`due_at`](crate::due_at) finds its answer, day by day; the last step is the answer.
pub fn explain(
    calendar: &Calendar,
    rule: &TargetRule,
    asked_at: Timestamp,
    pauses: &[Pause],
) -> Vec<TraceStep> {
    let mut steps = vec![asked(calendar, asked_at)];
    let due = arithmetic::due_logged(calendar, rule, asked_at, pauses, &mut steps);
    conclude(steps, due)
}

/// How [`share_due_at`](crate::share_due_at), and with it a draft's or a warning's time, is found.
pub fn explain_share(
    calendar: &Calendar,
    share: Share,
    asked_at: Timestamp,
    due_at: Timestamp,
    pauses: &[Pause],
) -> Vec<TraceStep> {
    let mut steps = vec![asked(calendar, asked_at)];
    let due = arithmetic::share_logged(calendar, share, asked_at, due_at, pauses, &mut steps);
    conclude(steps, due.map(Some))
}

fn asked(calendar: &Calendar, at: Timestamp) -> TraceStep {
    TraceStep::Asked { at, local: calendar.time_zone().to_datetime(at) }
}

fn conclude(mut steps: Vec<TraceStep>, due: Result<Option<Timestamp>, DueError>) -> Vec<TraceStep> {
    steps.push(match due {
        Ok(Some(at)) => TraceStep::Due { at },
        Ok(None) => TraceStep::Waiting,
        Err(reason) => TraceStep::Impossible { reason },
    });
    steps
}
