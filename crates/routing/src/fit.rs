//! Full training: dual coordinate ascent over all examples until nothing moves. See [`super::dual_ascent`] for the step.
//!
//! Two models are fitted to the same examples and their weights added up, which is one linear model again. Softmax
//! regression knows how probable each topic is. One margin a topic against the rest ([`super::margin`]) errs on other
//! questions, and less where topics are few and broad; where they are many, the rest drowns each of them, so its share
//! falls with their number.

use super::{
    dual_ascent::dual_ascent_step, margin::margin, rng::SeededRng, training_example::TrainingExample,
    weights::Weights,
};

/// Both models in training.
pub(super) struct LinearTraining<'a> {
    likely: DualAscent<'a>,
    apart: DualAscent<'a>,
    /// How many real questions there are.
    asked: usize,
}

impl<'a> LinearTraining<'a> {
    /// Starts from nothing learned.
    pub(super) fn new(topics: usize, dimensions: usize, cases: &'a [TrainingExample], seed: u64) -> Self {
        let weights = || Weights::new(topics, dimensions);
        let ascent = |loss| DualAscent::new(loss, weights(), cases, seed);
        Self {
            likely: ascent(Loss::LogLoss),
            apart: ascent(Loss::Margin),
            asked: cases.iter().filter(|case| case.is_real()).count(),
        }
    }

    /// Visits the given examples in rounds until they are settled, or `rounds` are over.
    pub(super) fn run(&mut self, chosen: &[u32], rounds: usize) {
        // Neither needs the other before the end.
        std::thread::scope(|scope| {
            scope.spawn(|| self.apart.run(chosen, rounds));
            self.likely.run(chosen, rounds);
        });
    }

    /// The weights learned so far.
    pub(super) fn weights(&self) -> Weights {
        let mut weights = self.likely.weights.clone();
        weights.add_all(&self.apart.weights, self.margin_share());
        weights
    }

    /// The weights learned in the end. What they were learned with is let go of first: it is the larger part.
    pub(super) fn into_weights(self) -> Weights {
        let share = self.margin_share();
        let mut weights = self.likely.weights;
        let apart = self.apart.weights;
        weights.add_all(&apart, share);
        weights
    }

    #[expect(clippy::cast_precision_loss, reason = "a number of topics")]
    fn margin_share(&self) -> f32 {
        let (topics, asked) = (self.likely.weights.topics.max(1) as f32, self.asked as f32);
        (MARGIN_SHARE / topics).min(MOST_MARGIN) * asked / (asked + FEW * topics)
    }
}

/// The share of the margins in the sum of both models, times the number of topics; by cross-validation on ten and on
/// seventy-seven topics.
const MARGIN_SHARE: f32 = 100.0;
/// Its most, however few topics there are.
const MOST_MARGIN: f32 = 8.0;
/// With so many questions a topic, margins have half their share: they know nothing of what was only described.
const FEW: f32 = 2.0;

/// What an error on an example is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Loss {
    /// How improbable the truth was.
    LogLoss,
    /// How far each topic was from being on the right side, squared.
    Margin,
}

/// One model in training, with what each example has contributed so far.
struct DualAscent<'a> {
    loss: Loss,
    weights: Weights,
    cases: &'a [TrainingExample],
    shares: Vec<f32>,
    order: Vec<u32>,
    rng: SeededRng,
}

impl<'a> DualAscent<'a> {
    fn new(loss: Loss, weights: Weights, cases: &'a [TrainingExample], seed: u64) -> Self {
        let topics = weights.topics;
        let mut shares = vec![0.0; topics * cases.len()];
        if loss == Loss::LogLoss {
            for (case, shares) in cases.iter().zip(shares.chunks_exact_mut(topics.max(1))) {
                shares[case.topic] = 1.0;
            }
        }
        let (order, rng) = (Vec::new(), SeededRng::new(seed));
        Self { loss, weights, cases, shares, order, rng }
    }

    fn run(&mut self, chosen: &[u32], rounds: usize) {
        self.order.clear();
        self.order.extend_from_slice(chosen);
        for _ in 0..rounds {
            self.rng.shuffle(&mut self.order);
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
            match self.loss {
                Loss::LogLoss => dual_ascent_step(&scores, case.curvature(), case.cost, shares, &mut delta),
                Loss::Margin => margin(&scores, case, shares, &mut delta),
            }
            moved += delta.iter().map(|by| by.abs()).sum::<f32>() / case.cost;
            self.weights.add(&case.features, &delta);
        }
        moved / self.order.len().max(1) as f32
    }
}

/// Less movement than this changes no ranking any more.
const SETTLED: f32 = 2e-3;
