//! Words and their stems. Folding comes before stemming: who searches in a hurry types no accents, and both ways of
//! typing a word must lead to the same stem.

use std::ops::Range;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use crate::{language::Language, routing::words::Words, text::Body};

/// Letters of a word that count; what is longer is no word.
const LONGEST: usize = 40;

/// A word of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stemmed {
    /// The word without case and accents.
    pub folded: String,
    /// Its stem.
    pub stem: String,
    /// Where it stands in the text, in bytes.
    pub at: Range<usize>,
}

/// The words of a text, in order, stemmed as its language wants it.
pub fn read(text: &str, language: Language) -> Vec<Stemmed> {
    let words = Words::within(text, Body::MAX);
    let one = |word| {
        let folded: String = words.bare(word).iter().take(LONGEST).collect();
        let stem = stem(&folded, language);
        Stemmed { folded, stem, at: words.place(word) }
    };
    (0..words.len()).map(one).collect()
}

/// The words of a text without case and accents.
pub fn folded(text: &str) -> Vec<String> {
    let words = Words::within(text, Body::MAX);
    (0..words.len()).map(|word| words.bare(word).iter().take(LONGEST).collect()).collect()
}

/// The stem of a folded word. What holds a digit, such as the number of an order, is its own.
pub fn stem(folded: &str, language: Language) -> String {
    if folded.bytes().any(|byte| byte.is_ascii_digit()) || !folded.is_ascii() {
        return folded.to_owned();
    }
    match language {
        Language::En => Stemmer::create(Algorithm::English).stem(folded).into_owned(),
        Language::Fr => {
            // Without its accent, the feminine of a participle hides from the stemmer.
            let bare = folded.strip_suffix('s').unwrap_or(folded);
            let participle = bare.strip_suffix('e').filter(|rest| rest.ends_with('e') && rest.len() > 3);
            Stemmer::create(Algorithm::French).stem(participle.unwrap_or(folded)).into_owned()
        }
    }
}
