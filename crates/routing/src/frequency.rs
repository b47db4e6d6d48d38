//! How rare an n-gram is in the questions of a desk: "refund" tells more than "please".
//!
//! A new desk has no questions to count. It starts from a page of small talk, in French and English, of the kind that
//! stands in any question and says nothing about its subject; real questions soon outnumber it.

use souffleur_core::words::FoldedWords;

use super::feature::{BUCKETS, Features, WORD_BITS, counts, letters_hash, weigh};

/// The small talk, a text a line.
pub(super) const BACKGROUND: &str = include_str!("background.txt");

/// How many texts had an n-gram, and what that makes it weigh: `1 + ln((1 + texts) / (1 + seen))`.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct GramFrequency {
    /// For each bucket, the number of texts it was in, the small talk included.
    pub(super) seen: Vec<u32>,
    /// The number of texts.
    pub(super) texts: u32,
    /// `ln(1 + seen)` for each bucket.
    commonness: Vec<f32>,
    /// `1 + ln(1 + texts)`.
    highest: f32,
    /// Whether rare n-grams weigh even more, by the power 3/2. Where topics are broad, little words say nothing; where they
    /// are close to each other, *how* and *why* tell them apart. A training tries both.
    pub(super) steep: bool,
}

impl GramFrequency {
    /// What an n-gram of every text weighs.
    pub(super) const LEAST: f32 = 1.0;

    /// What is rare in small talk.
    pub(super) fn new() -> Self {
        let mut frequency = Self::restored(vec![0; BUCKETS], 0, false);
        for line in BACKGROUND.lines() {
            frequency.learn(&counts(&FoldedWords::of(line)));
        }
        frequency
    }

    /// Puts stored counts back to use.
    pub(super) fn restored(seen: Vec<u32>, texts: u32, steep: bool) -> Self {
        let commonness = seen.iter().copied().map(ln_1p).collect();
        Self { seen, texts, commonness, highest: Self::LEAST + ln_1p(texts), steep }
    }

    /// The same counts, with rare n-grams weighing even more.
    pub(super) fn steepened(&self) -> Self {
        Self { steep: true, ..self.clone() }
    }

    /// Counts one more text; every n-gram weighs accordingly at once.
    pub(super) fn learn(&mut self, counts: &[(u32, u32)]) {
        self.texts = self.texts.saturating_add(1);
        self.highest = Self::LEAST + ln_1p(self.texts);
        for (bucket, _) in counts {
            let at = *bucket as usize;
            self.seen[at] = self.seen[at].saturating_add(1);
            self.commonness[at] = ln_1p(self.seen[at]);
        }
    }

    /// What an n-gram weighs.
    fn of(&self, bucket: u32) -> f32 {
        let plain = self.plain(bucket);
        if self.steep { plain * plain.max(0.0).sqrt() } else { plain }
    }

    fn plain(&self, bucket: u32) -> f32 {
        self.highest - self.commonness[bucket as usize]
    }

    /// What a word weighs beside others, on a gentle slope.
    pub(super) fn of_word(&self, words: &FoldedWords, word: usize) -> f32 {
        self.plain(letters_hash(words.bare(word), WORD_BITS))
    }

    /// The features of a text by these weights.
    pub(super) fn features(&self, counts: &[(u32, u32)]) -> Features {
        weigh(counts, |bucket| self.of(bucket))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a weight needs no more digits")]
fn ln_1p(count: u32) -> f32 {
    (count as f32).ln_1p()
}
