//! Which policy and which promises a question would get, and why no other.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problems},
    promise::{AppliedPolicy, Known, missed},
    snapshot::Settings,
};
use souffleur_core::{Actor, channel::Channel, id::PolicyId, permission::Action};
use souffleur_sla::{Condition, TargetKind, TraceStep, explain};

use super::{super::form, read_time};

/// A question that is only thought of, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TrialForm {
    /// A channel's name; the ask form's where it is empty.
    pub channel: String,
    /// A topic's key, or empty.
    pub topic: String,
    /// `fr`, `en`, or empty for the desk's.
    pub language: String,
    /// Customers' tags: `vip, press`.
    pub tag: String,
    /// A local time such as `2026-11-23T11:59`, or an instant; now where it is empty.
    pub asked_at: String,
}

/// What a question would be promised.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Tried {
    /// When it would be asked.
    pub asked_at: Timestamp,
    /// The zone it is counted in.
    pub time_zone: String,
    /// The key of the policy it gets.
    pub policy: String,
    /// Its id.
    pub policy_id: PolicyId,
    /// Whether that is the default, because no other fits.
    pub is_default: bool,
    /// The policies that were tried before it, each with the first condition that does not hold.
    pub passed: Vec<Passed>,
    /// What is promised.
    pub targets: Vec<TriedTarget>,
}

/// A policy that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passed {
    /// Its key.
    pub policy: String,
    /// What does not hold.
    pub because: Condition,
}

/// A promise that would be made.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TriedTarget {
    /// Which one.
    pub kind: TargetKind,
    /// When it would be due; none while the house pauses.
    pub due_at: Option<Timestamp>,
    /// The instants of its warnings and of the steps of its ladder.
    pub alarms: Vec<Timestamp>,
    /// How the time is found.
    pub why: Vec<TraceStep>,
}

/// Says which policy and which promises a question would get.
pub fn which(app: &App, actor: Actor, typed: &TrialForm) -> Result<Tried, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let mut problems = Problems::default();
    let channel = match typed.channel.trim() {
        "" => Some(Channel::Web),
        name => problems.take("channel", Channel::parse(name)),
    };
    let topic = match typed.topic.trim() {
        "" => None,
        key => {
            let found = settings.topics.iter().find(|topic| topic.key.as_str() == key);
            problems.take("topic", found.map(|topic| topic.id).ok_or_else(|| form::no_such("topic", key)))
        }
    };
    let language = form::language(&mut problems, "language", &typed.language);
    let language = language.or(settings.desk.languages.first().copied());
    let tags: Vec<String> = typed.tag.split([',', ';']).map(str::to_owned).collect();
    let tags = souffleur_question::customer_tags::customer_tags(&mut problems, "tag", &tags);
    let zone = settings.default_calendar().map_or(TimeZone::UTC, |own| own.calendar.time_zone().clone());
    let at = read_time(&mut problems, &typed.asked_at, &zone, app.now());
    problems.check()?;
    // A problem was noted where either could not be read.
    let (channel, at) = channel.zip(at).ok_or(Error::NotFound)?;
    let known = Known { channel: &channel, topic, language, tags: &tags, at };
    tried(&settings, &known).ok_or(Error::NotFound)
}

fn tried(settings: &Settings, known: &Known<'_>) -> Option<Tried> {
    let terms = AppliedPolicy::select(settings, known)?;
    let chosen = terms.policy;
    let before =
        settings.policies.iter().filter(|policy| !policy.is_default && !policy.policy.when().is_empty());
    let before = before.take_while(|policy| policy.id != chosen.id);
    let passed = before.filter_map(|policy| {
        let because = missed(policy, settings, known)?;
        Some(Passed { policy: policy.key.to_string(), because })
    });
    let calendar = &terms.calendar.calendar;
    let target = |kind| {
        let promise = terms.promise(kind, known.at)?;
        let alarms = promise.due_at.map(|due_at| terms.alarms(kind, known.at, due_at)).unwrap_or_default();
        let why = chosen.policy.rule(kind).map(|rule| explain(calendar, rule, known.at, &[]));
        let alarms = alarms.iter().map(|alarm| alarm.at).collect();
        Some(TriedTarget { kind, due_at: promise.due_at, alarms, why: why.unwrap_or_default() })
    };
    Some(Tried {
        asked_at: known.at,
        time_zone: calendar.time_zone_name().to_owned(),
        policy: chosen.key.to_string(),
        policy_id: chosen.id,
        is_default: chosen.is_default,
        passed: passed.collect(),
        targets: TargetKind::ALL.into_iter().filter_map(target).collect(),
    })
}
