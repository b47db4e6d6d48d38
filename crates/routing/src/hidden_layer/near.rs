//! Outlier score of a text among known questions. Questions on one thing point one way in the space of the layer's
//! outputs, whatever words they use; a text that points another way than all of them is about something else, however sure
//! the topics' scores are.
//!
//! How far is far differs from place to place: the questions of one topic lie close together, those of another are scattered.
//! So a text's distance from the nearest known questions is measured by their own from those around them: a local outlier
//! factor (Breunig and others, 2000), in the simple form that goes without reachability (Schubert and others, 2014).

use super::layer::{Direction, HiddenLayer, Numbers};
use crate::{feature::Features, rng::SeededRng, training_example::TrainingExample};

/// The length of a direction. The square of it fits an `i32`, and so does any product of two.
const WHOLE: f32 = 8_192.0;
/// Directions of known questions that are kept: 1 MB. A few of each topic, or means of them, tell less.
const KNOWN: usize = 8_192;
/// So many of the nearest known questions are a text's surroundings.
const AROUND: usize = 20;
/// Nearer than this two questions are as good as the same: one less the cosine.
const SAME: f32 = 0.01;
/// A question that is learned between trainings and lies further off than this is one more.
const FAR: f32 = 0.95;
/// Sample size for the mean length of the layer's output.
const MEASURED: usize = 2_000;

impl HiddenLayer {
    /// Outlier score of a text, with the layer's output appended, among the known questions: the logarithm of how many
    /// times as far it lies from its neighbours as they lie from theirs. About 0 for an inlier.
    pub(crate) fn outlier_score(&self, features: &Features) -> f32 {
        let around = around(&direction(&self.numbers(features)), &self.known, None);
        let reach = mean(around.iter().filter_map(|(_, at)| self.reach.get(*at).copied()));
        ((distance(&around) + SAME) / (reach + SAME)).ln()
    }

    /// Adds a question, with the layer's output appended, that was learned after the training.
    pub(crate) fn note(&mut self, features: &Features) {
        let own = direction(&self.numbers(features));
        let around = around(&own, &self.known, None);
        if around.first().is_some_and(|(product, _)| cosine(*product) >= FAR) {
            return;
        }
        if self.known.len() >= KNOWN {
            self.known.remove(0);
            self.reach.remove(0);
        }
        self.known.push(own);
        self.reach.push(distance(&around));
    }

    /// Takes note of examples; of very many, of as many of each topic.
    pub(super) fn know(&mut self, cases: &[TrainingExample], chosen: &[u32], topics: usize, seed: u64) {
        let mut order = chosen.to_vec();
        SeededRng::new(seed).shuffle(&mut order);
        let most = KNOWN / topics.max(1);
        let mut of_topic = vec![0; topics];
        for case in order.into_iter().map(|at| &cases[at as usize]) {
            of_topic[case.topic] += 1;
            if of_topic[case.topic] <= most || chosen.len() <= KNOWN {
                self.known.push(direction(&self.sums(&case.features).map(|sum| sum.max(0.0))));
            }
        }
        let reach = |(at, own)| distance(&around(own, &self.known, Some(at)));
        self.reach = self.known.iter().enumerate().map(reach).collect();
    }

    /// The mean square of the layer's output over some examples.
    #[expect(clippy::cast_precision_loss, reason = "some thousand examples")]
    pub(super) fn mean_square(&self, cases: &[TrainingExample]) -> f32 {
        let some: Vec<&TrainingExample> = cases.iter().step_by(cases.len() / MEASURED + 1).collect();
        let square = |case: &&TrainingExample| -> f32 {
            self.sums(&case.features).iter().map(|sum| sum.max(0.0).powi(2)).sum()
        };
        some.iter().map(square).sum::<f32>() / some.len().max(1) as f32
    }
}

/// The direction of some numbers; nothing has none, and is far from everything.
#[expect(clippy::cast_possible_truncation, reason = "no number is longer than its vector")]
fn direction(numbers: &Numbers) -> Direction {
    let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt();
    let scale = if length > 0.0 { WHOLE / length } else { 0.0 };
    numbers.map(|number| (number * scale).round() as i16)
}

/// The nearest of the known directions with their places, the nearest first; `but` is the place of the direction itself, if it
/// is among them.
fn around(own: &Direction, known: &[Direction], but: Option<usize>) -> Vec<(i32, usize)> {
    let mut around: Vec<(i32, usize)> = Vec::with_capacity(AROUND + 1);
    for (at, other) in known.iter().enumerate().filter(|(at, _)| Some(*at) != but) {
        let product = product(own, other);
        // After the first few, hardly any is nearer than the last of these: this is quicker than sorting them all.
        if around.len() < AROUND || around.last().is_some_and(|(last, _)| product > *last) {
            let place = around.partition_point(|(nearer, _)| *nearer >= product);
            around.insert(place, (product, at));
            around.truncate(AROUND);
        }
    }
    around
}

/// How far off they lie on average: one less the cosine.
fn distance(around: &[(i32, usize)]) -> f32 {
    mean(around.iter().map(|(product, _)| 1.0 - cosine(*product))).max(0.0)
}

#[expect(clippy::cast_precision_loss, reason = "a few numbers")]
fn mean(numbers: impl Iterator<Item = f32>) -> f32 {
    let (sum, count) = numbers.fold((0.0, 0_usize), |(sum, count), number| (sum + number, count + 1));
    sum / count.max(1) as f32
}

fn product(left: &Direction, right: &Direction) -> i32 {
    left.iter().zip(right).map(|(left, right)| i32::from(*left) * i32::from(*right)).sum()
}

#[expect(clippy::cast_precision_loss, reason = "a cosine needs no more digits")]
fn cosine(product: i32) -> f32 {
    product as f32 / (WHOLE * WHOLE)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hidden_layer::UNITS;

    fn point(first: f32, second: f32) -> Direction {
        let mut numbers = [0.0; UNITS];
        (numbers[0], numbers[1]) = (first, second);
        direction(&numbers)
    }

    /// A layer that passes on its first two inputs, with these known questions.
    fn layer(known: Vec<Direction>) -> HiddenLayer {
        let reach = |(at, own)| distance(&around(own, &known, Some(at)));
        let reach = known.iter().enumerate().map(reach).collect();
        HiddenLayer { slots: vec![0; 4], rows: Vec::new(), bias: [0.0; UNITS], known, reach }
    }

    fn text(first: f32, second: f32) -> Features {
        Features { entries: Box::new([(0, 1.0), (4, first), (5, second)]) }
    }

    fn alike(left: &Direction, right: &Direction) -> f32 {
        cosine(product(left, right))
    }

    #[test]
    fn length_makes_no_difference_and_direction_does() {
        assert!((alike(&point(1.0, 1.0), &point(700.0, 700.0)) - 1.0).abs() < 1e-3);
        assert!((alike(&point(1.0, 0.0), &point(3.0, 3.0)) - 0.5_f32.sqrt()).abs() < 1e-3);
        assert!(alike(&point(0.0, 0.0), &point(1.0, 0.0)).abs() < 1e-9);
    }

    #[test]
    fn a_step_aside_is_stranger_where_questions_lie_close_together() {
        let step = |at: usize| f32::from(u16::try_from(at).expect("small"));
        let close = (0..30).map(|at| point(1.0, 0.001 * step(at)));
        let scattered = (0..30).map(|at| point(0.02 * step(at), 1.0));
        let layer = layer(close.chain(scattered).collect());
        let (off_close, off_scattered) =
            (layer.outlier_score(&text(1.0, 0.4)), layer.outlier_score(&text(0.9, 1.0)));
        assert!(off_close > off_scattered + 0.5, "{off_close} and {off_scattered}");
        assert!(layer.outlier_score(&text(3.0, 0.03)).abs() < 0.1, "one of their kind");
    }

    #[test]
    fn where_nothing_is_known_strangeness_is_finite() {
        assert!(layer(Vec::new()).outlier_score(&text(1.0, 0.0)).is_finite());
        assert!(layer(vec![point(1.0, 0.0); 40]).outlier_score(&text(1.0, 0.0)).abs() < 1e-3);
    }

    #[test]
    fn what_was_learned_since_is_no_longer_strange() {
        let mut layer = layer(vec![point(1.0, 0.0); 3]);
        let text = text(0.0, 0.7);
        let before = layer.outlier_score(&text);
        layer.note(&text);
        assert!(layer.outlier_score(&text) < before);
        assert_eq!((layer.known.len(), layer.reach.len()), (4, 4));
        layer.note(&text);
        assert_eq!(layer.known.len(), 4, "once is enough");
    }
}
