//! Fairness: nobody who fits is starved, and who answered much lately does not therefore get everything.
//!
//! Two bounded corrections. Always: up to a tenth for whoever had less than an equal share of the topic's answers lately, and as
//! much against whoever had more. One question in [`EXPLORED`]: the turn of whoever fits, is hardly behind the best and
//! had less than half their share. Which questions these are follows from their ids, so that a decision can be repeated.

use souffleur_core::{
    explanation::{ExpertPart, PartKind, rounded},
    id::TopicId,
};

use super::{
    chances::topic_chance,
    facts::{ExpertFacts, QuestionFacts},
};

/// The most that a share of lately's answers counts for or against somebody.
const FAIR: f64 = 0.1;
/// With fewer answers lately, shares say little yet.
const ENOUGH: f64 = 5.0;
/// One question in so many is for whoever was passed over.
const EXPLORED: u64 = 20;
/// Nobody further behind the best than this is asked for fairness' sake.
const MARGIN: f64 = 0.25;
/// What makes a turn more than a tie.
const EDGE: f64 = 0.001;

/// Adds what fairness says to the scores of those who fit.
pub(super) fn apply_fairness(
    question: &QuestionFacts<'_>,
    experts: &[ExpertFacts],
    chances: &[(TopicId, f64)],
    parts: &mut [ExpertPart],
) {
    let lately = |expert: &ExpertFacts| {
        let records = expert.records.iter();
        records
            .map(|(topic, record)| topic_chance(chances, *topic) * record.as_of(question.asked_at).lately)
            .sum()
    };
    let lately: Vec<f64> = experts.iter().map(lately).collect();
    let fits: Vec<usize> = (0..parts.len()).filter(|at| parts[*at].why_not.is_none()).collect();
    let all: f64 = fits.iter().map(|at| lately[*at]).sum();
    let Ok(count) = u32::try_from(fits.len()) else { return };
    if count < 2 || all <= 0.0 {
        return;
    }
    let fair = 1.0 / f64::from(count);
    let certain = (all / ENOUGH).min(1.0);
    for at in &fits {
        let curvature = FAIR * certain * (fair - lately[*at] / all);
        parts[*at].add(PartKind::Fairness, curvature);
    }
    if question.id.is_none_or(|id| !mixed(id.raw().as_u128()).is_multiple_of(EXPLORED)) || all < ENOUGH {
        return;
    }
    let best = fits.iter().map(|at| parts[*at].score).fold(f64::NEG_INFINITY, f64::max);
    let starved = fits.iter().copied().filter(|at| {
        let score = parts[*at].score;
        score < best && score >= best - MARGIN && lately[*at] < fair * all / 2.0
    });
    let order = |at: &usize| (experts[*at].last_answered_at, experts[*at].user);
    let next = starved.min_by(|left, right| {
        lately[*left].total_cmp(&lately[*right]).then_with(|| order(left).cmp(&order(right)))
    });
    if let Some(next) = next {
        let behind = best - parts[next].score;
        parts[next].add(PartKind::Turn, rounded(behind) + EDGE);
    }
}

/// Spreads the bits of an id, whose first half is a time (finalizer of `SplitMix64`).
fn mixed(id: u128) -> u64 {
    #[expect(clippy::cast_possible_truncation, reason = "both halves are used")]
    let mut z = (id >> 64) as u64 ^ id as u64;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}
