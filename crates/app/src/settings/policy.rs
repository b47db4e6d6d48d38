//! SLA policies: what is promised. Each change is a version of its own; what was promised keeps its version.

use serde::{Deserialize, Serialize};
use souffleur_core::{
    Actor,
    id::{CalendarId, PolicyId},
    permission::Action,
    text::Key,
};
use souffleur_sla::{Invalid, Policy, RawCutoffRule, RawDraft, RawPolicy, RawTargetRule, TargetKind};
use souffleur_store::StoredPolicy;

use super::{
    calendar::unreachable,
    change::{Change, Outcome},
    form::{no_such, number, percent},
    known::Known,
};
use crate::{
    app::App,
    error::{Error, Problem, Problems},
    snapshot::Settings,
};

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
    /// The promise to a question.
    pub first_reply: TargetForm,
    /// The promise to each later message.
    pub next_reply: TargetForm,
    /// The promise to be done; without a kind there is none.
    pub close: TargetForm,
    /// The expert's part of the time, in percent.
    pub draft_share: String,
    /// When to warn, in percent of the time, rising: `50, 80`.
    pub warn_at: String,
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
            calendar_key: calendar.map(|calendar| calendar.key.to_string()).unwrap_or_default(),
            policy: stored.policy.clone().into(),
        }
    }

    /// The form that leaves it as it is.
    pub fn form(&self) -> PolicyForm {
        let RawPolicy { first_reply, next_reply, draft, close, warn_at } = &self.policy;
        PolicyForm {
            key: self.key.clone(),
            calendar: self.calendar_key.clone(),
            is_default: self.is_default,
            first_reply: first_reply.into(),
            next_reply: next_reply.into(),
            close: close.as_ref().map(TargetForm::from).unwrap_or_default(),
            draft_share: percent_text(draft.share_of_first_reply),
            warn_at: warn_at.iter().map(|share| percent_text(*share)).collect::<Vec<_>>().join(", "),
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

/// Every policy, by key.
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
    problems.check()?;
    // A problem was noted where nothing could be read.
    let wanted = Wanted { is_default: form.is_default, ..wanted.ok_or(Error::NotFound)? };
    let mut change = Change::begin(app, actor).await?;
    let (id, _) = put(&mut change, id, &wanted).await?;
    change.commit().await?;
    Ok(id)
}

impl PolicyForm {
    /// What was typed, before the policy itself was checked.
    pub(super) fn raw(&self, problems: &mut Problems) -> Option<RawPolicy> {
        let share = problems
            .take("draft_share", percent(&self.draft_share).ok_or(Problem::Number { least: 1, most: 100 }));
        let warnings = self.warn_at.split([',', ';', ' ']).map(str::trim).filter(|text| !text.is_empty());
        // "62,5" would be two warnings, so decimals are written with a point here.
        let warnings: Option<Vec<f64>> = warnings.map(percent).collect();
        let warn_at = problems.take("warn_at", warnings.ok_or(Problem::Number { least: 1, most: 99 }));
        let first_reply = self.first_reply.raw(problems, "first_reply");
        let next_reply = self.next_reply.raw(problems, "next_reply");
        let close = if self.close.kind.is_empty() { None } else { Some(self.close.raw(problems, "close")?) };
        let draft = RawDraft { share_of_first_reply: share? };
        Some(RawPolicy {
            first_reply: first_reply?,
            next_reply: next_reply?,
            draft,
            close,
            warn_at: warn_at?,
        })
    }
}

impl TargetForm {
    fn raw(&self, problems: &mut Problems, field: &str) -> Option<RawTargetRule> {
        match self.kind.as_str() {
            "cutoff" => {
                let filled = self.rules.iter().filter(|rule| **rule != CutoffForm::default());
                let rules = filled.enumerate().map(|(index, rule)| {
                    let field = format!("{field}.rules[{index}].working_days");
                    let days = number(problems, &field, &rule.working_days, 0, 366).unwrap_or(0);
                    RawCutoffRule {
                        before: rule.before.trim().to_owned(),
                        due: rule.due.trim().to_owned(),
                        working_days: u32::try_from(days).unwrap_or(0),
                    }
                });
                Some(RawTargetRule::Cutoff { rules: rules.collect() })
            }
            "working_time" => {
                let field = format!("{field}.minutes");
                let minutes = number(problems, &field, &self.minutes, 1, i64::from(u32::MAX));
                if self.minutes.trim().is_empty() {
                    problems.note(&field, Problem::Required);
                }
                Some(RawTargetRule::WorkingTime { minutes: u32::try_from(minutes?).ok()? })
            }
            "" => problems.take(&format!("{field}.kind"), Err(Problem::Required)),
            other => problems.take(&format!("{field}.kind"), Err(no_such("kind of promise", other))),
        }
    }
}

/// What a policy is to be.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Wanted {
    pub(super) key: Key,
    calendar: Key,
    pub(super) is_default: bool,
    policy: Policy,
}

/// Checks a policy whose fields' names begin with `path`.
pub(super) fn read(
    problems: &mut Problems,
    path: &str,
    key: &str,
    calendar: &str,
    raw: RawPolicy,
    known: &Known,
) -> Option<Wanted> {
    let key = problems.take(&format!("{path}key"), Key::parse(key));
    let policy = Policy::try_from(raw).map_err(|invalid| note(problems, path, &invalid)).ok();
    let field = format!("{path}calendar");
    let hours = problems
        .take(&field, known.calendars.get(calendar.trim()).ok_or_else(|| no_such("calendar", calendar)));
    let policy = policy?;
    for kind in TargetKind::ALL {
        if let Some(due) = policy.rule(kind).zip(hours).and_then(|(rule, hours)| unreachable(rule, hours)) {
            problems.note(&format!("{path}{kind}"), Problem::Unreachable { due, policy: None });
        }
    }
    hours?;
    Some(Wanted { key: key?, calendar: Key::parse(calendar).ok()?, is_default: false, policy })
}

/// Puts a mistake in a policy beside the field of the form, or the key of the file, that holds it.
fn note(problems: &mut Problems, path: &str, invalid: &Invalid) {
    let field = match invalid.path.as_str() {
        "draft.share_of_first_reply" if path.is_empty() => "draft_share",
        warning if path.is_empty() && warning.starts_with("warn_at") => "warn_at",
        other => other,
    };
    problems.note(&format!("{path}{field}"), Problem::Hours { on: None, problem: invalid.problem.clone() });
}

/// Makes a policy as it is wanted; `id` says which, or none for a new one. The first of a desk is its default.
pub(super) async fn put(
    change: &mut Change,
    id: Option<PolicyId>,
    wanted: &Wanted,
) -> Result<(PolicyId, Outcome), Error> {
    let calendar = calendar_of(change, &wanted.calendar)?;
    let others = &mut change.settings.policies;
    let (id, outcome) = match id {
        None if others.iter().any(|stored| stored.key == wanted.key) => {
            return Err(Error::Taken { field: "key" });
        }
        None => {
            let is_default = wanted.is_default || others.is_empty();
            let id = change.app.id(change.now);
            let new = StoredPolicy {
                id,
                key: wanted.key.clone(),
                is_default,
                version: 1,
                calendar,
                policy: wanted.policy.clone(),
            };
            change.tx.insert_policy(&new, change.now).await?;
            others.push(new);
            (id, Outcome::Added)
        }
        Some(id) => {
            let current = others.iter_mut().find(|stored| stored.id == id).ok_or(Error::NotFound)?;
            if current.key != wanted.key {
                return Err(Error::invalid("key", Problem::KeyKept));
            }
            let becomes_default = wanted.is_default && !current.is_default;
            let same = current.calendar == calendar && current.policy == wanted.policy;
            if !same {
                let (calendar, policy) = (calendar, wanted.policy.clone());
                *current =
                    StoredPolicy { calendar, policy, is_default: current.is_default, ..current.clone() };
                current.version = change.tx.save_policy(current, change.now).await?;
            }
            if becomes_default {
                change.tx.make_default(id).await?;
            }
            (id, if same && !becomes_default { Outcome::Unchanged } else { Outcome::Changed })
        }
    };
    if wanted.is_default {
        change.settings.policies.iter_mut().for_each(|stored| stored.is_default = stored.id == id);
    }
    change.note_outcome("policy", &wanted.key, outcome);
    Ok((id, outcome))
}

fn calendar_of(change: &Change, key: &Key) -> Result<CalendarId, Error> {
    let found = change.settings.calendars.iter().find(|stored| stored.key == *key);
    found.map(|stored| stored.id).ok_or_else(|| Error::invalid("calendar", no_such("calendar", key)))
}
