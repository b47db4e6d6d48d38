//! What each word of a text says for a topic. A linear score is a sum over n-grams; each n-gram's share goes to the
//! words it was found in, so that the words and the bias add up to the score: nothing is told after the fact.

use super::{
    classifier::Model,
    encoder::Seen,
    explanation::{TextPart, WordPart, rounded},
    feature::{counts, grams},
    language::detect,
    weights::BIAS,
    words::Words,
};
use crate::id::TopicId;

/// Words told one by one.
const TOLD: usize = 8;
/// A "word" may be a link of a thousand characters.
const WORD_CHARS: usize = 40;

impl Model {
    /// How the words of a text speak for a topic; none if the model does not know the topic.
    pub fn explain<'t>(&self, seen: impl Into<Seen<'t>>, topic: TopicId) -> Option<TextPart> {
        let Seen { text, meaning } = seen.into();
        let at = self.topics.iter().position(|known| *known == topic)?;
        let words = Words::of(text);
        let mut told = self.contributions(&words, text, at);
        told.sort_by(|left, right| {
            right.value.abs().total_cmp(&left.value.abs()).then_with(|| left.word.cmp(&right.word))
        });
        let rest = rounded(told.iter().skip(TOLD).map(|word| word.value).sum());
        told.truncate(TOLD);
        told.retain(|word| word.value != 0.0);
        let meaning = rounded(self.meant(meaning, at));
        let bias = rounded(f64::from(self.weights.bias[at] * BIAS));
        Some(TextPart {
            topic,
            language: detect(text),
            score: rounded(told.iter().map(|word| word.value).sum::<f64>() + rest + meaning + bias),
            words: told,
            rest,
            meaning,
            bias,
            temperature: rounded(self.calibration.temperature),
            familiar: rounded(f64::from(self.vocabulary.familiar(&words, &self.rarity))),
        })
    }

    /// What the meaning of the text as a whole says for a topic.
    fn meant(&self, meaning: Option<&[f32]>, topic: usize) -> f64 {
        let features = self.features(&[], meaning);
        let value = |(bucket, value): &(u32, f32)| {
            self.weights.row(*bucket).map_or(0.0, |row| f64::from(*value) * f64::from(row[topic]))
        };
        features.entries.iter().map(value).sum()
    }

    /// The contribution of each different word, in the order they first appear.
    fn contributions(&self, words: &Words, text: &str, topic: usize) -> Vec<WordPart> {
        let counts = counts(words);
        let features = self.rarity.features(&counts);
        let mut by_word = vec![0.0_f64; words.len()];
        grams(words, |gram| {
            let Ok(entry) = features.entries.binary_search_by_key(&gram.bucket, |(bucket, _)| *bucket) else {
                return;
            };
            let Some(row) = self.weights.row(gram.bucket) else { return };
            // Each occurrence has its part of the feature, and each of its words half of that.
            let value =
                f64::from(features.entries[entry].1) * f64::from(row[topic]) / f64::from(counts[entry].1);
            by_word[gram.first as usize] += value / 2.0;
            by_word[gram.last as usize] += value / 2.0;
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
}
