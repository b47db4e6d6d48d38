//! Whether a promise's state follows from its times and from the thread, and its due time from the policy and the
//! calendar it was made with.

use std::collections::{HashMap, hash_map::Entry};

use souffleur_core::{
    id::{CalendarId, PolicyId},
    pause::Pause,
};
use souffleur_sla::TargetKind;

use crate::{
    calendar::StoredCalendar,
    entity::target,
    error::Error,
    instant::{instant, maybe, millis},
    policy::StoredPolicy,
    reader::Reader,
    target::{TargetState, kind},
};

/// Policies and calendars in the versions that promises were made with.
#[derive(Default)]
pub(super) struct Terms {
    policies: HashMap<(PolicyId, i32), Option<StoredPolicy>>,
    calendars: HashMap<(CalendarId, i32), Option<StoredCalendar>>,
}

/// What a promise's state says that its times, or the thread, do not.
pub(super) fn disagreements(target: &target::Model, replies: &[i64]) -> Option<String> {
    let name = &target.kind;
    let Some(state) = TargetState::parse(&target.state) else {
        return Some(format!("{name}: state `{}` is unknown", target.state));
    };
    let in_time = |met: i64| target.due_at.is_none_or(|due| met < due);
    let wrong = match (state, target.met_at) {
        (TargetState::Met, None) => "is met, but not at any time",
        (TargetState::Met, Some(met)) if !in_time(met) => "is met, though it was late",
        (TargetState::Breached, Some(met)) if in_time(met) => "is breached, though it was in time",
        (TargetState::Breached, _) if target.due_at.is_none() => "is breached, but was never due",
        (TargetState::Pending | TargetState::NoReplyNeeded, Some(_)) => "is not met, but at some time",
        (TargetState::NoReplyNeeded, _) if target.reason.is_none() => "needs no reply, without a reason",
        (_, Some(met)) if owes_a_reply(target) && !replies.contains(&met) => "was met when nobody replied",
        _ => return None,
    };
    Some(format!("{name} {wrong}"))
}

fn owes_a_reply(target: &target::Model) -> bool {
    [TargetKind::FirstReply, TargetKind::NextReply].iter().any(|kind| kind.as_str() == target.kind)
}

fn is_known(target: &target::Model, pauses: &[Pause]) -> bool {
    target.state != TargetState::NoReplyNeeded.as_str() || pauses.is_empty()
}

/// The pauses as they were when the promise ended: those that began later, or still lasted, had not ended for it.
fn as_it_ended(target: &target::Model, pauses: &[Pause]) -> Result<Vec<souffleur_sla::Pause>, Error> {
    let broken = target.due_at.filter(|_| target.state == TargetState::Breached.as_str());
    let Some(ended) = maybe(broken.or(target.met_at))? else {
        return Ok(pauses.iter().map(counted).collect());
    };
    let before = pauses.iter().filter(|pause| pause.from < ended).map(counted);
    Ok(before
        .map(|pause| souffleur_sla::Pause { until: pause.until.filter(|until| *until < ended), ..pause })
        .collect())
}

fn counted(pause: &Pause) -> souffleur_sla::Pause {
    souffleur_sla::Pause { from: pause.from, until: pause.until }
}

impl Reader {
    /// A due time that is not what the policy promises, given when it was not counted. A draft's depends on who took the
    /// question over, and when; of one that was excused, nobody knows until when it ran.
    pub(super) async fn wrong_due_time(
        &self,
        target: &target::Model,
        pauses: &[Pause],
        terms: &mut Terms,
    ) -> Result<Option<String>, Error> {
        let Some(kind) = kind(&target.kind).filter(|_| owes_a_reply(target) && is_known(target, pauses))
        else {
            return Ok(None);
        };
        let policy = (PolicyId::new(target.policy_id), target.policy_version);
        if let Entry::Vacant(unread) = terms.policies.entry(policy) {
            unread.insert(self.policy(policy.0, policy.1).await?);
        }
        let calendar = (CalendarId::new(target.calendar_id), target.calendar_version);
        if let Entry::Vacant(unread) = terms.calendars.entry(calendar) {
            unread.insert(self.calendar(calendar.0, calendar.1).await?);
        }
        let (Some(Some(policy)), Some(Some(calendar))) =
            (terms.policies.get(&policy), terms.calendars.get(&calendar))
        else {
            return Ok(Some(format!("{kind}: the policy or calendar it was promised by is gone")));
        };
        let pauses = as_it_ended(target, pauses)?;
        let promised = policy.policy.promise(&calendar.calendar, kind, instant(target.set_at)?, &pauses);
        let due = promised.ok().flatten().and_then(|promise| promise.due_at).map(millis);
        let said = |due: Option<i64>| due.map_or_else(|| "never".to_owned(), |due| due.to_string());
        Ok((due != target.due_at)
            .then(|| format!("{kind} is due {}, and should be {}", said(target.due_at), said(due))))
    }
}
