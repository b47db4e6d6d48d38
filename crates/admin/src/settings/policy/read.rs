//! A policy as typed, checked.

use souffleur_app::error::{Problem, Problems};
use souffleur_core::{Language, channel::Channel, text::Key};
use souffleur_sla::{
    Conditions, Invalid, Policy, RawConditions, RawCutoffRule, RawDraft, RawEscalation, RawPolicy,
    RawTargetRule, RawWindow, TargetKind, Words,
};

use super::{CutoffForm, PolicyForm, StepForm, TargetForm, WhenForm};
use crate::settings::{
    calendar::unreachable,
    form::{no_such, number, percent},
    known::Known,
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
        let unread = Some(self.return_unread_at.trim()).filter(|text| !text.is_empty());
        let unread = unread.map(|text| percent(text).ok_or(Problem::Number { least: 1, most: 99 }));
        let return_unread_at = problems.take("return_unread_at", unread.transpose());
        let draft = RawDraft { share_of_first_reply: share?, return_unread_at: return_unread_at? };
        let leads = self.warn_before.split([',', ';', ' ']).map(str::trim).filter(|text| !text.is_empty());
        let leads: Result<Vec<u32>, _> = leads.map(str::parse).collect();
        let warn_before = problems.take("warn_before", leads.map_err(|_| LEADS));
        let escalation = self.escalation.iter().filter(|step| **step != StepForm::default()).enumerate();
        let escalation: Vec<_> = escalation.map(|(index, step)| step.raw(problems, index)).collect();
        Some(RawPolicy {
            warn_before: warn_before?,
            when: self.when.raw(),
            escalation,
            first_reply: first_reply?,
            next_reply: next_reply?,
            draft,
            close,
            warn_at: warn_at?,
        })
    }
}

/// Minutes before a target is due.
const LEADS: Problem = Problem::Number { least: 1, most: 7 * 24 * 60 };

impl WhenForm {
    fn raw(&self) -> RawConditions {
        let some = |words: Vec<String>| Words::Some(words);
        let split = |text: &str| {
            let words = text.split([',', ';']).map(|word| word.trim().to_lowercase());
            some(words.filter(|word| !word.is_empty()).collect())
        };
        let time = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let asked = RawWindow { days: self.days.clone(), from: time(&self.from), until: time(&self.until) };
        RawConditions {
            channel: split(&self.channel),
            topic: some(self.topic.clone()),
            language: some(self.language.clone()),
            tag: split(&self.tag),
            asked: (asked != RawWindow::default()).then_some(asked),
        }
    }
}

impl StepForm {
    fn raw(&self, problems: &mut Problems, index: usize) -> RawEscalation {
        let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let field = |name: &str| format!("escalation[{index}].{name}");
        let at = given(&self.at).and_then(|text| {
            problems.take(&field("at"), percent(&text).ok_or(Problem::Number { least: 1, most: 100 }))
        });
        let before = given(&self.before)
            .and_then(|text| problems.take(&field("before"), text.parse().map_err(|_| LEADS)));
        RawEscalation {
            of: given(&self.of),
            at,
            before,
            to: self.to.trim().to_owned(),
            by: given(&self.by),
            then: given(&self.then),
        }
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
    /// Its place; where it is, or the end, if none is said.
    pub(crate) position: Option<i32>,
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
    check_words(problems, path, policy.when(), known);
    hours?;
    Some(Wanted {
        key: key?,
        calendar: Key::parse(calendar).ok()?,
        is_default: false,
        position: None,
        policy,
    })
}

/// Conditions name what there is.
fn check_words(problems: &mut Problems, path: &str, when: &Conditions, known: &Known) {
    let raw = RawConditions::from(when.clone());
    for word in raw.channel.as_slice() {
        problems.take(&format!("{path}when.channel"), Channel::parse(word));
    }
    for word in raw.tag.as_slice() {
        problems.take(&format!("{path}when.tag"), Key::parse(word));
    }
    for word in raw.topic.as_slice().iter().filter(|word| !known.topics.contains(*word)) {
        problems.note(&format!("{path}when.topic"), no_such("topic", word));
    }
    let spoken = |word: &str| Language::ALL.iter().any(|language| language.code() == word);
    for word in raw.language.as_slice().iter().filter(|word| !spoken(word)) {
        problems.note(&format!("{path}when.language"), no_such("language", word));
    }
}

/// Puts a mistake in a policy beside the field of the form, or the key of the file, that holds it.
fn note(problems: &mut Problems, path: &str, invalid: &Invalid) {
    let field = match invalid.path.as_str() {
        "draft.share_of_first_reply" if path.is_empty() => "draft_share",
        "draft.return_unread_at" if path.is_empty() => "return_unread_at",
        warning if path.is_empty() && warning.starts_with("warn_at") => "warn_at",
        warning if path.is_empty() && warning.starts_with("warn_before") => "warn_before",
        days if path.is_empty() && days.starts_with("when.asked.days") => "when.days",
        "when.asked.from" if path.is_empty() => "when.from",
        "when.asked.until" if path.is_empty() => "when.until",
        other => other,
    };
    problems.note(&format!("{path}{field}"), Problem::Hours { on: None, problem: invalid.problem.clone() });
}
