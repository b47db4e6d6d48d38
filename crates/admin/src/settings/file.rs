//! A whole desk as one TOML file, before anything in it has been checked.

use std::collections::BTreeMap;

use serde::Deserialize;
use souffleur_app::error::{Error, Problem};
use souffleur_sla::{
    RawCalendar, RawConditions, RawDraft, RawEscalation, RawIntervals, RawPolicy, RawTargetRule,
};

use super::shape;

/// What `souffleur apply` reads. What the file does not mention stays as it is.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct DeskFile {
    pub(super) desk: Option<DeskEntry>,
    #[serde(default)]
    pub(super) voice: Vec<VoiceEntry>,
    #[serde(default)]
    pub(super) calendar: Vec<CalendarEntry>,
    #[serde(default)]
    pub(super) sla_policy: Vec<PolicyEntry>,
    #[serde(default)]
    pub(super) topic: Vec<TopicEntry>,
    #[serde(default)]
    pub(super) user: Vec<UserEntry>,
    /// All rules of the desk, in their order; not mentioned, they stay.
    pub(super) rule: Option<Vec<RuleEntry>>,
    #[serde(default)]
    pub(super) objective: Vec<ObjectiveEntry>,
}

impl DeskFile {
    /// Reads a file. Every key that means nothing is told, each with its path.
    pub fn parse(text: &str) -> Result<Self, Error> {
        let table: toml::Table = toml::from_str(text).map_err(|error| unreadable(text, &error))?;
        shape::check(&table)?;
        toml::from_str(text).map_err(|error| unreadable(text, &error))
    }
}

/// Where a file can't be read, and why.
fn unreadable(text: &str, error: &toml::de::Error) -> Error {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    Error::invalid(&format!("line {line}"), Problem::Other(error.message().to_owned()))
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct DeskEntry {
    pub(super) name: String,
    pub(super) languages: Option<Vec<String>>,
    pub(super) routing_threshold: Option<f64>,
    /// Two times of the day, or an empty list for none.
    pub(super) quiet_hours: Option<Vec<String>>,
    /// By the code of its language; an empty table for the usual words.
    pub(super) apology: Option<BTreeMap<String, String>>,
    /// Whether everybody may read, month by month, how well the house keeps its promise.
    pub(super) publish_rate: Option<bool>,
    /// Whether what strangers ask in public waits for a first look.
    pub(super) first_look: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct VoiceEntry {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) signature: Option<String>,
    pub(super) languages: Option<Vec<String>>,
    pub(super) active: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct CalendarEntry {
    pub(super) key: String,
    pub(super) time_zone: String,
    #[serde(default)]
    pub(super) week: BTreeMap<String, RawIntervals>,
    #[serde(default)]
    pub(super) exceptions: BTreeMap<String, RawIntervals>,
    pub(super) holidays: Option<String>,
}

impl CalendarEntry {
    pub(super) fn raw(&self) -> RawCalendar {
        let Self { time_zone, week, exceptions, holidays, .. } = self.clone();
        RawCalendar { time_zone, week, exceptions, holidays }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct PolicyEntry {
    pub(super) key: String,
    pub(super) calendar: String,
    #[serde(default)]
    pub(super) default: bool,
    pub(super) first_reply: RawTargetRule,
    pub(super) next_reply: RawTargetRule,
    pub(super) draft: RawDraft,
    pub(super) close: Option<RawTargetRule>,
    #[serde(default)]
    pub(super) warn_at: Vec<f64>,
    #[serde(default)]
    pub(super) warn_before: Vec<u32>,
    #[serde(default)]
    pub(super) when: RawConditions,
    #[serde(default)]
    pub(super) escalation: Vec<RawEscalation>,
}

impl PolicyEntry {
    pub(super) fn raw(&self) -> RawPolicy {
        let Self { first_reply, next_reply, draft, close, warn_at, .. } = self.clone();
        let Self { warn_before, when, escalation, .. } = self.clone();
        RawPolicy { first_reply, next_reply, draft, close, warn_at, warn_before, when, escalation }
    }
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct TopicEntry {
    pub(super) key: String,
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) active: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct UserEntry {
    pub(super) email: String,
    pub(super) name: String,
    pub(super) role: String,
    /// Their own to choose; not mentioned, it stays.
    pub(super) language: Option<String>,
    pub(super) voice: Option<String>,
    #[serde(default)]
    pub(super) topics: Vec<String>,
    pub(super) capacity: Option<i64>,
    pub(super) calendar: Option<String>,
    pub(super) deputy: Option<String>,
    /// Their own to enter; not mentioned, they stay.
    pub(super) absent: Option<Vec<AbsentEntry>>,
    pub(super) active: Option<bool>,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct AbsentEntry {
    pub(super) from: String,
    pub(super) until: String,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct RuleEntry {
    pub(super) when: WhenEntry,
    pub(super) assign_to: String,
}

#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct WhenEntry {
    pub(super) channel: Option<String>,
    pub(super) subject_contains: Option<String>,
    pub(super) body_contains: Option<String>,
    pub(super) language: Option<String>,
    pub(super) tag: Option<String>,
}

/// What the house wants to reach; its figure, topic and day name it.
#[derive(Debug, Clone, Deserialize)]
pub(super) struct ObjectiveEntry {
    pub(super) measure: String,
    pub(super) topic: Option<String>,
    /// The value, as it is typed: `98` or `98.5` percent, `2:30` hours. One of the two.
    pub(super) at_least: Option<String>,
    pub(super) at_most: Option<String>,
    /// The address of whoever sees to it.
    pub(super) owner: String,
    pub(super) due_on: String,
    pub(super) priority: Option<i64>,
    pub(super) active: Option<bool>,
}
