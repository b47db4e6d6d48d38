//! The arithmetic of counting again: by which policy and calendar, and when a promise is due by them.

use jiff::Timestamp;
use souffleur_sla::{Alarm, DueError, TargetKind, due_at, share_due_at};
use souffleur_store::{StoredCalendar, StoredPolicy, Target, Timer, TimerKind};

use super::{
    super::{AppliedPolicy, Known, REPLIES, plan::timers, terms::without},
    Moved, Recount, RecountItem,
};

impl Recount<'_> {
    /// The promises that move. A draft follows the first reply, so that is counted before.
    pub(super) fn moves(&self, case: &RecountItem<'_>) -> Vec<Moved> {
        let mut moved: Vec<Moved> = Vec::new();
        let (drafts, others): (Vec<_>, Vec<_>) =
            case.targets.iter().filter(|one| self.runs(one)).partition(|one| one.kind == TargetKind::Draft);
        for target in others.into_iter().chain(drafts) {
            let reply = case.targets.iter().rev().find(|one| REPLIES.contains(&one.kind));
            let reply =
                reply.map(|one| moved.iter().find(|m| m.after.id == one.id).map_or(one, |m| &m.after));
            let next = self.count(case, target, reply);
            moved.extend(next);
        }
        moved
    }

    fn count(&self, case: &RecountItem<'_>, target: &Target, reply: Option<&Target>) -> Option<Moved> {
        let (policy, calendar) = self.terms(case, target)?;
        let due = self.due(case, target, reply, policy, calendar).unwrap_or_else(|error| {
            tracing::error!(target = %target.id, calendar = %calendar.key, %error, "no due time");
            None
        });
        let after = Target {
            due_at: due,
            policy: (policy.id, policy.version),
            calendar: (calendar.id, calendar.version),
            ..target.clone()
        };
        if after == *target {
            return None;
        }
        let alarms = due.and_then(|due| {
            policy.policy.alarms(&calendar.calendar, target.kind, target.set_at, due, &case.pauses).ok()
        });
        let alarms: Vec<Alarm> = alarms.unwrap_or_default();
        let done = |kind: &TimerKind| case.fired.iter().any(|(id, done)| *id == target.id && done == kind);
        let timers = timers(&after, &alarms, &policy.policy).filter(|(_, kind)| !done(kind));
        let timers = timers.map(|(at, kind)| Timer::on(&after, self.app.id(self.now), at, kind)).collect();
        Some(Moved { before: target.clone(), after, timers, why: case.why })
    }

    /// The policy and the calendar that a promise is counted by: its own, in the calendar's present version; or those
    /// that would be chosen now, where what they are chosen by has changed and they promise the like.
    fn terms(&self, case: &RecountItem<'_>, target: &Target) -> Option<(&StoredPolicy, &StoredCalendar)> {
        let known = Known::of(case.question, case.tags, target.set_at);
        let chosen =
            case.why.affects_policy_choice().then(|| AppliedPolicy::select(self.settings, &known)).flatten();
        let other = chosen.filter(|terms| {
            let promises =
                target.kind == TargetKind::Draft || terms.policy.policy.rule(target.kind).is_some();
            promises && terms.policy.id != target.policy.0
        });
        if let Some(other) = other {
            return Some((other.policy, other.calendar));
        }
        Some((self.policies.get(&target.policy)?, self.settings.calendar(target.calendar.0)?))
    }

    fn due(
        &self,
        case: &RecountItem<'_>,
        target: &Target,
        reply: Option<&Target>,
        policy: &StoredPolicy,
        calendar: &StoredCalendar,
    ) -> Result<Option<Timestamp>, DueError> {
        let calendar = &calendar.calendar;
        if let Some(rule) = policy.policy.rule(target.kind) {
            return due_at(calendar, rule, target.set_at, &case.pauses);
        }
        let reply = reply.and_then(|reply| reply.due_at).filter(|due_at| *due_at > target.set_at);
        let Some(reply_due_at) = reply else { return Ok(None) };
        let expert = target.expert.and_then(|id| self.settings.user(id));
        let away = expert.map_or(&[][..], |user| &user.expertise.absences);
        let own = without(calendar, away, target.set_at, reply_due_at);
        let share = policy.policy.draft().share_of_first_reply;
        share_due_at(own.as_ref().unwrap_or(calendar), share, target.set_at, reply_due_at, &[]).map(Some)
    }
}
