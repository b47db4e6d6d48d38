//! How well questions on topics that the router was never taught are told from those it knows.

use serde::{Deserialize, Serialize};

use super::metric::percent;
use crate::rng::SeededRng;

/// One point of the curve, in percent.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct ScopePoint {
    /// Questions on known topics that are set aside for nothing.
    pub known_set_aside: f64,
    /// Questions on unknown topics that are set aside.
    pub unknown_set_aside: f64,
}

/// The points of the curve: what part of the known questions may be set aside, in percent.
const COSTS: [usize; 7] = [1, 2, 5, 10, 20, 30, 50];

/// How much each tested question was like what was learned.
#[derive(Debug, Default)]
pub(super) struct OutOfScope {
    known: Vec<f64>,
    unknown: Vec<f64>,
}

impl OutOfScope {
    /// Notes one question.
    pub(super) fn note(&mut self, likeness: f64, known: bool) {
        if known { self.known.push(likeness) } else { self.unknown.push(likeness) }
    }

    /// The area under the curve: the probability that an unknown question is less like what was learned than a known one;
    /// equal ones count half.
    #[expect(clippy::cast_precision_loss, reason = "counts of rows")]
    pub(super) fn auroc(&mut self) -> Option<f64> {
        self.known.sort_unstable_by(f64::total_cmp);
        let pairs = self.known.len() * self.unknown.len();
        let above = |unknown: &f64| {
            let not_above = self.known.partition_point(|known| known <= unknown);
            let below = self.known.partition_point(|known| known < unknown);
            (self.known.len() - not_above) as f64 + (not_above - below) as f64 / 2.0
        };
        (pairs > 0).then(|| self.unknown.iter().map(above).sum::<f64>() / pairs as f64)
    }

    /// The curve.
    pub(super) fn curve(&mut self) -> Option<Vec<ScopePoint>> {
        self.known.sort_unstable_by(f64::total_cmp);
        let point = |cost: usize| {
            let bound = *self.known.get(self.known.len() * cost / 100)?;
            let below = |likeness: &[f64]| likeness.iter().filter(|likeness| **likeness < bound).count();
            Some(ScopePoint {
                known_set_aside: percent(below(&self.known), self.known.len())?,
                unknown_set_aside: percent(below(&self.unknown), self.unknown.len())?,
            })
        };
        COSTS.into_iter().map(point).collect()
    }
}

/// Which of some labels are kept from the router: `hidden` of them, drawn at random.
pub(super) fn hide(labels: usize, hidden: usize, seed: u64) -> Vec<bool> {
    let mut order: Vec<usize> = (0..labels).collect();
    SeededRng::new(seed).shuffle(&mut order);
    let mut is_hidden = vec![false; labels];
    order.into_iter().take(hidden).for_each(|label| is_hidden[label] = true);
    is_hidden
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scope(known: &[f64], unknown: &[f64]) -> OutOfScope {
        OutOfScope { known: known.to_vec(), unknown: unknown.to_vec() }
    }

    #[test]
    fn the_area_is_the_share_of_pairs_in_order() {
        assert_eq!(scope(&[2.0, 3.0], &[0.0, 1.0]).auroc(), Some(1.0));
        assert_eq!(scope(&[0.0, 1.0], &[2.0, 3.0]).auroc(), Some(0.0));
        assert_eq!(scope(&[1.0, 1.0], &[1.0]).auroc(), Some(0.5));
        assert_eq!(scope(&[0.0, 2.0], &[1.0]).auroc(), Some(0.5));
        assert_eq!(scope(&[1.0], &[]).auroc(), None);
    }

    #[test]
    fn the_curve_rises() {
        let known: Vec<f64> = (0..100).map(f64::from).collect();
        let curve = scope(&known, &[-1.0, 4.5, 70.0]).curve().expect("enough rows");
        assert!(curve.windows(2).all(|two| two[0].unknown_set_aside <= two[1].unknown_set_aside));
        assert!(
            (curve[0].known_set_aside - 1.0).abs() < 1e-9
                && (curve[0].unknown_set_aside - 100.0 / 3.0).abs() < 1e-9
        );
        assert!((curve[2].unknown_set_aside - 200.0 / 3.0).abs() < 1e-9);
    }

    #[test]
    fn as_many_are_hidden_as_asked() {
        assert_eq!(hide(77, 15, 13).iter().filter(|hidden| **hidden).count(), 15);
        assert_ne!(hide(77, 15, 13), hide(77, 15, 14));
    }
}
