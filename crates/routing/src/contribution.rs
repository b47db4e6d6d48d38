//! Contribution of each word of a text to the score of a topic. A linear score is a sum over n-grams; each n-gram's share goes to the
//! words it was found in, so that the words and the bias add up to the score: nothing is told after the fact.

use souffleur_core::{
    explanation::{TextPart, WordPart, rounded},
    id::TopicId,
    stopword::detect_language,
    words::FoldedWords,
};

use super::{
    classifier::Model,
    encoder::ModelInput,
    feature::{BUCKETS, Features, counts, grams},
    hidden_layer::LayerContribution,
    weights::{BIAS, Weights},
};

/// Words told one by one.
const TOLD: usize = 8;
/// A "word" may be a link of a thousand characters.
const WORD_CHARS: usize = 40;

impl Model {
    /// How the words of a text speak for a topic; none if the model does not know the topic.
    pub fn explain<'t>(&self, seen: impl Into<ModelInput<'t>>, topic: TopicId) -> Option<TextPart> {
        let ModelInput { text, meaning } = seen.into();
        let at = self.topics.iter().position(|known| *known == topic)?;
        let words = FoldedWords::of(text);
        let counts = counts(&words);
        let features = self.features(&counts, meaning);
        let spoken = FeatureContributions::of(self, &features, at);
        let mut told = contributions(&words, text, &counts, &spoken);
        told.sort_by(|left, right| {
            right.value.abs().total_cmp(&left.value.abs()).then_with(|| left.word.cmp(&right.word))
        });
        let rest = rounded(told.iter().skip(TOLD).map(|word| word.value).sum());
        told.truncate(TOLD);
        told.retain(|word| word.value != 0.0);
        let near = self.neighbours.as_ref().zip(meaning);
        let near = near.map_or(0.0, |(near, meaning)| near.say(meaning, self.topics.len())[at]);
        let meaning = rounded(spoken.meant() + f64::from(near));
        let bias = rounded(f64::from(self.weights.bias[at] * BIAS));
        Some(TextPart {
            topic,
            language: detect_language(text),
            score: rounded(told.iter().map(|word| word.value).sum::<f64>() + rest + meaning + bias),
            words: told,
            rest,
            meaning,
            bias,
            temperature: rounded(self.calibration.temperature),
            familiar: rounded(f64::from(self.vocabulary.familiar(&words, &self.frequency))),
        })
    }
}

/// Contribution of each feature of a text to the score of one topic.
struct FeatureContributions<'s> {
    weights: &'s Weights,
    features: &'s Features,
    topic: usize,
    layer: Option<LayerContribution<'s>>,
}

impl<'s> FeatureContributions<'s> {
    fn of(model: &'s Model, features: &'s Features, topic: usize) -> Self {
        let weights = &model.weights;
        let weigh = |bucket| weights.row(bucket).map_or(0.0, |row| row[topic]);
        let layer = model.layer.as_ref().map(|layer| layer.told(features, weigh));
        Self { weights, features, topic, layer }
    }

    /// Contribution of a feature by itself, and through the hidden layer.
    fn by(&self, bucket: u32, value: f32) -> f64 {
        let itself =
            self.weights.row(bucket).map_or(0.0, |row| f64::from(value) * f64::from(row[self.topic]));
        itself + self.layer.as_ref().map_or(0.0, |layer| layer.through(bucket, value))
    }

    /// Contribution of the embedding, and of the layer's bias.
    fn meant(&self) -> f64 {
        let words = self.features.entries.partition_point(|(bucket, _)| (*bucket as usize) < BUCKETS);
        let last = self.layer.as_ref().map_or(u32::MAX, LayerContribution::behind);
        let meaning = self.features.entries[words..].iter().filter(|(bucket, _)| *bucket < last);
        let told: f64 = meaning.map(|(bucket, value)| self.by(*bucket, *value)).sum();
        told + self.layer.as_ref().map_or(0.0, LayerContribution::start)
    }
}

/// The contribution of each different word, in the order they first appear.
fn contributions(
    words: &FoldedWords,
    text: &str,
    counts: &[(u32, u32)],
    spoken: &FeatureContributions<'_>,
) -> Vec<WordPart> {
    // Features begin with the n-grams, in the order of their counts.
    let values = spoken.features.entries.iter().zip(counts);
    let values: Vec<f64> =
        values.map(|((bucket, value), (_, count))| spoken.by(*bucket, *value) / f64::from(*count)).collect();
    let mut by_word = vec![0.0_f64; words.len()];
    grams(words, |gram| {
        let Ok(entry) = counts.binary_search_by_key(&gram.bucket, |(bucket, _)| *bucket) else { return };
        // Each occurrence has its part of the feature, and each of its words half of that.
        by_word[gram.first as usize] += values[entry] / 2.0;
        by_word[gram.last as usize] += values[entry] / 2.0;
    });
    let mut parts: Vec<(usize, f64)> = Vec::new();
    for (word, value) in by_word.into_iter().enumerate() {
        match parts.iter_mut().find(|(first, _)| words.bare(*first) == words.bare(word)) {
            Some((_, sum)) => *sum += value,
            None => parts.push((word, value)),
        }
    }
    let quote = |word| words.as_written(word, text).chars().take(WORD_CHARS).collect();
    parts.into_iter().map(|(word, value)| WordPart { word: quote(word), value: rounded(value) }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::{
        Encoder, EncoderId, Example, Training,
        hidden_layer::{HiddenLayer, UNITS},
        rng::SeededRng,
    };

    fn topic(at: u128) -> TopicId {
        TopicId::new(Uuid::from_u128(at))
    }

    /// Knows three things of a text.
    #[derive(Debug)]
    struct Curt;

    impl Encoder for Curt {
        fn id(&self) -> EncoderId {
            EncoderId { fingerprint: 7, dimensions: 3 }
        }

        fn encode(&self, text: &str) -> Option<Vec<f32>> {
            let count = |letters: &str| {
                let count = text.chars().filter(|letter| letters.contains(*letter)).count();
                u8::try_from(count).map_or(255.0, f32::from)
            };
            (!text.is_empty()).then(|| vec![count("aeiou"), count("cdlr"), 1.0])
        }
    }

    /// A model of two topics with a random hidden layer: its scores make no sense, but must be attributed exactly. With
    /// an encoder the nearest neighbours contribute too.
    fn model(seed: u64, encoder: Option<&dyn Encoder>) -> Model {
        let texts = [("où est mon colis", 1), ("taille de la robe d’été", 2), ("colis perdu", 1)];
        let examples = texts.map(|(text, at)| Example { text, topic: topic(at), weight: 1.0 });
        let mut model = Model::train(&[], &examples, &Training { encoder, ..Training::default() });
        if let Some(neighbours) = &mut model.neighbours {
            neighbours.share = 0.4;
        }
        let buckets = model.weights.slots.len();
        let mut rng = SeededRng::new(seed);
        // Any half but the largest, which stand for no number.
        let mut halves = || [(); UNITS].map(|()| u16::try_from(rng.next() & 0xbfff).expect("sixteen bits"));
        let rows: Vec<_> = (0..40).map(|_| halves()).collect();
        let slots = (0..buckets).map(|bucket| u32::try_from(bucket % 41).expect("small")).collect();
        let bias = [(); UNITS].map(|()| 0.01);
        model.layer = Some(HiddenLayer { slots, rows, bias, known: Vec::new(), reach: Vec::new() });
        for unit in 0_u16..64 {
            model.weights.push_row([f32::from(unit) - 30.0, 7.0].into_iter());
        }
        model
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

        #[test]
        fn with_a_gist_too_words_meaning_and_bias_add_up(
            text in "([a-zé]{1,9}|colis|robe| |!|\\PC){0,20}",
            seed in any::<u64>(),
            encoded in any::<bool>(),
        ) {
            let encoder = encoded.then_some(&Curt as &dyn Encoder);
            let mut model = model(seed, encoder);
            prop_assert_eq!(model.neighbours.is_some(), encoded);
            let meaning_of = |text: &str| encoder.and_then(|encoder| encoder.encode(text));
            let meaning = meaning_of(&text);
            let seen = ModelInput { text: &text, meaning: meaning.as_deref() };
            let stored = Model::from_bytes(&model.to_bytes()).expect("a model");
            prop_assert_eq!(&stored, &model);
            for learned in [false, true] {
                if learned {
                    let (text, known) = ("taille du colis", model.neighbours.as_ref().map(|near| near.whose.len()));
                    let meaning = meaning_of(text);
                    model.learn(ModelInput { text, meaning: meaning.as_deref() }, topic(3), 1.0);
                    let now = model.neighbours.as_ref().map(|near| near.whose.len());
                    prop_assert_eq!(now, known.map(|known| known + 1));
                }
                let reading = model.read(seen);
                for at in model.topics() {
                    let told = model.explain(seen, *at).expect("a known topic");
                    let words: f64 = told.words.iter().map(|word| word.value).sum();
                    let sum = words + told.rest + told.meaning + told.bias;
                    let score = f64::from(reading.score(*at).expect("a known topic"));
                    prop_assert!((sum - told.score).abs() < 1e-4);
                    prop_assert!((sum - score).abs() < 1e-2 * (1.0 + score.abs()), "{} told as {}", score, sum);
                }
            }
        }
    }
}
