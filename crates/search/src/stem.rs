//! Words and their stems. Folding comes before stemming: who searches in a hurry types no accents, and both ways of
//! typing a word must lead to the same stem.

use std::ops::Range;

use snowball_stemmers_rs::{Algorithm, Stemmer};

use super::bigram::{bigrams, is_bigram, is_unspaced, segments};
use souffleur_core::{language::Language, text::Body, words::FoldedWords};

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

/// The words of a text, in order, stemmed as its language wants it; of what is written without spaces, the
/// bigrams.
pub fn read(text: &str, language: Language) -> Vec<Stemmed> {
    let one = |(folded, at): (String, Range<usize>)| Stemmed { stem: stem(&folded, language), folded, at };
    pieces(text).into_iter().map(one).collect()
}

/// The words of a text without case and accents; of what is written without spaces, the bigrams.
pub fn folded(text: &str) -> Vec<String> {
    pieces(text).into_iter().map(|(folded, _)| folded).collect()
}

/// The folded words of a text with their places.
fn pieces(text: &str) -> Vec<(String, Range<usize>)> {
    let words = FoldedWords::within(text, Body::MAX);
    let mut pieces = Vec::with_capacity(words.len());
    for word in 0..words.len() {
        let at = words.place(word);
        if text[at.clone()].contains(is_unspaced) {
            split(text, at, &mut pieces);
        } else {
            pieces.push((letters(&words, word), at));
        }
    }
    pieces
}

/// Reads a word in which a script without spaces stands, perhaps beside another one.
fn split(text: &str, word: Range<usize>, pieces: &mut Vec<(String, Range<usize>)>) {
    let segments = segments(text, word);
    for (index, segment) in segments.iter().enumerate() {
        if segment.unspaced {
            pieces.extend(bigrams(text, &segment.at, index + 1 < segments.len()));
            continue;
        }
        let part = FoldedWords::within(&text[segment.at.clone()], Body::MAX);
        let place = |at: Range<usize>| segment.at.start + at.start..segment.at.start + at.end;
        pieces.extend((0..part.len()).map(|word| (letters(&part, word), place(part.place(word)))));
    }
}

fn letters(words: &FoldedWords, word: usize) -> String {
    words.bare(word).iter().take(LONGEST).collect()
}

/// Stands between two words written without spaces that do not touch: their bigrams must not read as one word.
const BREAK: &str = "_b";

/// The tokens of words in the order of the text, each with the word it is of.
pub(super) fn in_line(words: &[Stemmed]) -> impl Iterator<Item = (&str, Option<usize>)> {
    words.iter().enumerate().flat_map(|(index, word)| {
        let before = index.checked_sub(1).map(|before| &words[before]);
        let apart = before.is_some_and(|before| {
            is_bigram(&before.folded) && is_bigram(&word.folded) && before.at.end <= word.at.start
        });
        apart.then_some((BREAK, None)).into_iter().chain([(word.stem.as_str(), Some(index))])
    })
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
