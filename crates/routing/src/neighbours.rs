//! Nearest neighbours by embedding: with an encoder, a third model beside the linear models and the hidden layer.
//!
//! A linear model draws one line a topic through the space of meanings, whatever a topic's questions look like there. Where a
//! topic has several kinds of questions, the nearest known ones know better. For each topic its known questions are added up,
//! each by `e` to the power of minus how far it lies off (one less the cosine) times a sharpness, and the logarithm of the sum
//! is a score like the others': the densities of von Mises and Fisher's kernel, side by side. A correction is one more known
//! question.

use super::{feature::BUCKETS, rng::SeededRng, training_example::TrainingExample};

/// How sharply distance tells; by cross-validation, with many and with ten questions a topic.
const SHARPNESS: f32 = 35.0;
/// Known questions that are kept, 19 MB of vectors of 768 numbers; of very many, as many of each topic.
const KNOWN: usize = 12_288;
/// The length of a vector as whole numbers, whose products are several times quicker. The square of it fits an `i32`.
const WHOLE: f32 = 8_192.0;
/// What a topic has without any question nearby: no vector's nearness says more against a topic.
const FLOOR: f32 = 1e-6;

/// Known questions in the space of an encoder's vectors.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Neighbours {
    /// What their scores are multiplied by in the sum of all models.
    pub(super) share: f32,
    pub(super) dimensions: usize,
    /// Their directions, side by side.
    pub(super) known: Vec<i16>,
    /// The topic of each, and how much it counts beside an ordinary question.
    pub(super) whose: Vec<(u32, f32)>,
}

impl Neighbours {
    /// Nothing known yet, nothing said.
    pub(super) fn new(dimensions: usize) -> Self {
        Self { share: 0.0, dimensions, known: Vec::new(), whose: Vec::new() }
    }

    /// These examples, of which one that costs `cost` is an ordinary question.
    pub(super) fn of(
        dimensions: usize,
        cases: &[TrainingExample],
        chosen: &[u32],
        cost: f32,
        seed: u64,
    ) -> Self {
        let mut neighbours = Self::new(dimensions);
        let mut order = chosen.to_vec();
        SeededRng::new(seed).shuffle(&mut order);
        let topics = cases.iter().map(|case| case.topic + 1).max().unwrap_or(1);
        let mut of_topic = vec![0; topics];
        for case in order.into_iter().map(|at| &cases[at as usize]) {
            of_topic[case.topic] += 1;
            if of_topic[case.topic] <= KNOWN / topics || chosen.len() <= KNOWN {
                neighbours.note(&meaning(case), case.topic, case.cost / cost);
            }
        }
        neighbours
    }

    /// Takes note of one more; beyond as many as are kept, the oldest is forgotten. What has no meaning is passed over.
    #[expect(clippy::cast_possible_truncation, reason = "topics are counted in u32 in files too")]
    pub(super) fn note(&mut self, meaning: &[f32], topic: usize, weight: f32) {
        let direction = direction(meaning);
        if direction.len() != self.dimensions || direction.iter().all(|number| *number == 0) {
            return;
        }
        if self.whose.len() >= KNOWN {
            self.known.drain(..self.dimensions);
            self.whose.remove(0);
        }
        self.known.extend(direction);
        self.whose.push((topic as u32, weight));
    }

    /// What they say of a text of this meaning for each topic; nothing of one without any.
    pub(super) fn scores(&self, meaning: &[f32], topics: usize) -> Vec<f32> {
        let own = direction(meaning);
        if own.is_empty() || own.len() != self.dimensions || self.whose.is_empty() {
            return vec![0.0; topics];
        }
        let mut sums = vec![FLOOR; topics];
        for ((topic, weight), known) in self.whose.iter().zip(self.known.chunks_exact(self.dimensions)) {
            if let Some(sum) = sums.get_mut(*topic as usize) {
                *sum += weight * (SHARPNESS * (cosine(&own, known) - 1.0)).exp();
            }
        }
        sums.into_iter().map(f32::ln).collect()
    }

    /// Adds what they say of a text of this meaning to its scores.
    pub(super) fn add_to(&self, scores: &mut [f32], meaning: &[f32]) {
        let said = self.say(meaning, scores.len());
        scores.iter_mut().zip(said).for_each(|(score, by)| *score += by);
    }

    /// The same in their share of the sum of all models.
    pub(super) fn say(&self, meaning: &[f32], topics: usize) -> Vec<f32> {
        if self.share <= 0.0 {
            return vec![0.0; topics];
        }
        let scores = self.scores(meaning, topics);
        scores.into_iter().map(|score| self.share * score).collect()
    }
}

/// The numbers of a case's meaning; none where it has none.
pub(super) fn meaning(case: &TrainingExample) -> Vec<f32> {
    let behind = case.features.entries.iter().filter(|(bucket, _)| *bucket as usize >= BUCKETS);
    behind.map(|(_, value)| *value).collect()
}

/// The direction of a vector in whole numbers.
#[expect(clippy::cast_possible_truncation, reason = "no number is longer than its vector")]
fn direction(numbers: &[f32]) -> Vec<i16> {
    let length = numbers.iter().map(|number| number * number).sum::<f32>().sqrt();
    let scale = if length > 0.0 { WHOLE / length } else { 0.0 };
    numbers.iter().map(|number| (number * scale).round() as i16).collect()
}

#[expect(clippy::cast_precision_loss, reason = "a cosine needs no more digits")]
fn cosine(left: &[i16], right: &[i16]) -> f32 {
    let product: i32 = left.iter().zip(right).map(|(left, right)| i32::from(*left) * i32::from(*right)).sum();
    product as f32 / (WHOLE * WHOLE)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two kinds of questions of topic 0 with one of topic 1 between them: no line keeps them apart.
    fn known() -> Neighbours {
        let mut neighbours = Neighbours { share: 0.5, ..Neighbours::new(2) };
        neighbours.note(&[1.0, 0.0], 0, 1.0);
        neighbours.note(&[0.0, 2.0], 0, 1.0);
        neighbours.note(&[0.7, 0.7], 1, 1.0);
        neighbours
    }

    #[test]
    fn the_nearest_speak_loudest() {
        let neighbours = known();
        let say = |meaning: [f32; 2]| neighbours.say(&meaning, 3);
        assert!(say([5.0, 0.2])[0] > say([5.0, 0.2])[1]);
        assert!(say([0.2, 5.0])[0] > say([0.2, 5.0])[1]);
        assert!(say([3.0, 3.1])[1] > say([3.0, 3.1])[0]);
        assert!(say([3.0, 3.1]).iter().all(|score| *score >= 0.5 * FLOOR.ln() && *score <= 0.1));
        assert!((say([3.0, 3.1])[2] - 0.5 * FLOOR.ln()).abs() < 1e-6, "nothing is known of the third");
    }

    #[test]
    fn without_a_meaning_nothing_is_said() {
        let mut neighbours = known();
        neighbours.note(&[0.0, 0.0], 1, 1.0);
        neighbours.note(&[1.0], 1, 1.0);
        assert_eq!(neighbours.whose.len(), 3);
        assert_eq!(neighbours.say(&[], 2), [0.0, 0.0]);
        assert_eq!(neighbours.say(&[1.0, 2.0, 3.0], 2), [0.0, 0.0]);
    }

    #[test]
    fn the_oldest_is_forgotten() {
        let mut neighbours = known();
        for _ in 0..KNOWN {
            neighbours.note(&[0.0, 1.0], 1, 1.0);
        }
        assert_eq!((neighbours.whose.len(), neighbours.known.len()), (KNOWN, 2 * KNOWN));
        let scores = neighbours.say(&[0.0, 1.0], 2);
        assert!(scores[1] > scores[0]);
    }
}
