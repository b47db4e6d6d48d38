//! A policy: which questions it is for, which rule each of their targets follows, when to warn before it is due, and who
//! is told then.

mod alarm;
mod conditions;
mod escalation;
mod escalation_target;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use alarm::{Alarm, AlarmKind};
pub use conditions::{Condition, Conditions, Facts, RawConditions, RawWindow, Words};
pub use escalation::{Escalation, EscalationAction, NotifyBy, RawEscalation, Trigger, WatchedTarget};
pub use escalation_target::EscalationTarget;

use crate::{
    Calendar, DueError, Invalid, Pause, Problem, RawTargetRule, Share, TargetKind, TargetRule, draft_due_at,
    due_at, warn_at,
};

/// The promises of a desk to one kind of question. Its key, its calendar and its versions are kept by the store.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawPolicy", into = "RawPolicy")]
pub struct Policy {
    first_reply: TargetRule,
    next_reply: TargetRule,
    draft: DraftPolicy,
    close: Option<TargetRule>,
    warn_at: Vec<Share>,
    warn_before: Vec<u32>,
    when: Conditions,
    escalation: Vec<Escalation>,
}

/// How the expert's target follows from the reply's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DraftPolicy {
    /// The expert's part of the time there is.
    pub share_of_first_reply: Share,
    /// Who has not opened the question when this share of the time for the draft is used up, gives it back; none for a
    /// policy under which questions wait for whoever got them.
    pub return_unread_at: Option<Share>,
}

/// One target of a question: what was promised, and when to say that it is in danger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promise {
    /// Which one it is.
    pub kind: TargetKind,
    /// When it is breached, unless met before; none under an open pause.
    pub due_at: Option<Timestamp>,
    /// The instants of its warnings, in order, each strictly before it is due.
    pub warn_at: Vec<Timestamp>,
}

impl Policy {
    /// The rule a target follows; the draft has none of its own, and not every policy closes.
    pub fn rule(&self, kind: TargetKind) -> Option<&TargetRule> {
        match kind {
            TargetKind::FirstReply => Some(&self.first_reply),
            TargetKind::NextReply => Some(&self.next_reply),
            TargetKind::Close => self.close.as_ref(),
            TargetKind::Draft => None,
        }
    }

    /// How the expert's target follows from the reply's.
    pub fn draft(&self) -> DraftPolicy {
        self.draft
    }

    /// The shares of a target's time at which to warn, rising.
    pub fn warnings(&self) -> &[Share] {
        &self.warn_at
    }

    /// The minutes before a target is due at which to warn, falling.
    pub fn leads(&self) -> &[u32] {
        &self.warn_before
    }

    /// The questions it is for.
    pub fn when(&self) -> &Conditions {
        &self.when
    }

    /// Who is told while nobody answers, from the lowest rung.
    pub fn escalation(&self) -> &[Escalation] {
        &self.escalation
    }

    /// What this policy promises to a question or message asked at an instant; none if it has no such target.
    pub fn promise(
        &self,
        calendar: &Calendar,
        kind: TargetKind,
        asked_at: Timestamp,
        pauses: &[Pause],
    ) -> Result<Option<Promise>, DueError> {
        let due = match (kind, self.rule(kind)) {
            (TargetKind::Draft, _) => self.draft_due(calendar, asked_at, pauses)?,
            (_, Some(rule)) => due_at(calendar, rule, asked_at, pauses)?,
            (_, None) => return Ok(None),
        };
        let warn_at = match due {
            Some(due) => self.warnings_before(calendar, asked_at, due, pauses)?,
            None => Vec::new(),
        };
        Ok(Some(Promise { kind, due_at: due, warn_at }))
    }

    fn draft_due(
        &self,
        calendar: &Calendar,
        asked_at: Timestamp,
        pauses: &[Pause],
    ) -> Result<Option<Timestamp>, DueError> {
        let reply_due = due_at(calendar, &self.first_reply, asked_at, pauses)?;
        let share = self.draft.share_of_first_reply;
        reply_due.map(|reply_due| draft_due_at(calendar, share, asked_at, reply_due)).transpose()
    }

    fn warnings_before(
        &self,
        calendar: &Calendar,
        asked_at: Timestamp,
        due: Timestamp,
        pauses: &[Pause],
    ) -> Result<Vec<Timestamp>, DueError> {
        let instants = self.warn_at.iter().map(|&share| warn_at(calendar, share, asked_at, due, pauses));
        let mut instants = instants.collect::<Result<Vec<_>, _>>()?;
        // A target so short that a warning falls on its end has nothing to warn of.
        instants.retain(|&instant| instant < due);
        Ok(instants)
    }
}

/// The written shape of a [`Policy`].
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawPolicy {
    /// The promise to a question.
    pub first_reply: RawTargetRule,
    /// The promise to each later message of the customer.
    pub next_reply: RawTargetRule,
    /// The expert's part of the first.
    pub draft: RawDraft,
    /// The promise to be done with it, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub close: Option<RawTargetRule>,
    /// Shares of a target's time, rising.
    #[serde(default)]
    pub warn_at: Vec<f64>,
    /// Minutes before a target is due, falling.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub warn_before: Vec<u32>,
    /// The questions it is for.
    #[serde(default, skip_serializing_if = "is_for_all")]
    pub when: RawConditions,
    /// Who is told while nobody answers, from the lowest rung.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub escalation: Vec<RawEscalation>,
}

fn is_for_all(when: &RawConditions) -> bool {
    *when == RawConditions::default()
}

/// The written shape of a [`DraftPolicy`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawDraft {
    /// More than 0, at most 1.
    pub share_of_first_reply: f64,
    /// More than 0, less than 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub return_unread_at: Option<f64>,
}

impl TryFrom<RawDraft> for DraftPolicy {
    type Error = Invalid;

    fn try_from(raw: RawDraft) -> Result<Self, Invalid> {
        let share = |value, path| Share::new(value).map_err(|error: Invalid| error.under(path));
        let return_unread_at =
            raw.return_unread_at.map(|value| share(value, "return_unread_at")).transpose()?;
        if return_unread_at == Some(Share::ALL) {
            return Err(Problem::WarningTooLate.at("return_unread_at"));
        }
        Ok(Self {
            share_of_first_reply: share(raw.share_of_first_reply, "share_of_first_reply")?,
            return_unread_at,
        })
    }
}

impl From<DraftPolicy> for RawDraft {
    fn from(draft: DraftPolicy) -> Self {
        Self {
            share_of_first_reply: draft.share_of_first_reply.value(),
            return_unread_at: draft.return_unread_at.map(Share::value),
        }
    }
}

impl TryFrom<RawPolicy> for Policy {
    type Error = Invalid;

    fn try_from(raw: RawPolicy) -> Result<Self, Invalid> {
        let rule = |raw: RawTargetRule, path| TargetRule::try_from(raw).map_err(|error| error.under(path));
        Ok(Self {
            first_reply: rule(raw.first_reply, "first_reply")?,
            next_reply: rule(raw.next_reply, "next_reply")?,
            draft: DraftPolicy::try_from(raw.draft).map_err(|error| error.under("draft"))?,
            close: raw.close.map(|close| rule(close, "close")).transpose()?,
            warn_at: read_warnings(&raw.warn_at)?,
            warn_before: read_leads(&raw.warn_before)?,
            when: Conditions::try_from(raw.when).map_err(|error| error.under("when"))?,
            escalation: escalation::read(&raw.escalation).map_err(|error| error.under("escalation"))?,
        })
    }
}

fn read_warnings(raw: &[f64]) -> Result<Vec<Share>, Invalid> {
    let mut warnings: Vec<Share> = Vec::with_capacity(raw.len());
    for (index, &value) in raw.iter().enumerate() {
        let path = format!("warn_at[{index}]");
        let share = Share::new(value).map_err(|error| error.under(&path))?;
        if share == Share::ALL {
            return Err(Problem::WarningTooLate.at(path));
        }
        if warnings.last().is_some_and(|&last| last >= share) {
            return Err(Problem::WarningsNotRising.at(path));
        }
        warnings.push(share);
    }
    Ok(warnings)
}

fn read_leads(raw: &[u32]) -> Result<Vec<u32>, Invalid> {
    let mut leads: Vec<u32> = Vec::with_capacity(raw.len());
    for (index, &minutes) in raw.iter().enumerate() {
        let path = format!("warn_before[{index}]");
        let lead = escalation::lead(minutes).map_err(|error| error.under(&path))?;
        if leads.last().is_some_and(|&last| last <= lead) {
            return Err(Problem::LeadsNotFalling.at(path));
        }
        leads.push(lead);
    }
    Ok(leads)
}

impl From<Policy> for RawPolicy {
    fn from(policy: Policy) -> Self {
        Self {
            first_reply: policy.first_reply.into(),
            next_reply: policy.next_reply.into(),
            draft: policy.draft.into(),
            close: policy.close.map(Into::into),
            warn_at: policy.warn_at.iter().map(|share| share.value()).collect(),
            warn_before: policy.warn_before,
            when: policy.when.into(),
            escalation: policy.escalation.into_iter().map(escalation::write).collect(),
        }
    }
}
