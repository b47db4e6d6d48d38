//! The figures that a report explains.

use serde::Serialize;
use souffleur_insight::report::{Count, HandlingStage, Ratio};

/// A figure that is explained, and its unit.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Definition {
    /// Its name.
    pub(super) key: &'static str,
    /// The end of the message key of its unit.
    unit: &'static str,
}

/// All figures, in the order in which they are explained.
pub(super) fn definitions() -> Vec<Definition> {
    let count = |count: Count| Definition { key: count.as_str(), unit: "promises" };
    let share = |share: Ratio| Definition { key: share.as_str(), unit: "share" };
    let time = |step: HandlingStage| Definition { key: step.as_str(), unit: "time" };
    let counts = Count::ALL.into_iter().filter(|count| !Count::REASONS.contains(count)).map(count);
    let shares = Ratio::ALL.into_iter().map(share);
    counts.chain(shares).chain(HandlingStage::ALL.map(time)).chain(Count::REASONS.map(count)).collect()
}
