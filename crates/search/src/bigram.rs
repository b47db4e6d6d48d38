//! Bigrams for scripts that write words without spaces between them (Chinese, Japanese, Thai, and the like).
//!
//! A run of such letters is indexed as its overlapping pairs: `退款需要` is `退款 款需 需要`. Pairs beside each other that
//! overlap spell exactly the letters they cover, so that a word inside a sentence is found as a phrase of its pairs, and
//! nothing else is: no dictionary is needed, and none has to be kept the same on both databases. One letter alone is a token
//! only where it stands alone, or right before a word of another script: a search for one letter does not find everything.
//!
//! Hangul has spaces, but writes particles onto the word, and is read the same way.

use std::ops::Range;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Whether a letter is of a script that writes words without spaces.
pub(super) const fn is_unspaced(letter: char) -> bool {
    matches!(letter,
        '\u{e01}'..='\u{e4e}'          // Thai, but for its digits
        | '\u{e81}'..='\u{ecf}' | '\u{edc}'..='\u{edf}' // Lao
        | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{109a}'..='\u{109f}' // Burmese
        | '\u{1780}'..='\u{17d3}' // Khmer
        | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{3096}' | '\u{309d}'..='\u{309f}' // Hiragana
        | '\u{30a1}'..='\u{30fa}' | '\u{30fc}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' // Katakana
        | '\u{3105}'..='\u{312f}' // Bopomofo
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' // Han
        | '\u{20000}'..='\u{3fffd}'
        | '\u{a000}'..='\u{a48c}' // Yi
        | '\u{ac00}'..='\u{d7a3}' // Hangul
        | '\u{ff66}'..='\u{ff9f}' // Katakana of half width
    )
}

/// Whether a folded token is of such a script: all of its letters are, or none.
pub(super) fn is_bigram(token: &str) -> bool {
    token.starts_with(is_unspaced)
}

/// Whether a text begins with a letter of such a script: it may be cut before it, as there is no space to cut at.
pub(super) fn begins_letter(text: &str) -> bool {
    text.starts_with(|letter| is_unspaced(letter) && !is_combining_mark(letter))
}

/// Whether a folded token is one letter of such a script.
pub fn is_one_letter(token: &str) -> bool {
    is_bigram(token) && token.chars().nth(1).is_none()
}

/// A part of a word: letters of one kind.
pub(super) struct ScriptRun {
    /// Whether they are of a script without spaces.
    pub(super) unspaced: bool,
    /// Where it stands in the text.
    pub(super) at: Range<usize>,
}

/// Parts a word where the script changes; a mark belongs to the letter before it.
pub(super) fn segments(text: &str, word: Range<usize>) -> Vec<ScriptRun> {
    let mut segments: Vec<ScriptRun> = Vec::new();
    for (at, letter) in text[word.clone()].char_indices().map(|(at, letter)| (word.start + at, letter)) {
        let unspaced = is_unspaced(letter);
        let end = at + letter.len_utf8();
        match segments.last_mut() {
            Some(last)
                if last.unspaced == unspaced || !letter.is_alphanumeric() || is_combining_mark(letter) =>
            {
                last.at.end = end;
            }
            _ => segments.push(ScriptRun { unspaced, at: at..end }),
        }
    }
    segments
}

/// The overlapping pairs of letters of a part, folded, with their places; `followed` is whether a word of another script is
/// written onto it, and then its last letter is a token as well.
pub(super) fn bigrams(text: &str, part: &Range<usize>, followed: bool) -> Vec<(String, Range<usize>)> {
    let mut letters: Vec<(char, Range<usize>)> = Vec::new();
    for (at, letter) in text[part.clone()].char_indices() {
        let at = part.start + at..part.start + at + letter.len_utf8();
        let before = letters.len();
        fold(letter, |folded| letters.push((folded, at.clone())));
        if letters.len() == before
            && let Some(last) = letters.last_mut()
        {
            last.1.end = at.end;
        }
    }
    let mut pairs: Vec<(String, Range<usize>)> = letters
        .windows(2)
        .map(|pair| (pair.iter().map(|(letter, _)| *letter).collect(), pair[0].1.start..pair[1].1.end))
        .collect();
    if let Some((letter, at)) = letters.pop().filter(|_| followed || pairs.is_empty()) {
        pairs.push((letter.to_string(), at));
    }
    pairs
}

/// A letter without its width; a vowel or tone that is written as a mark is kept, the accents of kana are not.
fn fold(letter: char, mut take: impl FnMut(char)) {
    if ('\u{ac00}'..='\u{d7a3}').contains(&letter) {
        return take(letter);
    }
    decompose_compatible(letter, |part| {
        if !is_combining_mark(part) {
            part.to_lowercase().filter(|letter| letter.is_alphanumeric()).for_each(&mut take);
        } else if is_unspaced(part) {
            take(stand_in(part));
        }
    });
}

/// The letter that a mark is indexed as: the tokenizer of FTS5 takes a mark for the end of a word. Syllables of Yi are letters
/// to it, and never stand among letters of the other scripts; the marks of Thai, Lao, Burmese and Khmer differ in these bits.
fn stand_in(mark: char) -> char {
    char::from_u32(0xa000 + (u32::from(mark) & 0x3ff)).unwrap_or(mark)
}
