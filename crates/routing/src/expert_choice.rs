//! The choice of the expert: one score, the sum of its parts, each stored with the assignment. `p` is the probability of a
//! topic; sums go over topics.
//!
//! | part | value |
//! |---|---|
//! | knows | Σ p × how well they say they know it: 1 for the first of their list, a tenth less for each place after it, never under one half |
//! | record | Σ p × what the desk has seen beyond that ([`ExpertRecord::skill`] less what was declared): drafts that were sent, little edited, sent back, questions passed on or given to them by name |
//! | recency | +0.08 × Σ p × habit: 1 just after an answer on the topic, half of it a month later |
//! | customer | +0.05 × Σ p over the topics on which they answered this customer within 90 days |
//! | presence | 0 at the desk; −0.1 not there but back before the draft is due; −0.3 back later |
//! | load | −0.3 × open ÷ capacity (without a capacity: open ÷ (open + 10)), where an open question counts half when it is new and one when its promise is due |
//! | deputy | what an absent colleague whom they stand in for has more of the first four than they do themselves |
//! | fairness | ±0.1 at most, against whoever had more than an equal share of the answers lately (see `turn`) |
//! | turn | on one question in twenty: what lifts whoever was passed over above the best, at most 0.25 |
//!
//! Nobody who is away until after the draft is due or full is chosen, and nobody whose topics are less than half as
//! probable as another's: being free does not make an expert. Of equal scores the less loaded comes first, then whose
//! last answer is longest ago, then the older account.

use std::cmp::Ordering;

use jiff::SignedDuration;

use souffleur_core::{
    explanation::{ExpertPart, PartKind, ScorePart, WhyNot, rounded},
    id::TopicId,
    presence::Presence,
};

use super::{
    chances::topic_chance,
    deputy::credit_deputies,
    expert_record::ExpertRecord,
    facts::{ExpertFacts, QuestionFacts},
    turn::apply_fairness,
};

/// A place further down in one's list of topics.
const PLACE: f64 = 0.1;
/// The least that a declared topic counts.
const LEAST: f64 = 0.5;
/// Who never said that they know a topic knows it from here on, by what was seen.
const SEEN: f64 = 0.25;
/// Just answered the like.
const RECENT: f64 = 0.08;
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
        experts.iter().map(|expert| score_expert(question, expert, chances)).collect();
    credit_deputies(experts, &mut parts, question.draft_due_at);
    let best = parts.iter().map(|part| part.probability).fold(0.0, f64::max);
    for (expert, part) in experts.iter().zip(&mut parts) {
        part.why_not = why_not(question, expert, part, best);
    }
    apply_fairness(question, experts, chances, &mut parts);
    let mut ranked: Vec<(&ExpertFacts, ExpertPart)> = experts.iter().zip(parts).collect();
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

/// What an expert knows of one topic in use.
struct TopicKnowledge {
    topic: TopicId,
    chance: f64,
    /// Its place in their list, from 0; none where they never said so.
    before: Option<usize>,
    declared: f64,
    skill: f64,
    habit: f64,
}

/// Every topic that an expert declared, or that the desk saw them answer.
fn known(
    question: &QuestionFacts<'_>,
    expert: &ExpertFacts,
    chances: &[(TopicId, f64)],
) -> Vec<TopicKnowledge> {
    let seen = |topic: TopicId| {
        let record = expert.records.iter().find(|(other, _)| *other == topic);
        record.map_or(ExpertRecord::new(question.asked_at), |(_, record)| *record)
    };
    let know = |topic: TopicId, before: Option<usize>| {
        let (_, chance) = *chances.iter().find(|(other, _)| *other == topic)?;
        let declared = before.map_or(0.0, depth);
        let record = seen(topic);
        let skill = record.skill(declared, question.asked_at);
        let habit = record.habit(question.asked_at);
        let counts = before.is_some() || skill >= SEEN;
        counts.then_some(TopicKnowledge { topic, chance, before, declared, skill, habit })
    };
    let declared = expert.topics.iter().enumerate().filter_map(|(before, topic)| know(*topic, Some(before)));
    let others = expert.records.iter().filter(|(topic, _)| !expert.topics.contains(topic));
    declared.chain(others.filter_map(|(topic, _)| know(*topic, None))).collect()
}

/// Adds up one expert's score, but for what depends on the others.
fn score_expert(
    question: &QuestionFacts<'_>,
    expert: &ExpertFacts,
    chances: &[(TopicId, f64)],
) -> ExpertPart {
    let known = known(question, expert, chances);
    let sum =
        |value: &dyn Fn(&TopicKnowledge) -> f64| known.iter().map(|one| one.chance * value(one)).sum::<f64>();
    let order = |one: &TopicKnowledge| one.before.unwrap_or(usize::MAX);
    let likeliest = known
        .iter()
        .max_by(|left, right| left.chance.total_cmp(&right.chance).then(order(right).cmp(&order(left))));
    let parts = [
        (PartKind::Knows, sum(&|one| one.declared)),
        (PartKind::Record, sum(&|one| one.skill - one.declared)),
        (PartKind::Recency, RECENT * sum(&|one| one.habit)),
        (PartKind::Customer, ACQUAINTED * acquaintance(question, expert, chances)),
        (PartKind::Presence, presence(question, expert)),
        (PartKind::Load, LOADED * load(expert)),
    ];
    let parts = parts.map(|(kind, value)| ScorePart { kind, value: rounded(value) });
    ExpertPart {
        user: expert.user,
        topic: likeliest.map(|one| one.topic),
        place: likeliest.and_then(|one| Some(u32::try_from(one.before? + 1).unwrap_or(u32::MAX))),
        stands_in_for: None,
        probability: rounded(known.iter().map(|one| one.chance).sum::<f64>().min(1.0)),
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
    let open = expert.pressure;
    match expert.capacity {
        Some(0) => 1.0,
        Some(capacity) => (open / f64::from(capacity)).min(1.0),
        None => open / (open + EASY),
    }
}

/// The probability that the question is on something they answered this customer about not long ago.
fn acquaintance(question: &QuestionFacts<'_>, expert: &ExpertFacts, chances: &[(TopicId, f64)]) -> f64 {
    let lately = |at| question.asked_at.duration_since(at) <= ACQUAINTANCE;
    let topics = expert.answered_customer.iter().filter(|(_, at)| lately(*at));
    topics.map(|(topic, _)| topic_chance(chances, *topic)).sum::<f64>().min(1.0)
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
