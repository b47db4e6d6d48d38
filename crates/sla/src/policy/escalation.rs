//! The escalation ladder: while nobody answers, others are told, one above the other, and the question is given on.

use serde::{Deserialize, Serialize};

use super::escalation_target::EscalationTarget;
use crate::{Invalid, Problem, Share};

/// Which promise a step watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WatchedTarget {
    /// The expert's draft.
    Draft,
    /// A reply to the customer, the first or a later one.
    Reply,
}

/// How somebody is told. The question's history, and with it every open page, says so in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NotifyBy {
    /// On the page alone.
    Page,
    /// By a letter as well.
    Email,
}

/// What is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalationAction {
    /// They are told, and asked to see to it.
    Nudge,
    /// The question is theirs from now on.
    Reassign,
}

/// At what point of a target's time something happens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// When a share of it is used up; the whole is the breach itself.
    Share(Share),
    /// So many minutes of real time before it is due.
    Before(u32),
}

/// One step of the ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Escalation {
    /// Which promise it watches.
    pub of: WatchedTarget,
    /// When it is taken.
    pub at: Trigger,
    /// Who is told.
    pub to: EscalationTarget,
    /// How.
    pub by: NotifyBy,
    /// What is done.
    pub then: EscalationAction,
}

/// The written shape of an [`Escalation`]: `{ at = 0.8, to = "deputy", by = "email", then = "reassign" }`, or `before`
/// (minutes) in place of `at`.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RawEscalation {
    /// `draft` or `reply`; the reply where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub of: Option<String>,
    /// A share of the target's time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<f64>,
    /// Minutes before it is due.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<u32>,
    /// `expert`, `deputy`, `community_manager` or `supervisor`.
    pub to: String,
    /// `page` or `email`; by e-mail where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// `nudge` or `reassign`; a nudge where it is not said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub then: Option<String>,
}

/// A week, in minutes: who is told earlier than that is told at once.
pub(super) const LONGEST_LEAD: u32 = 7 * 24 * 60;

/// Reads a ladder; the path of an error starts with the index of the step.
pub(super) fn read(raw: &[RawEscalation]) -> Result<Vec<Escalation>, Invalid> {
    let mut steps: Vec<Escalation> = Vec::with_capacity(raw.len());
    for (index, written) in raw.iter().enumerate() {
        let under = |error: Invalid| error.under(&format!("[{index}]"));
        let step = read_step(written).map_err(under)?;
        if let Some(last) = steps.iter().rev().find(|last| last.of == step.of) {
            check_order(*last, step).map_err(under)?;
        }
        steps.push(step);
    }
    Ok(steps)
}

fn read_step(raw: &RawEscalation) -> Result<Escalation, Invalid> {
    let at = match (raw.at, raw.before) {
        (Some(share), None) => Trigger::Share(Share::new(share).map_err(|error| error.under("at"))?),
        (None, Some(minutes)) => Trigger::Before(lead(minutes).map_err(|error| error.under("before"))?),
        _ => return Err(Problem::UnknownWord { word: String::new(), known: "at, before" }.at("at")),
    };
    let to = word(&raw.to, "expert, deputy, community_manager, supervisor", "to")?;
    let then = word(raw.then.as_deref().unwrap_or("nudge"), "nudge, reassign", "then")?;
    if then == EscalationAction::Reassign
        && !matches!(to, EscalationTarget::Deputy | EscalationTarget::CommunityManager)
    {
        return Err(Problem::NotAnAssignee(to).at("to"));
    }
    Ok(Escalation {
        of: word(raw.of.as_deref().unwrap_or("reply"), "draft, reply", "of")?,
        at,
        to,
        by: word(raw.by.as_deref().unwrap_or("email"), "page, email", "by")?,
        then,
    })
}

/// A lead that can be meant.
pub(super) fn lead(minutes: u32) -> Result<u32, Invalid> {
    if (1..=LONGEST_LEAD).contains(&minutes) {
        return Ok(minutes);
    }
    Err(Problem::OutOfRange { value: minutes, least: 1, most: LONGEST_LEAD }.at(""))
}

fn word<T: serde::de::DeserializeOwned>(word: &str, known: &'static str, path: &str) -> Result<T, Invalid> {
    let read = serde_json::from_value(serde_json::Value::String(word.trim().to_owned()));
    read.map_err(|_| Problem::UnknownWord { word: word.to_owned(), known }.at(path))
}

/// A ladder rises: later steps come later, and go to somebody higher, or to the same rung once more.
fn check_order(last: Escalation, step: Escalation) -> Result<(), Invalid> {
    if step.to < last.to {
        return Err(Problem::EscalationGoesBack { again: step.to, after: last.to }.at("to"));
    }
    let (earlier, path) = match (last.at, step.at) {
        (Trigger::Share(last), Trigger::Share(this)) => (this < last, "at"),
        (Trigger::Before(last), Trigger::Before(this)) => (this > last, "before"),
        // Which of a share and a lead comes first depends on how long the target is.
        _ => (false, "at"),
    };
    if earlier { Err(Problem::EscalationTooEarly.at(path)) } else { Ok(()) }
}

pub(super) fn write(step: Escalation) -> RawEscalation {
    let text = |value: serde_json::Result<serde_json::Value>| {
        value.ok().and_then(|value| value.as_str().map(str::to_owned))
    };
    let (at, before) = match step.at {
        Trigger::Share(share) => (Some(share.value()), None),
        Trigger::Before(minutes) => (None, Some(minutes)),
    };
    RawEscalation {
        of: text(serde_json::to_value(step.of)).filter(|_| step.of != WatchedTarget::Reply),
        at,
        before,
        to: step.to.as_str().to_owned(),
        by: text(serde_json::to_value(step.by)).filter(|_| step.by != NotifyBy::Email),
        then: text(serde_json::to_value(step.then)).filter(|_| step.then != EscalationAction::Nudge),
    }
}
