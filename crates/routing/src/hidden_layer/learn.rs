//! Learning the layer: the units and a softmax over them, by plain gradient steps (backpropagation), one question at a time,
//! with `AdaGrad`'s step lengths. Of every question most n-grams are left out at random each time it is visited, and some
//! units: what is learned so does not lean on any one word, which is what makes its errors other than the linear model's.

use super::layer::{HiddenLayer, Numbers, UNITS, halve};
use crate::{
    feature::{BUCKETS, Features},
    rng::SeededRng,
    training_example::TrainingExample,
    weights::{BIAS, Weights},
};

/// The share of n-grams, and of units, that a visit leaves out; by cross-validation.
const LEFT_OUT: f32 = 0.6;
const UNITS_LEFT_OUT: f32 = 0.2;
/// The same of an encoder's numbers, each of which every text has: none of them is a word that could be leant on.
const LEFT_OUT_OF_MEANING: f32 = 0.0;
/// How much shorter their steps are, all of which are taken on every visit.
const RATE_OF_MEANING: f32 = 0.1;
/// The length of the first steps, and what is left of it at the end.
const RATE: f32 = 0.15;
const LAST_RATE: f32 = 0.1;
/// Steps of the softmax are shorter than those of the units by the root of this: units that follow lead nowhere.
const CALM: f32 = 8.0;
/// The spread of weights before the first visit.
const SPREAD: f32 = 0.5;
const SPREAD_OF_MEANING: f32 = 0.1;
const SPREAD_ABOVE: f32 = 0.17;
/// Before anything was felt.
const NOTHING: f32 = 1e-8;
/// A correction counts so much more than an ordinary question, at most.
const HEAVIEST: f32 = 3.0;
/// The mean square of the layer output's length once learned, beside n-gram blocks of length one.
const SQUARE: f32 = 1.0;

/// A layer in training.
pub(crate) struct LayerTraining<'a> {
    cases: &'a [TrainingExample],
    /// What an error on an ordinary question costs, in the words of [`TrainingExample::cost`].
    cost: f32,
    topics: usize,
    slots: Vec<u32>,
    rows: Vec<Numbers>,
    row_squares: Vec<f32>,
    row_rates: Vec<f32>,
    bias: Numbers,
    bias_squares: Numbers,
    /// The softmax above: for each unit a weight a topic.
    above: Vec<f32>,
    above_squares: Numbers,
    start: Vec<f32>,
    start_squares: Vec<f32>,
    rng: SeededRng,
    order: Vec<u32>,
    visit: Visit,
}

/// What one visit works with, kept so that no visit asks for memory.
#[derive(Default)]
struct Visit {
    /// Rows and values of the n-grams that are not left out.
    kept: Vec<(u32, f32)>,
    /// Units that count, with their numbers.
    active: Vec<(usize, f32)>,
    /// How far each topic's probability is from the truth.
    errors: Vec<f32>,
}

impl<'a> LayerTraining<'a> {
    /// Starts from chance; `buckets` are all that features may have.
    pub(crate) fn new(
        topics: usize,
        buckets: usize,
        cases: &'a [TrainingExample],
        cost: f32,
        seed: u64,
    ) -> Self {
        let mut rng = SeededRng::new(seed ^ 0x6715_7000);
        let above = (0..UNITS * topics).map(|_| spread(rng.next(), SPREAD_ABOVE)).collect();
        Self {
            cases,
            cost,
            topics,
            slots: vec![0; buckets],
            rows: Vec::new(),
            row_squares: Vec::new(),
            row_rates: Vec::new(),
            bias: [0.0; UNITS],
            bias_squares: [NOTHING; UNITS],
            above,
            above_squares: [NOTHING; UNITS],
            start: vec![0.0; topics],
            start_squares: vec![NOTHING; topics],
            rng,
            order: Vec::new(),
            visit: Visit::default(),
        }
    }

    /// Visits the given examples so many times, with ever shorter steps.
    #[expect(clippy::cast_precision_loss, reason = "a few rounds")]
    pub(crate) fn run(&mut self, chosen: &[u32], rounds: usize) {
        for round in 0..rounds {
            let gone = round as f32 / rounds as f32;
            self.round(chosen, RATE * (1.0 - (1.0 - LAST_RATE) * gone));
        }
    }

    /// Visits the given examples so many times with the shortest steps.
    pub(crate) fn run_shortest_steps(&mut self, chosen: &[u32], rounds: usize) {
        for _ in 0..rounds {
            self.round(chosen, RATE * LAST_RATE);
        }
    }

    fn round(&mut self, chosen: &[u32], rate: f32) {
        self.order.clear();
        self.order.extend_from_slice(chosen);
        let mut order = std::mem::take(&mut self.order);
        self.rng.shuffle(&mut order);
        let mut visit = std::mem::take(&mut self.visit);
        for at in &order {
            let case = &self.cases[*at as usize];
            self.keep(&case.features, &mut visit.kept);
            self.forward(&mut visit);
            self.compare(case, &mut visit.errors);
            self.backward(&visit, rate);
        }
        (self.order, self.visit) = (order, visit);
    }

    /// The n-grams of a visit; what is left out is made up for by the others.
    fn keep(&mut self, features: &Features, kept: &mut Vec<(u32, f32)>) {
        kept.clear();
        for four in features.entries.chunks(4) {
            let mut rng = self.rng.next();
            for (bucket, value) in four {
                let left_out = if is_meaning(*bucket) { LEFT_OUT_OF_MEANING } else { LEFT_OUT };
                if chance(rng) >= left_out {
                    let row = self.claim(*bucket);
                    kept.push((row, value / (1.0 - left_out)));
                }
                rng >>= 16;
            }
        }
    }

    /// The row of a bucket; one never visited starts from chance.
    #[expect(clippy::cast_possible_truncation, reason = "there are no more rows than buckets")]
    fn claim(&mut self, bucket: u32) -> u32 {
        let slot = bucket as usize;
        if self.slots[slot] == 0 {
            let (widest, rate) =
                if is_meaning(bucket) { (SPREAD_OF_MEANING, RATE_OF_MEANING) } else { (SPREAD, 1.0) };
            self.rows.push(std::array::from_fn(|_| spread(self.rng.next(), widest)));
            self.row_squares.push(NOTHING);
            self.row_rates.push(rate);
            self.slots[slot] = self.rows.len() as u32;
        }
        self.slots[slot] - 1
    }

    /// Fills the units that count, and the scores of the topics in place of their errors.
    fn forward(&mut self, visit: &mut Visit) {
        let mut sums = self.bias;
        for (row, value) in &visit.kept {
            for (sum, weight) in sums.iter_mut().zip(&self.rows[*row as usize]) {
                *sum += value * weight;
            }
        }
        visit.active.clear();
        visit.errors.clear();
        visit.errors.extend_from_slice(&self.start);
        for (unit, sum) in sums.into_iter().enumerate() {
            if sum <= 0.0 || chance(self.rng.next()) < UNITS_LEFT_OUT {
                continue;
            }
            let number = sum / (1.0 - UNITS_LEFT_OUT);
            visit.active.push((unit, number));
            let row = &self.above[unit * self.topics..(unit + 1) * self.topics];
            for (score, weight) in visit.errors.iter_mut().zip(row) {
                *score += number * weight;
            }
        }
    }

    /// From scores to errors.
    fn compare(&self, case: &TrainingExample, errors: &mut [f32]) {
        let highest = errors.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let mut sum = 0.0;
        for error in errors.iter_mut() {
            *error = (*error - highest).exp();
            sum += *error;
        }
        let weight = (case.cost / self.cost).min(HEAVIEST);
        for (topic, error) in errors.iter_mut().enumerate() {
            let truth = if topic == case.topic { 1.0 } else { 0.0 };
            *error = weight * (*error / sum - truth);
        }
    }

    /// Moves every weight against the error it has a part in.
    fn backward(&mut self, visit: &Visit, rate: f32) {
        let mean = mean_square(&visit.errors);
        let mut blame = [0.0; UNITS];
        for (unit, number) in &visit.active {
            let square = &mut self.above_squares[*unit];
            *square += CALM * number * number * mean;
            let step = rate * number / square.sqrt();
            let row = &mut self.above[unit * self.topics..(unit + 1) * self.topics];
            let mut sum = 0.0;
            for (weight, error) in row.iter_mut().zip(&visit.errors) {
                sum += *weight * error;
                *weight -= step * error;
            }
            blame[*unit] = sum / (1.0 - UNITS_LEFT_OUT);
        }
        step_each(&mut self.start, &mut self.start_squares, &visit.errors, rate);
        step_each(&mut self.bias, &mut self.bias_squares, &blame, rate);
        let mean = mean_square(&blame);
        for (row, value) in &visit.kept {
            let square = &mut self.row_squares[*row as usize];
            *square += value * value * mean;
            let step = self.row_rates[*row as usize] * rate * value / square.sqrt();
            for (weight, by) in self.rows[*row as usize].iter_mut().zip(&blame) {
                *weight -= step * by;
            }
        }
    }

    /// The layer learned so far with the examples visited last, and the softmax above it as weights of the units' numbers. Numbers are brought to a
    /// fixed mean length, which the weights make up for.
    pub(crate) fn learned(&self, seed: u64) -> (HiddenLayer, Weights) {
        let layer = |scale: f32| HiddenLayer {
            slots: self.slots.clone(),
            rows: self.rows.iter().map(|row| row.map(|weight| halve(scale * weight))).collect(),
            bias: self.bias.map(|weight| scale * weight),
            known: Vec::new(),
            reach: Vec::new(),
        };
        let raw = layer(1.0);
        let scale = (SQUARE / raw.mean_square(self.cases).max(NOTHING)).sqrt();
        drop(raw);
        let mut layer = layer(scale);
        layer.know(self.cases, &self.order, self.topics, seed);
        let mut weights = Weights::new(self.topics, 0);
        weights.slots.resize(self.slots.len(), 0);
        for row in self.above.chunks_exact(self.topics.max(1)) {
            weights.push_row(row.iter().map(|weight| weight / scale));
        }
        weights.bias = self.start.iter().map(|weight| weight / BIAS).collect();
        (layer, weights)
    }
}

/// Whether a bucket holds one of an encoder's numbers.
fn is_meaning(bucket: u32) -> bool {
    bucket as usize >= BUCKETS
}

/// Steps of `AdaGrad`, a length each.
fn step_each(weights: &mut [f32], squares: &mut [f32], errors: &[f32], rate: f32) {
    for ((weight, square), error) in weights.iter_mut().zip(squares).zip(errors) {
        *square += error * error;
        *weight -= rate * error / square.sqrt();
    }
}

#[expect(clippy::cast_precision_loss, reason = "a number of topics or units")]
fn mean_square(numbers: &[f32]) -> f32 {
    numbers.iter().map(|number| number * number).sum::<f32>() / numbers.len().max(1) as f32
}

/// A number from 0 to 1 from the last sixteen bits.
#[expect(clippy::cast_possible_truncation, reason = "sixteen bits are asked for")]
fn chance(bits: u64) -> f32 {
    f32::from(bits as u16) / 65_536.0
}

/// A number around 0.
fn spread(bits: u64, widest: f32) -> f32 {
    (2.0 * chance(bits >> 24) - 1.0) * widest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four texts of two words each: the topic is whether the words are of one kind, which no sum of words can tell.
    fn pairs() -> Vec<TrainingExample> {
        let text = |left: u32, right: u32| TrainingExample {
            features: Features { entries: Box::new([(left, 1.0), (2 + right, 1.0)]) },
            topic: usize::from(left != right),
            cost: COST,
            real: true,
        };
        [(0, 0), (0, 1), (1, 0), (1, 1)].into_iter().map(|(left, right)| text(left, right)).collect()
    }

    const COST: f32 = 50.0;

    #[test]
    fn a_gist_tells_what_no_sum_of_words_can() {
        let cases = pairs();
        let mut learning = LayerTraining::new(2, 4, &cases, COST, 7);
        learning.run(&[0, 1, 2, 3], 3_000);
        let (layer, weights) = learning.learned(7);
        for case in &cases {
            let whole = layer.added_to(case.features.clone());
            let mut scores = Vec::new();
            weights.scores(&whole, &mut scores);
            assert!(scores[case.topic] > scores[1 - case.topic], "{scores:?} for {case:?}");
            assert!(layer.outlier_score(&whole) < 0.1, "it was among the examples");
        }
        assert!((layer.mean_square(&cases) - SQUARE).abs() < 0.05);
    }

    #[test]
    fn the_same_seed_learns_the_same() {
        let cases = pairs();
        let learned = || {
            let mut learning = LayerTraining::new(2, 4, &cases, COST, 7);
            learning.run(&[0, 1, 2, 3], 20);
            learning.learned(7)
        };
        assert_eq!(learned(), learned());
    }
}
