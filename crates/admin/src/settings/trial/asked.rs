//! "Asked then, due when, and why": what a calendar's page answers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problems},
};
use souffleur_core::{Actor, id::CalendarId, permission::Action};
use souffleur_sla::{TargetKind, TraceStep, explain};

use super::{super::form::no_such, read_time};

/// A time of asking, as typed, by a policy: what a calendar's page answers.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// A policy's key; the default where it is empty.
    pub policy: String,
    /// A time on the calendar's wall such as `2026-11-23T11:59`; now where it is empty.
    pub asked_at: String,
}

/// When it is due, and why.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answered {
    /// The instant of asking.
    pub asked_at: Timestamp,
    /// When the first reply is due.
    pub due_at: Option<Timestamp>,
    /// Day by day.
    pub why: Vec<TraceStep>,
}

/// When a question asked at a time would be answered by a policy, counted in this calendar, and why.
pub fn asked(app: &App, actor: Actor, calendar: CalendarId, form: &Asked) -> Result<Answered, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let stored = settings.calendar(calendar).ok_or(Error::NotFound)?;
    let mut problems = Problems::default();
    let policy = match form.policy.trim() {
        "" => settings.default_policy(),
        key => {
            let found = settings.policies.iter().find(|policy| policy.key.as_str() == key);
            problems.take("policy", found.ok_or_else(|| no_such("policy", key)))
        }
    };
    let zone = stored.calendar.time_zone();
    let at = read_time(&mut problems, &form.asked_at, zone, app.now());
    problems.check()?;
    // A problem was noted where either could not be read.
    let (policy, asked_at) = policy.zip(at).ok_or(Error::NotFound)?;
    let rule = policy.policy.rule(TargetKind::FirstReply).ok_or(Error::NotFound)?;
    let why = explain(&stored.calendar, rule, asked_at, &[]);
    let due_at = souffleur_sla::due_at(&stored.calendar, rule, asked_at, &[]).ok().flatten();
    Ok(Answered { asked_at, due_at, why })
}
