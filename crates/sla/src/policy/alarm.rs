//! What happens while a target runs: its warnings and the steps of the ladder, each at its instant.

use jiff::{SignedDuration, Timestamp};

use super::{Escalation, Policy, Trigger, WatchedTarget};
use crate::{Calendar, DueError, Pause, Share, TargetKind, share_due_at};

/// Something that happens once on the way to a due time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Alarm {
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: AlarmKind,
}

/// What happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AlarmKind {
    /// A share of the time is used up.
    Share(Share),
    /// So many minutes are left.
    Lead(u32),
    /// The step of the ladder with this place, from 0.
    Step(usize),
    /// Who has not opened the question by now gives it back.
    Unread,
}

impl Policy {
    /// Everything that happens to a target until it is due, in order: what would come before the asking comes with it,
    /// and a warning that would come with the breach does not come.
    pub fn alarms(
        &self,
        calendar: &Calendar,
        kind: TargetKind,
        asked_at: Timestamp,
        due_at: Timestamp,
        pauses: &[Pause],
    ) -> Result<Vec<Alarm>, DueError> {
        let at = |point: Trigger| match point {
            Trigger::Share(Share::ALL) => Ok(due_at),
            Trigger::Share(share) => share_due_at(calendar, share, asked_at, due_at, pauses),
            Trigger::Before(minutes) => {
                let lead = SignedDuration::from_mins(i64::from(minutes));
                Ok(due_at.checked_sub(lead).unwrap_or(asked_at).max(asked_at))
            }
        };
        let shares = self.warn_at.iter().map(|share| (Trigger::Share(*share), AlarmKind::Share(*share)));
        let leads = self.warn_before.iter().map(|lead| (Trigger::Before(*lead), AlarmKind::Lead(*lead)));
        let steps = self.escalation.iter().enumerate().filter(|(_, step)| watches(**step, kind));
        let steps = steps.map(|(index, step)| (step.at, AlarmKind::Step(index)));
        let unread = self.draft.return_unread_at.filter(|_| kind == TargetKind::Draft);
        let unread = unread.map(|share| (Trigger::Share(share), AlarmKind::Unread));
        let all = shares.chain(leads).chain(steps).chain(unread);
        let mut alarms = all
            .map(|(point, what)| Ok(Alarm { at: at(point)?, what }))
            .collect::<Result<Vec<_>, DueError>>()?;
        alarms.retain(|alarm| alarm.at < due_at || matches!(alarm.what, AlarmKind::Step(_)));
        alarms.sort_by_key(|alarm| alarm.at);
        Ok(alarms)
    }
}

fn watches(step: Escalation, kind: TargetKind) -> bool {
    match kind {
        TargetKind::Draft => step.of == WatchedTarget::Draft,
        TargetKind::FirstReply | TargetKind::NextReply => step.of == WatchedTarget::Reply,
        TargetKind::Close => false,
    }
}
