//! The order of what was found.

use jiff::Timestamp;
use souffleur_search::{DocumentFrequency, Lookup, score};
use souffleur_store::search::Candidate;

use crate::listing::Order;

/// So many of the newest questions that match are ranked; a word that stands in more of them does not tell them apart.
pub const MOST_RANKED: u32 = 300;
/// After so many days, being new is worth half.
const HALF_LIFE_DAYS: f64 = 120.0;
/// What being new is worth at most, as a share of the rest.
const NEW: f64 = 0.35;

/// Puts what was found in order.
pub(super) fn rank(
    found: &mut [Candidate],
    order: Order,
    lookup: &Lookup,
    rarity: &DocumentFrequency,
    now: Timestamp,
) {
    match order {
        Order::AskedAt => found.sort_by_key(|one| std::cmp::Reverse((one.asked_at, one.number))),
        Order::DueAt => found.sort_by_key(|one| (one.next_due_at, one.number)),
        Order::Relevance => {
            let worth =
                |one: &Candidate| score(&one.line, lookup, rarity) * (1.0 + newness(one.asked_at, now));
            let mut ranked: Vec<(f64, Candidate)> =
                found.iter().map(|one| (worth(one), one.clone())).collect();
            ranked.sort_by(|left, right| right.0.total_cmp(&left.0).then(right.1.number.cmp(&left.1.number)));
            for (place, (_, one)) in found.iter_mut().zip(ranked) {
                *place = one;
            }
        }
    }
}

fn newness(asked_at: Timestamp, now: Timestamp) -> f64 {
    let days = now.duration_since(asked_at).as_secs_f64().max(0.0) / 86_400.0;
    NEW * (-days / HALF_LIFE_DAYS).exp2()
}
