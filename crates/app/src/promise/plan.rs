//! From promises to the rows that keep watch over them: targets, and the timers that warn and break them.

use jiff::Timestamp;
use souffleur_core::{
    event::EventKind,
    id::{QuestionId, TargetId, UserId},
};
use souffleur_sla::{Alarm, AlarmKind, Escalation, Policy, Promise, TargetKind};
use souffleur_store::{Target, TargetState, Timer, TimerKind};

use super::AppliedPolicy;
use crate::App;

/// One target that begins to run, with its timers.
#[derive(Debug, Clone)]
pub struct Planned {
    /// The target.
    pub target: Target,
    /// The timers that watch over it.
    pub timers: Vec<Timer>,
}

impl Planned {
    /// The line of the history that says so.
    pub fn event(&self) -> EventKind {
        let Target { id, kind, due_at, .. } = &self.target;
        EventKind::TargetSet { target: *id, promise: kind.as_str().to_owned(), due_at: *due_at }
    }
}

/// Plans the promises of one question.
#[derive(Clone, Copy)]
pub struct Plan<'a> {
    /// The application, for ids.
    pub app: &'a App,
    /// The policy and calendar that apply.
    pub terms: AppliedPolicy<'a>,
    /// The question.
    pub question: QuestionId,
    /// The expert who drafts, if there is one.
    pub expert: Option<UserId>,
    /// When the promises begin to run.
    pub now: Timestamp,
}

impl Plan<'_> {
    /// What the policy promises from now on.
    pub fn target(&self, kind: TargetKind) -> Option<Planned> {
        self.terms.promise(kind, self.now).map(|promise| self.planned(&promise))
    }

    /// The draft of an expert who takes over while a reply is due.
    pub fn draft_before(&self, reply_due_at: Timestamp) -> Option<Planned> {
        self.terms.draft_between(self.now, reply_due_at).map(|promise| self.planned(&promise))
    }

    /// When the expert who takes over a running draft is to have opened the question; none where nobody minds.
    pub fn unread(&self, draft: &Target) -> Option<Timer> {
        let due_at = draft.due_at.filter(|due_at| *due_at > self.now)?;
        let alarms = self.terms.alarms(TargetKind::Draft, self.now, due_at);
        let alarm = alarms.into_iter().find(|alarm| alarm.what == AlarmKind::Unread)?;
        let kind = TimerKind::Unread { by: self.expert? };
        Some(Timer::on(draft, self.app.id(self.now), alarm.at, kind))
    }

    fn planned(&self, promise: &Promise) -> Planned {
        let id: TargetId = self.app.id(self.now);
        let target = Target {
            id,
            question: self.question,
            kind: promise.kind,
            state: TargetState::Pending,
            set_at: self.now,
            due_at: promise.due_at,
            met_at: None,
            reason: None,
            expert: self.expert,
            policy: (self.terms.policy.id, self.terms.policy.version),
            calendar: (self.terms.calendar.id, self.terms.calendar.version),
        };
        let alarms = promise.due_at.map(|due_at| self.terms.alarms(promise.kind, self.now, due_at));
        let alarms = alarms.unwrap_or_default();
        let policy = &self.terms.policy.policy;
        let timers = timers(&target, &alarms, policy)
            .map(|(due_at, kind)| Timer::on(&target, self.app.id(self.now), due_at, kind));
        Planned { timers: timers.collect(), target }
    }
}

/// The timers that watch over a promise: its alarms, and the breach after all of them.
pub(super) fn timers(
    target: &Target,
    alarms: &[Alarm],
    policy: &Policy,
) -> impl Iterator<Item = (Timestamp, TimerKind)> {
    let alarm = |alarm: &Alarm| Some((alarm.at, timer_kind(alarm.what, target, policy)?));
    alarms.iter().filter_map(alarm).chain(target.due_at.map(|at| (at, TimerKind::Breach)))
}

fn timer_kind(what: AlarmKind, target: &Target, policy: &Policy) -> Option<TimerKind> {
    Some(match what {
        AlarmKind::Share(share) => TimerKind::Warn { share: share.value() },
        AlarmKind::Lead(minutes) => TimerKind::Near { minutes },
        AlarmKind::Unread => TimerKind::Unread { by: target.expert? },
        AlarmKind::Step(step) => {
            let Escalation { to, by, then, .. } = *policy.escalation().get(step)?;
            TimerKind::Escalate { step, to, by, then }
        }
    })
}
