//! The piece of a text in which what was looked for stands, with the words marked.

use std::collections::HashSet;

use serde::Serialize;

use super::{
    bigram::begins_letter,
    lookup::Lookup,
    score::Tokens,
    stem::{in_line, read},
};
use souffleur_core::language::Language;

/// A piece of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExcerptPart {
    /// The words, as they stand in the text.
    pub text: String,
    /// Whether they are what was looked for.
    pub marked: bool,
}

/// The piece of `text` with the most of what is looked for, about `width` characters on one line; none if nothing of it
/// stands there.
pub fn excerpt(text: &str, lookup: &Lookup, width: usize) -> Option<Vec<ExcerptPart>> {
    let marks = marks(text, lookup);
    let (from, to) = window(text, &marks, width)?;
    let mut parts = Vec::new();
    let mut say = |piece: &str, marked: bool| {
        let text = one_line(piece);
        if !text.is_empty() {
            parts.push(ExcerptPart { text, marked });
        }
    };
    if from > 0 {
        say("… ", false);
    }
    let mut at = from;
    for (start, end, _) in marks.iter().filter(|(start, end, _)| *start >= from && *end <= to) {
        say(&text[at..*start], false);
        say(&text[*start..*end], true);
        at = *end;
    }
    say(&text[at..to], false);
    if to < text.len() {
        say(" …", false);
    }
    Some(parts)
}

/// Where what is looked for stands: a phrase only where all of it does. Marks do not overlap.
fn marks(text: &str, lookup: &Lookup) -> Vec<(usize, usize, String)> {
    let runs: Vec<&Vec<String>> = lookup.all.iter().flat_map(|any| &any.0).collect();
    let mut marks = Vec::new();
    for language in Language::ALL {
        let words = read(text, language);
        let (tokens, places): (Vec<&str>, Vec<Option<usize>>) = in_line(&words).unzip();
        let tokens = Tokens::new(tokens);
        for run in &runs {
            for at in tokens.find(run) {
                let found = places[at..at + run.len()].iter().filter_map(|word| Some(&words[(*word)?]));
                marks.extend(found.map(|word| (word.at.start, word.at.end, word.stem.clone())));
            }
        }
    }
    marks.sort();
    marks.dedup_by(|next, last| {
        // Bigrams of one word overlap.
        let same = next.0 < last.1;
        if same {
            last.1 = last.1.max(next.1);
        }
        same
    });
    marks
}

/// From where to where the piece reaches that has the most different words, on the borders of words.
fn window(text: &str, marks: &[(usize, usize, String)], width: usize) -> Option<(usize, usize)> {
    let mut best: Option<(usize, usize)> = None;
    for (index, mark) in marks.iter().enumerate() {
        let within = marks[index..].iter().take_while(|next| next.0 <= mark.0 + width);
        let within = within.filter(|next| next.1 <= mark.0 + width);
        let count = within.map(|next| &next.2).collect::<HashSet<_>>().len();
        if best.is_none_or(|(most, _)| count > most) {
            best = Some((count, mark.0));
        }
    }
    let (_, first) = best?;
    let from = border(text, first.saturating_sub(width / 4), first);
    let last =
        marks.iter().filter(|mark| mark.0 <= first + width / 2).map(|mark| mark.1).max().unwrap_or(first);
    let end = (from + width).max(last).min(text.len());
    Some((from, end_border(text, end)))
}

/// The beginning of a word at or after `near`, not after `latest`.
fn border(text: &str, near: usize, latest: usize) -> usize {
    if near == 0 {
        return 0;
    }
    let is_begin = |at: &usize| {
        text.is_char_boundary(*at)
            && (text[..*at].ends_with(char::is_whitespace) || begins_letter(&text[*at..]))
    };
    (near..=latest).find(is_begin).unwrap_or(latest)
}

/// The end of a word at or after `near`.
fn end_border(text: &str, near: usize) -> usize {
    let is_end = |at: &usize| {
        text.is_char_boundary(*at)
            && (*at == text.len()
                || text[*at..].starts_with(char::is_whitespace)
                || begins_letter(&text[*at..]))
    };
    (near..=text.len())
        .take(LONGEST_WORD)
        .find(is_end)
        .unwrap_or_else(|| (near..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len()))
}

/// Where a word goes on for longer, it is cut.
const LONGEST_WORD: usize = 60;

/// White space becomes one space, also at the ends: the pieces are put together again.
fn one_line(piece: &str) -> String {
    let mut line = String::with_capacity(piece.len());
    for letter in piece.chars() {
        if !letter.is_whitespace() {
            line.push(letter);
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line
}
