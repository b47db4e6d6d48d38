//! SLA policies: what is promised. Each change is a version of its own; what was promised keeps its version.

mod order;
mod put;
mod read;

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
    snapshot::Settings,
};
use souffleur_core::{Actor, id::PolicyId, permission::Action};
use souffleur_sla::{RawConditions, RawCutoffRule, RawEscalation, RawPolicy, RawTargetRule};
use souffleur_store::StoredPolicy;

pub(super) use order::check as check_order;
pub use order::unreachable;
pub(super) use put::put;
pub(super) use read::{Wanted, read};

use super::{change::Change, form::number, known::Known};

/// A policy as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct PolicyView {
    /// Its id, through all its versions.
    pub id: PolicyId,
    /// Its short name in files.
    pub key: String,
    /// Which version this is.
    pub version: i32,
    /// Whether it holds where no other is said to.
    pub is_default: bool,
    /// Its place in the order in which policies are tried.
    pub position: i32,
    /// Why no question gets it: it has no conditions, or the policy of this key takes them all before.
    pub unreachable: Option<String>,
    /// The calendar it is counted in.
    pub calendar_key: String,
    /// Its promises.
    pub policy: RawPolicy,
}

/// A policy as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PolicyForm {
    /// Lower-case letters, digits, `-` and `_`; only a new policy chooses it.
    pub key: String,
    /// A calendar's key.
    pub calendar: String,
    /// Whether it holds where no other is said to.
    pub is_default: bool,
    /// A number; empty for the end, or for where it is.
    pub position: String,
    /// The questions it is for.
    pub when: WhenForm,
    /// The promise to a question.
    pub first_reply: TargetForm,
    /// The promise to each later message.
    pub next_reply: TargetForm,
    /// The promise to be done; without a kind there is none.
    pub close: TargetForm,
    /// The expert's part of the time, in percent.
    pub draft_share: String,
    /// When who has not opened the question gives it back, in percent of the time for the draft; empty for never.
    pub return_unread_at: String,
    /// When to warn, in percent of the time, rising: `50, 80`.
    pub warn_at: String,
    /// When to warn, in minutes before it is due, falling: `60, 15`.
    pub warn_before: String,
    /// The escalation ladder; a step left empty is not one.
    pub escalation: Vec<StepForm>,
}

/// The questions a policy is for, as typed; what is left empty lets everything pass.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct WhenForm {
    /// Channels: `email, web`.
    pub channel: String,
    /// Topics' keys.
    pub topic: Vec<String>,
    /// Languages.
    pub language: Vec<String>,
    /// Customers' tags: `vip, press`.
    pub tag: String,
    /// Days of asking, `mon` to `sun`.
    pub days: Vec<String>,
    /// Asked from this local time.
    pub from: String,
    /// Asked before this local time.
    pub until: String,
}

/// A step of the ladder as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct StepForm {
    /// `draft` or `reply`; empty for the reply.
    pub of: String,
    /// Percent of the time.
    pub at: String,
    /// Or minutes before it is due.
    pub before: String,
    /// `expert`, `deputy`, `community_manager`, `supervisor`.
    pub to: String,
    /// `email` or `page`; empty for e-mail.
    pub by: String,
    /// `nudge` or `reassign`; empty for a nudge.
    pub then: String,
}

/// One promise as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TargetForm {
    /// `cutoff` or `working_time`.
    pub kind: String,
    /// Minutes of working time.
    pub minutes: String,
    /// The lines of the cutoff table; one left empty is not one.
    pub rules: Vec<CutoffForm>,
}

/// One line of a cutoff table as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CutoffForm {
    /// `HH:MM`
    pub before: String,
    /// `HH:MM`
    pub due: String,
    /// So many working days later.
    pub working_days: String,
}

impl PolicyView {
    fn of(stored: &StoredPolicy, settings: &Settings) -> Self {
        let calendar = settings.calendar(stored.calendar);
        Self {
            id: stored.id,
            key: stored.key.to_string(),
            version: stored.version,
            is_default: stored.is_default,
            position: stored.position,
            unreachable: order::unreachable(stored, &settings.policies),
            calendar_key: calendar.map(|calendar| calendar.key.to_string()).unwrap_or_default(),
            policy: stored.policy.clone().into(),
        }
    }

    /// The form that leaves it as it is.
    pub fn form(&self) -> PolicyForm {
        let RawPolicy { first_reply, next_reply, draft, close, warn_at, warn_before, when, escalation } =
            &self.policy;
        PolicyForm {
            key: self.key.clone(),
            calendar: self.calendar_key.clone(),
            is_default: self.is_default,
            position: self.position.to_string(),
            when: when.into(),
            first_reply: first_reply.into(),
            next_reply: next_reply.into(),
            close: close.as_ref().map(TargetForm::from).unwrap_or_default(),
            draft_share: percent_text(draft.share_of_first_reply),
            return_unread_at: draft.return_unread_at.map(percent_text).unwrap_or_default(),
            warn_at: warn_at.iter().map(|share| percent_text(*share)).collect::<Vec<_>>().join(", "),
            warn_before: warn_before.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
            escalation: escalation.iter().map(StepForm::from).collect(),
        }
    }
}

impl From<&RawConditions> for WhenForm {
    fn from(when: &RawConditions) -> Self {
        let asked = when.asked.clone().unwrap_or_default();
        Self {
            channel: when.channel.as_slice().join(", "),
            topic: when.topic.as_slice().to_vec(),
            language: when.language.as_slice().to_vec(),
            tag: when.tag.as_slice().join(", "),
            days: asked.days,
            from: asked.from.unwrap_or_default(),
            until: asked.until.unwrap_or_default(),
        }
    }
}

impl From<&RawEscalation> for StepForm {
    fn from(step: &RawEscalation) -> Self {
        Self {
            of: step.of.clone().unwrap_or_default(),
            at: step.at.map(percent_text).unwrap_or_default(),
            before: step.before.map(|minutes| minutes.to_string()).unwrap_or_default(),
            to: step.to.clone(),
            by: step.by.clone().unwrap_or_default(),
            then: step.then.clone().unwrap_or_default(),
        }
    }
}

impl From<&RawTargetRule> for TargetForm {
    fn from(rule: &RawTargetRule) -> Self {
        match rule {
            RawTargetRule::Cutoff { rules } => {
                let line = |rule: &RawCutoffRule| CutoffForm {
                    before: rule.before.clone(),
                    due: rule.due.clone(),
                    working_days: rule.working_days.to_string(),
                };
                Self { kind: "cutoff".to_owned(), rules: rules.iter().map(line).collect(), ..Self::default() }
            }
            RawTargetRule::WorkingTime { minutes } => {
                Self { kind: "working_time".to_owned(), minutes: minutes.to_string(), ..Self::default() }
            }
        }
    }
}

/// A share in percent, without decimals it does not have.
fn percent_text(share: f64) -> String {
    // Shares have nine decimals, so a percentage has seven.
    let text = format!("{:.7}", share * 100.0);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Every policy, in the order in which they are tried.
#[expect(clippy::unused_async, reason = "every thing is asked for alike, whether it is in memory or not")]
pub async fn list(app: &App, actor: Actor) -> Result<Vec<PolicyView>, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    Ok(settings.policies.iter().map(|stored| PolicyView::of(stored, &settings)).collect())
}

/// One policy, as it is now.
pub async fn get(app: &App, actor: Actor, id: PolicyId) -> Result<PolicyView, Error> {
    list(app, actor).await?.into_iter().find(|view| view.id == id).ok_or(Error::NotFound)
}

/// Adds a policy, or a version of one.
pub async fn save(
    app: &App,
    actor: Actor,
    id: Option<PolicyId>,
    form: PolicyForm,
) -> Result<PolicyId, Error> {
    actor.may(Action::ChangeSettings)?;
    let mut problems = Problems::default();
    let raw = form.raw(&mut problems);
    let known = Known::of(&app.settings());
    let wanted = raw.and_then(|raw| read(&mut problems, "", &form.key, &form.calendar, raw, &known));
    let position = number(&mut problems, "position", &form.position, 1, 9_999);
    problems.check()?;
    // A problem was noted where nothing could be read.
    let position = position.and_then(|position| i32::try_from(position).ok());
    let wanted = Wanted { is_default: form.is_default, position, ..wanted.ok_or(Error::NotFound)? };
    let is_default = wanted.is_default
        || app.settings().policies.iter().any(|stored| Some(stored.id) == id && stored.is_default);
    if is_default && !wanted.policy.when().is_empty() {
        return Err(Error::invalid("when", Problem::DefaultConditions));
    }
    let mut change = Change::begin(app, actor).await?;
    let (id, _) = put(&mut change, id, &wanted).await?;
    check_order(&change.settings.policies, |_| "when".to_owned())?;
    change.commit().await?;
    Ok(id)
}
