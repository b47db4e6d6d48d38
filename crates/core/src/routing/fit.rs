//! Full training: dual coordinate ascent over all examples until nothing moves. See [`super::settle`] for the step.

use super::{
    dice::Dice,
    feature::Features,
    settle::settle,
    weights::{BIAS, Weights},
};

/// How much an error on one real question costs. Found by cross-validation; anything from 20 to 100 does nearly as well.
pub(super) const COST: f32 = 50.0;

/// One example as training sees it.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) features: Features,
    pub(super) topic: usize,
    /// How much an error on it costs; the inverse of how strongly simple models are preferred.
    pub(super) cost: f32,
}

impl Case {
    /// Whether somebody really asked it.
    pub(super) fn is_real(&self) -> bool {
        self.cost >= COST
    }

    /// How strongly a step on this example pulls its own score.
    pub(super) fn pull(&self) -> f32 {
        self.cost * (self.features.square() + BIAS * BIAS)
    }
}

/// Weights in training, with what each example has contributed so far.
pub(super) struct Fitting<'a> {
    pub(super) weights: Weights,
    cases: &'a [Case],
    shares: Vec<f32>,
    order: Vec<u32>,
    dice: Dice,
}

impl<'a> Fitting<'a> {
    /// Starts from nothing learned.
    pub(super) fn new(topics: usize, cases: &'a [Case], seed: u64) -> Self {
        let mut shares = vec![0.0; topics * cases.len()];
        for (case, shares) in cases.iter().zip(shares.chunks_exact_mut(topics.max(1))) {
            shares[case.topic] = 1.0;
        }
        Self { weights: Weights::new(topics), cases, shares, order: Vec::new(), dice: Dice::new(seed) }
    }

    /// Visits the given examples in rounds until they are settled, or `rounds` are over.
    pub(super) fn run(&mut self, chosen: &[u32], rounds: usize) {
        self.order.clear();
        self.order.extend_from_slice(chosen);
        for _ in 0..rounds {
            self.dice.shuffle(&mut self.order);
            if self.round() < SETTLED {
                break;
            }
        }
    }

    /// Visits each example once; returns how much their shares moved on average.
    #[expect(clippy::cast_precision_loss, reason = "an average needs no more digits")]
    fn round(&mut self) -> f32 {
        let topics = self.weights.topics;
        let (mut scores, mut delta) = (Vec::with_capacity(topics), Vec::with_capacity(topics));
        let mut moved = 0.0;
        for at in &self.order {
            let at = *at as usize;
            let case = &self.cases[at];
            let shares = &mut self.shares[at * topics..(at + 1) * topics];
            self.weights.scores(&case.features, &mut scores);
            settle(&scores, case.pull(), case.cost, shares, &mut delta);
            moved += delta.iter().map(|by| by.abs()).sum::<f32>() / case.cost;
            self.weights.add(&case.features, &delta);
        }
        moved / self.order.len().max(1) as f32
    }
}

/// Less movement than this changes no ranking any more.
const SETTLED: f32 = 2e-3;
