//! A policy as typed, checked.

use souffleur_core::text::Key;
use souffleur_sla::{Invalid, Policy, RawCutoffRule, RawDraft, RawPolicy, RawTargetRule, TargetKind};

use super::{CutoffForm, PolicyForm, TargetForm};
use crate::{
    error::{Problem, Problems},
    settings::{
        calendar::unreachable,
        form::{no_such, number, percent},
        known::Known,
    },
};

impl PolicyForm {
    /// What was typed, before the policy itself was checked.
    pub(crate) fn raw(&self, problems: &mut Problems) -> Option<RawPolicy> {
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
pub(crate) struct Wanted {
    pub(crate) key: Key,
    pub(crate) calendar: Key,
    pub(crate) is_default: bool,
    pub(crate) policy: Policy,
}

/// Checks a policy whose fields' names begin with `path`.
pub(crate) fn read(
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
