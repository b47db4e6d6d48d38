//! The words that stood in an example: what a text has none of is unlike anything learned. Small talk that no example
//! used is passed over: it says nothing either way.

use std::sync::LazyLock;

use souffleur_core::words::FoldedWords;

use super::{
    feature::letters_hash,
    frequency::{BACKGROUND, GramFrequency},
};

static SMALL_TALK: LazyLock<Vocabulary> = LazyLock::new(|| {
    let mut vocabulary = Vocabulary::new();
    for line in BACKGROUND.lines() {
        vocabulary.learn(&FoldedWords::of(line));
    }
    vocabulary
});

/// Words as one bit each, and their beginnings as another, so that a typing error further on is half known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Vocabulary {
    pub(super) bits: Vec<u64>,
}

impl Vocabulary {
    const BITS: u32 = 18;
    /// How many numbers hold the bits.
    pub(super) const LENGTH: usize = 1 << (Self::BITS - 6);
    /// Letters of a beginning.
    const BEGINNING: usize = 4;

    /// No word yet.
    pub(super) fn new() -> Self {
        Self { bits: vec![0; Self::LENGTH] }
    }

    /// Notes the words of an example.
    pub(super) fn learn(&mut self, words: &FoldedWords) {
        for word in 0..words.len() {
            self.note(words.bare(word));
            if let Some(beginning) = beginning(words, word) {
                self.note(beginning);
            }
        }
    }

    /// The share of a text's words, weighed by how rare they are, that were noted.
    pub(super) fn familiar(&self, words: &FoldedWords, frequency: &GramFrequency) -> f32 {
        let (mut known, mut all) = (0.0, 0.0);
        for word in 0..words.len() {
            let letters = words.bare(word);
            let weight = frequency.of_word(words, word) - GramFrequency::LEAST;
            if self.has(letters) {
                known += weight;
            } else if SMALL_TALK.has(letters) {
                continue;
            } else if beginning(words, word).is_some_and(|beginning| self.has(beginning)) {
                known += weight / 2.0;
            }
            all += weight;
        }
        if all > 0.0 { known / all } else { 0.0 }
    }

    fn note(&mut self, letters: &[char]) {
        let hash = letters_hash(letters, Self::BITS);
        self.bits[(hash >> 6) as usize] |= 1 << (hash & 63);
    }

    fn has(&self, letters: &[char]) -> bool {
        let hash = letters_hash(letters, Self::BITS);
        self.bits[(hash >> 6) as usize] >> (hash & 63) & 1 == 1
    }
}

/// The first letters of a word, the pad before them included, so that no whole word is taken for a beginning; a word of
/// fewer letters has none.
fn beginning(words: &FoldedWords, word: usize) -> Option<&[char]> {
    words
        .padded(word)
        .get(..=Vocabulary::BEGINNING)
        .filter(|beginning| beginning[Vocabulary::BEGINNING] != ' ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn familiar(text: &str) -> f32 {
        let mut vocabulary = Vocabulary::new();
        vocabulary.learn(&FoldedWords::of("Où est mon colis ? Livraison en retard"));
        vocabulary.familiar(&FoldedWords::of(text), &GramFrequency::new())
    }

    #[test]
    fn known_words_misspelt_words_and_others() {
        assert!(familiar("mon colis") > 0.99);
        assert!((0.3..0.9).contains(&familiar("mon coli")));
        assert!((0.3..0.9).contains(&familiar("bonjour, ma livraision")));
        assert!(familiar("Bonjour, pouvez-vous m'aider ?") < 0.01);
        assert!(familiar("Guten Tag, wo bleibt das Paket") < 0.01);
        assert!(familiar("") < 0.01);
    }
}
