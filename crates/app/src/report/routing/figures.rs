//! The numbers of the routing report, counted.

use serde::{Deserialize, Serialize};
use souffleur_core::assignment::DecidedBy;
use souffleur_store::read::RoutedRow;

use super::{RoutedLine, RoutedState};

/// The counts of a row. Judged = hit + missed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct RoutedFigures {
    /// Every question.
    pub asked: u64,
    /// No expert got it at first.
    pub unsure: u64,
    /// An expert got it first, and a draft became the answer.
    pub judged: u64,
    /// It was the first assignee's.
    pub hit: u64,
    /// It was another's.
    pub missed: u64,
    /// How sure the router was on average, of the judged ones it decided.
    pub confidence: Option<f64>,
}

impl RoutedFigures {
    /// The share of hits among the judged.
    pub fn hit_rate(&self) -> Option<f64> {
        (self.judged > 0).then(|| number(self.hit) / number(self.judged))
    }

    /// The share of all that no expert got at first.
    pub fn unsure_share(&self) -> Option<f64> {
        (self.asked > 0).then(|| number(self.unsure) / number(self.asked))
    }
}

/// Counts the questions of a row.
pub(super) fn figures(rows: &[&RoutedRow]) -> RoutedFigures {
    let count = |state: RoutedState| rows.iter().filter(|row| state.counts(row)).count() as u64;
    let sure: Vec<f64> = rows
        .iter()
        .filter(|row| row.decided_by == DecidedBy::Router && RoutedState::Judged.counts(row))
        .filter_map(|row| row.confidence)
        .collect();
    RoutedFigures {
        asked: count(RoutedState::Asked),
        unsure: count(RoutedState::Unsure),
        judged: count(RoutedState::Judged),
        hit: count(RoutedState::Hit),
        missed: count(RoutedState::Missed),
        confidence: (!sure.is_empty()).then(|| sure.iter().sum::<f64>() / number(sure.len() as u64)),
    }
}

/// The mean distance between said and found, over the judged.
pub(super) fn calibration_error(bins: &[RoutedLine]) -> Option<f64> {
    let judged: u64 = bins.iter().map(|bin| bin.figures.judged).sum();
    let off = |bin: &RoutedLine| {
        let figures = bin.figures;
        let gap = figures.hit_rate()? - figures.confidence?;
        Some(gap.abs() * number(figures.judged))
    };
    (judged > 0).then(|| bins.iter().filter_map(off).sum::<f64>() / number(judged))
}

#[expect(clippy::cast_precision_loss, reason = "counts of questions")]
fn number(count: u64) -> f64 {
    count as f64
}
