//! The choice of the expert: one score, the sum of five parts.
//!
//! | part | value |
//! |---|---|
//! | knows | sum over their topics of the topic's probability × how well they know it: 1 for the first of their list, a tenth less for each place after it, never under one half |
//! | presence | 0 at the desk; −0.1 between working hours but back before the draft is due; −0.3 back later |
//! | load | −0.3 × open ÷ capacity (without a capacity: open ÷ (open + 10)) |
//! | customer | +0.05 if they answered this customer within 90 days |
//! | deputy | what an absent colleague whom they stand in for has more of knows and customer than they do themselves |
//!
//! Nobody who is away until after the draft is due or full is chosen, and nobody whose topics are less than half as probable as another's: being
//! free does not make an expert. Of equal scores the less loaded comes first, then whose last answer is
//! longest ago, then the older account.

use std::cmp::Ordering;

use jiff::SignedDuration;

use super::{
    deputy::lend,
    explanation::{ExpertPart, PartKind, ScorePart, WhyNot, rounded},
    facts::{ExpertFacts, Presence, QuestionFacts},
};
use crate::id::TopicId;

/// A place further down in one's list of topics.
const PLACE: f64 = 0.1;
/// The least that a declared topic counts.
const LEAST: f64 = 0.5;
/// Back before the draft is due.
const BACK_IN_TIME: f64 = -0.1;
/// Back when it is too late for the promise.
const BACK_LATE: f64 = -0.3;
/// Full load.
const LOADED: f64 = -0.3;
/// Knows the customer.
const ACQUAINTED: f64 = 0.05;
/// How long that lasts.
const ACQUAINTANCE: SignedDuration = SignedDuration::from_hours(90 * 24);
/// Open questions that count as half loaded where no capacity was set.
const EASY: f64 = 10.0;
/// Whose topics are less probable than this share of the best expert's does not fit.
const FIT_SHARE: f64 = 0.5;

/// All experts, best first, each with its score and, unless they fit, why not.
pub(super) fn rank(
    question: &QuestionFacts<'_>,
    experts: &[ExpertFacts],
    chances: &[(TopicId, f64)],
) -> Vec<ExpertPart> {
    let mut parts: Vec<ExpertPart> =
        experts.iter().map(|expert| consider(question, expert, chances)).collect();
    lend(experts, &mut parts, question.draft_due_at);
    let mut ranked: Vec<(&ExpertFacts, ExpertPart)> = experts.iter().zip(parts).collect();
    let best = ranked.iter().map(|(_, part)| part.probability).fold(0.0, f64::max);
    for (expert, part) in &mut ranked {
        part.why_not = why_not(question, expert, part, best);
    }
    ranked.sort_by(compare);
    ranked.into_iter().map(|(_, part)| part).collect()
}

/// Why an expert can't be given anything now, if so.
pub(super) fn unavailable(question: &QuestionFacts<'_>, expert: &ExpertFacts) -> Option<WhyNot> {
    match expert.presence {
        away @ Presence::Away { .. } if !away.in_time(question.draft_due_at) => Some(WhyNot::Away),
        _ if expert.is_full() => Some(WhyNot::Full),
        Presence::Here | Presence::OutsideHours { .. } | Presence::Away { .. } => None,
    }
}

fn why_not(
    question: &QuestionFacts<'_>,
    expert: &ExpertFacts,
    part: &ExpertPart,
    best: f64,
) -> Option<WhyNot> {
    if part.probability <= 0.0 || part.probability < FIT_SHARE * best {
        return Some(WhyNot::KnowsLess);
    }
    unavailable(question, expert)
}

/// Adds up one expert's score.
fn consider(question: &QuestionFacts<'_>, expert: &ExpertFacts, chances: &[(TopicId, f64)]) -> ExpertPart {
    let known = || {
        expert.topics.iter().enumerate().filter_map(|(before, topic)| {
            let (_, chance) = chances.iter().find(|(other, _)| other == topic)?;
            Some((before, *topic, *chance))
        })
    };
    let mastery = known().map(|(before, _, chance)| chance * depth(before)).sum();
    let likeliest = known().max_by(|left, right| left.2.total_cmp(&right.2).then(right.0.cmp(&left.0)));
    let parts = [
        (PartKind::Knows, mastery),
        (PartKind::Presence, presence(question, expert)),
        (PartKind::Load, LOADED * load(expert)),
        (PartKind::Customer, acquaintance(question, expert)),
    ];
    let parts = parts.map(|(kind, value)| ScorePart { kind, value: rounded(value) });
    ExpertPart {
        user: expert.user,
        topic: likeliest.map(|(_, topic, _)| topic),
        stands_in_for: None,
        place: likeliest.map(|(before, ..)| u32::try_from(before + 1).unwrap_or(u32::MAX)),
        probability: rounded(known().map(|(.., chance)| chance).sum::<f64>().min(1.0)),
        presence: expert.presence,
        open: expert.open,
        capacity: expert.capacity,
        score: rounded(parts.iter().map(|part| part.value).sum()),
        parts: parts.to_vec(),
        why_not: None,
    }
}

fn depth(before: usize) -> f64 {
    (1.0 - PLACE * f64::from(u32::try_from(before).unwrap_or(u32::MAX))).max(LEAST)
}

fn presence(question: &QuestionFacts<'_>, expert: &ExpertFacts) -> f64 {
    match expert.presence {
        Presence::Here => 0.0,
        _ if question.draft_due_at.is_some() && expert.presence.in_time(question.draft_due_at) => {
            BACK_IN_TIME
        }
        Presence::OutsideHours { .. } | Presence::Away { .. } => BACK_LATE,
    }
}

/// How loaded an expert is, between 0 and 1.
fn load(expert: &ExpertFacts) -> f64 {
    let open = f64::from(expert.open);
    match expert.capacity {
        Some(0) => 1.0,
        Some(capacity) => (open / f64::from(capacity)).min(1.0),
        None => open / (open + EASY),
    }
}

fn acquaintance(question: &QuestionFacts<'_>, expert: &ExpertFacts) -> f64 {
    let lately = |at| question.asked_at.duration_since(at) <= ACQUAINTANCE;
    if expert.answered_customer_at.is_some_and(lately) { ACQUAINTED } else { 0.0 }
}

/// Who fits comes first, by score; then who knows but can't; then who knows less.
fn compare(left: &(&ExpertFacts, ExpertPart), right: &(&ExpertFacts, ExpertPart)) -> Ordering {
    let group = |part: &ExpertPart| match part.why_not {
        None => 0,
        Some(WhyNot::Away | WhyNot::Full) => 1,
        Some(_) => 2,
    };
    group(&left.1)
        .cmp(&group(&right.1))
        .then_with(|| right.1.score.total_cmp(&left.1.score))
        .then_with(|| load(left.0).total_cmp(&load(right.0)))
        .then_with(|| left.0.last_answered_at.cmp(&right.0.last_answered_at))
        .then_with(|| left.0.user.cmp(&right.0.user))
}
