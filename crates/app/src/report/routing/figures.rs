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

/// A row while its questions go by: so many of them may be counted, and none is kept.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Sum {
    counts: [u64; RoutedState::ALL.len()],
    sure: f64,
    sure_of: u64,
}

impl Sum {
    /// Counts a question.
    pub(super) fn add(&mut self, row: &RoutedRow) {
        for (count, state) in self.counts.iter_mut().zip(RoutedState::ALL) {
            *count += u64::from(state.counts(row));
        }
        let decided = row.decided_by == DecidedBy::Router && RoutedState::Judged.counts(row);
        if let Some(confidence) = row.confidence.filter(|_| decided) {
            self.sure += confidence;
            self.sure_of += 1;
        }
    }

    /// What they come to.
    pub(super) fn figures(self) -> RoutedFigures {
        let [asked, unsure, judged, hit, missed] = self.counts;
        let confidence = (self.sure_of > 0).then(|| self.sure / number(self.sure_of));
        RoutedFigures { asked, unsure, judged, hit, missed, confidence }
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
