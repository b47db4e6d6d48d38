//! Which policy and which calendar apply to a question: decided here and nowhere else.

use jiff::Timestamp;
use souffleur_sla::{Promise, Share, TargetKind, draft_due_at, warn_at};
use souffleur_store::{StoredCalendar, StoredPolicy};

use crate::snapshot::Settings;

/// A policy with the calendar that it counts in.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Terms<'a> {
    pub(crate) policy: &'a StoredPolicy,
    pub(crate) calendar: &'a StoredCalendar,
}

impl<'a> Terms<'a> {
    /// The terms that hold for a new question; none while the desk has no policy, which then promises nothing.
    pub(crate) fn choose(settings: &'a Settings) -> Option<Self> {
        let policy = settings.default_policy()?;
        let calendar = settings.calendar(policy.calendar).or_else(|| settings.default_calendar())?;
        Some(Self { policy, calendar })
    }

    /// What is promised from an instant on. A calendar that has run out promises without a due time: the question is
    /// taken in all the same, and the log says what the administrator must mend.
    pub(crate) fn promise(&self, kind: TargetKind, from: Timestamp) -> Option<Promise> {
        let promised = self.policy.policy.promise(&self.calendar.calendar, kind, from, &[]);
        promised.unwrap_or_else(|error| {
            tracing::error!(policy = %self.policy.key, calendar = %self.calendar.key, %error, "no due time");
            Some(Promise { kind, due_at: None, warn_at: Vec::new() })
        })
    }

    /// What is left for a draft when an expert takes a question over: their share of the time until the reply is due.
    /// None when that time has passed.
    pub(crate) fn draft_between(&self, now: Timestamp, reply_due_at: Timestamp) -> Option<Promise> {
        if reply_due_at <= now {
            return None;
        }
        let calendar = &self.calendar.calendar;
        let share = self.policy.policy.draft().share_of_first_reply;
        let due_at = draft_due_at(calendar, share, now, reply_due_at).ok()?;
        let warnings = self.warnings().iter().map_while(|&share| {
            let at = warn_at(calendar, share, now, due_at, &[]).ok()?;
            (at < due_at).then_some(at)
        });
        Some(Promise { kind: TargetKind::Draft, due_at: Some(due_at), warn_at: warnings.collect() })
    }

    /// The shares of a target's time at which to warn, rising.
    pub(crate) fn warnings(&self) -> &'a [Share] {
        self.policy.policy.warnings()
    }
}
