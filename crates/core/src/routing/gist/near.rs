//! How near a text lies to questions that are known. Questions on one thing point one way in the space of a gist's numbers,
//! whatever words they use; a text that points another way than all of them is about something else, however sure the
//! topics' scores are.

use super::{Gist, Numbers, UNITS};
use crate::routing::{dice::Dice, feature::Features, fit::Case};

/// A direction: numbers of a vector of length [`WHOLE`], so that a cosine is whole-number arithmetic, which is several
/// times quicker over thousands of them.
pub(in crate::routing) type Direction = [i16; UNITS];

/// The length of a direction. The square of it fits an `i32`, and so does any product of two.
const WHOLE: f32 = 8_192.0;
/// Directions of known questions that are kept: 1 MB. A few of each topic, or means of them, tell less.
const KNOWN: usize = 8_192;
/// A question that is learned between trainings and lies further off than this is one more.
const FAR: f32 = 0.95;
/// Questions that the length of a gist is measured on.
const MEASURED: usize = 2_000;

impl Gist {
    /// How near a text, with its gist added, lies to the nearest question known: the cosine, 1 at most.
    pub(in crate::routing) fn nearness(&self, features: &Features) -> f32 {
        let own = direction(&self.numbers(features));
        self.known.iter().map(|known| cosine(&own, known)).fold(0.0, f32::max)
    }

    /// Takes note of a question, with its gist added, that was learned after the training.
    pub(in crate::routing) fn note(&mut self, features: &Features) {
        if self.nearness(features) < FAR {
            if self.known.len() >= KNOWN {
                self.known.remove(0);
            }
            self.known.push(direction(&self.numbers(features)));
        }
    }

    /// Takes note of examples; of very many, of as many of each topic.
    pub(super) fn know(&mut self, cases: &[Case], chosen: &[u32], topics: usize, seed: u64) {
        let mut order = chosen.to_vec();
        Dice::new(seed).shuffle(&mut order);
        let most = KNOWN / topics.max(1);
        let mut of_topic = vec![0; topics];
        for case in order.into_iter().map(|at| &cases[at as usize]) {
            of_topic[case.topic] += 1;
            if of_topic[case.topic] <= most || chosen.len() <= KNOWN {
                self.known.push(direction(&self.sums(&case.features).map(|sum| sum.max(0.0))));
            }
        }
    }

    /// The mean square of the gists of some examples.
    #[expect(clippy::cast_precision_loss, reason = "some thousand examples")]
    pub(super) fn mean_square(&self, cases: &[Case]) -> f32 {
        let some: Vec<&Case> = cases.iter().step_by(cases.len() / MEASURED + 1).collect();
        let square =
            |case: &&Case| -> f32 { self.sums(&case.features).iter().map(|sum| sum.max(0.0).powi(2)).sum() };
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

#[expect(clippy::cast_precision_loss, reason = "a cosine needs no more digits")]
fn cosine(left: &Direction, right: &Direction) -> f32 {
    let product: i32 = left.iter().zip(right).map(|(left, right)| i32::from(*left) * i32::from(*right)).sum();
    product as f32 / (WHOLE * WHOLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(first: f32, second: f32) -> Direction {
        let mut numbers = [0.0; UNITS];
        (numbers[0], numbers[1]) = (first, second);
        direction(&numbers)
    }

    #[test]
    fn length_makes_no_difference_and_direction_does() {
        assert!((cosine(&point(1.0, 1.0), &point(700.0, 700.0)) - 1.0).abs() < 1e-3);
        assert!((cosine(&point(1.0, 0.0), &point(3.0, 3.0)) - 0.5_f32.sqrt()).abs() < 1e-3);
        assert!(cosine(&point(0.0, 0.0), &point(1.0, 0.0)).abs() < 1e-9);
    }

    #[test]
    fn what_was_learned_since_is_near() {
        let known = vec![point(1.0, 0.0)];
        let mut gist = Gist { slots: vec![0; 4], rows: Vec::new(), bias: [0.0; UNITS], known };
        let text = Features { entries: Box::new([(0, 1.0), (5, 0.7)]) };
        assert!(gist.nearness(&text) < 0.1);
        gist.note(&text);
        assert!(gist.nearness(&text) > 0.99);
        assert_eq!(gist.known.len(), 2);
        gist.note(&text);
        assert_eq!(gist.known.len(), 2, "once is enough");
    }
}
