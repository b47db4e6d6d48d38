//! The topic classifier: the trained model, and its prediction for a text.

use souffleur_core::{explanation::ModelPart, id::TopicId, words::FoldedWords};

use super::{
    calibration::{Calibration, likeness},
    dual_ascent::dual_ascent_step,
    encoder::{EncoderId, ModelInput},
    feature::{Features, counts},
    frequency::GramFrequency,
    hidden_layer::HiddenLayer,
    neighbours::Neighbours,
    training_example::{COST, TrainingExample},
    vocabulary::Vocabulary,
    weights::Weights,
};

/// A learned model. It is rebuilt from examples by [`Model::train`], kept by [`Model::to_bytes`], and moved by
/// [`Model::learn`] between trainings.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    pub(super) topics: Vec<TopicId>,
    pub(super) frequency: GramFrequency,
    pub(super) vocabulary: Vocabulary,
    pub(super) weights: Weights,
    /// What the desk's own questions taught about meaning, once there were enough of them.
    pub(super) layer: Option<HiddenLayer>,
    /// Known questions by their meaning, where an encoder tells it.
    pub(super) neighbours: Option<Neighbours>,
    pub(super) calibration: Calibration,
    /// What told the meaning of the examples, if something did.
    pub(super) encoder: Option<EncoderId>,
    pub(super) info: ModelPart,
}

impl Default for Model {
    fn default() -> Self {
        Self::train(&[], &[], &super::training::Training::default())
    }
}

impl Model {
    /// What the model has learned so far, as explanations quote it.
    pub fn info(&self) -> ModelPart {
        self.info
    }

    /// The encoder it was learned with. Meanings that another one told must not be given to it.
    pub fn encoder(&self) -> Option<EncoderId> {
        self.encoder
    }

    /// The features of a text: its n-grams, its embedding if the model was trained with one, and the output of the hidden
    /// layer if there is one.
    pub(super) fn features(&self, counts: &[(u32, u32)], meaning: Option<&[f32]>) -> Features {
        let fits = |meaning: &&[f32]| {
            self.encoder.is_some_and(|encoder| encoder.dimensions as usize == meaning.len())
        };
        let features = self.frequency.features(counts).with(meaning.filter(fits));
        match &self.layer {
            Some(layer) => layer.added_to(features),
            None => features,
        }
    }

    /// The score of each topic for a text of these features and this meaning.
    fn scores(&self, features: &Features, meaning: Option<&[f32]>, scores: &mut Vec<f32>) {
        self.weights.scores(features, scores);
        if let (Some(neighbours), Some(meaning)) = (&self.neighbours, meaning) {
            neighbours.add_to(scores, meaning);
        }
    }

    /// The topics it tells apart.
    pub fn topics(&self) -> &[TopicId] {
        &self.topics
    }

    /// Learns one more example at once: a correction, a confirmed assignment. The very next question feels it.
    /// `weight` is 1 for one ordinary example; nothing is learned from a text without words or a weight that isn't
    /// positive.
    pub fn learn<'t>(&mut self, seen: impl Into<ModelInput<'t>>, topic: TopicId, weight: f32) {
        let ModelInput { text, meaning } = seen.into();
        let words = FoldedWords::of(text);
        if words.is_empty() || !weight.is_finite() || weight <= 0.0 {
            return;
        }
        let at = self.place(topic);
        let counts = counts(&words);
        self.frequency.learn(&counts);
        self.vocabulary.learn(&words);
        let features = self.features(&counts, meaning);
        if let Some(layer) = &mut self.layer {
            layer.note(&features);
        }
        let case = TrainingExample { features, topic: at, cost: COST * weight.min(10.0), real: true };
        let (mut scores, mut delta, mut shares) = (Vec::new(), Vec::new(), vec![0.0; self.topics.len()]);
        shares[at] = 1.0;
        self.scores(&case.features, meaning, &mut scores);
        self.calibration.feel(&scores, at);
        dual_ascent_step(&scores, case.curvature(), case.cost, &mut shares, &mut delta);
        self.weights.add(&case.features, &delta);
        if let (Some(neighbours), Some(meaning)) = (&mut self.neighbours, meaning) {
            neighbours.note(meaning, at, weight.min(10.0));
        }
        self.info.examples += 1;
        self.info.corrections += 1;
    }

    /// The place of a topic among the scores; a new one is added.
    fn place(&mut self, topic: TopicId) -> usize {
        self.topics.iter().position(|known| *known == topic).unwrap_or_else(|| {
            self.topics.push(topic);
            self.weights.widen();
            self.topics.len() - 1
        })
    }

    /// Predicts the topics of a text.
    pub fn read<'t>(&self, seen: impl Into<ModelInput<'t>>) -> Prediction<'_> {
        let ModelInput { text, meaning } = seen.into();
        let words = FoldedWords::of(text);
        let features = self.features(&counts(&words), meaning);
        let mut scores = Vec::with_capacity(self.topics.len());
        self.scores(&features, meaning, &mut scores);
        Prediction {
            model: self,
            features,
            scores,
            familiar: self.vocabulary.familiar(&words, &self.frequency),
        }
    }
}

/// Prediction of a model for one text.
#[derive(Debug, Clone)]
pub struct Prediction<'m> {
    model: &'m Model,
    features: Features,
    scores: Vec<f32>,
    /// The share of the words, by weight, that stood in an example.
    pub familiar: f32,
}

impl Prediction<'_> {
    /// The probability of each topic that the model knows and `in_use` lets pass; they sum to one.
    pub fn probabilities(&self, in_use: impl Fn(TopicId) -> bool) -> Vec<(TopicId, f64)> {
        let mut chances: Vec<(TopicId, f64)> = (self.model.topics.iter().copied().zip(&self.scores))
            .filter(|(topic, _)| in_use(*topic))
            .map(|(topic, score)| (topic, f64::from(*score)))
            .collect();
        softmax(&mut chances, self.model.calibration.temperature);
        chances
    }

    /// How much the text is like what was learned, for comparison with other texts: minus the entropy of the
    /// probabilities, and less the stranger its gist is among known questions; 0 at best. A text on something never learned
    /// leaves many topics open, or points another way than all questions did.
    pub fn likeness(&self) -> f64 {
        let outlier_score = self.model.layer.as_ref().map(|layer| layer.outlier_score(&self.features));
        likeness(&self.scores, self.model.calibration.temperature, outlier_score)
    }

    /// Whether the text leaves more open than all but one in a hundred held-out questions did. Said of no text while too
    /// few questions were tested.
    pub fn is_out_of_scope(&self) -> bool {
        self.model.calibration.settled.is_some_and(|settled| self.likeness() < settled)
    }

    /// The score of a topic, before calibration; none if the model does not know it.
    pub fn score(&self, topic: TopicId) -> Option<f32> {
        let at = self.model.topics.iter().position(|known| *known == topic)?;
        self.scores.get(at).copied()
    }
}

/// Turns scores into probabilities.
fn softmax(chances: &mut [(TopicId, f64)], temperature: f64) {
    let highest = chances.iter().map(|(_, score)| *score).fold(f64::NEG_INFINITY, f64::max);
    for (_, score) in &mut *chances {
        *score = ((*score - highest) / temperature).exp();
    }
    let sum: f64 = chances.iter().map(|(_, share)| *share).sum();
    for (_, share) in chances {
        *share /= sum;
    }
}
