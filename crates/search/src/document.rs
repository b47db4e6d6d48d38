//! What a question says, as one line of tokens: keys that filters look for, then the stems of what is said, each field
//! behind its own mark. The line is what both databases index, what ranking reads, and what `verify` compares.

use super::stem::{in_line, read};
use souffleur_core::{language::Language, stopword::detect_language};

/// Tokens of one question that are indexed; a thread that is longer is cut, as PostgreSQL counts no further.
pub const MAX_TOKENS: usize = 16_000;
/// The token that every line has: whoever looks for everything but a word starts from it.
pub const EVERY_LINE: &str = "_t";
/// Stands between two passages, so that no phrase reaches from one into the next.
const GAP: &str = "_g";

/// The parts of a question that a word can stand in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Field {
    /// The subject, and who asked.
    Title,
    /// What was said on the stage.
    Thread,
    /// Drafts and notes.
    Internal,
}

impl Field {
    /// Every field, in the order of the line.
    pub const ALL: [Self; 3] = [Self::Title, Self::Thread, Self::Internal];

    const fn mark(self) -> &'static str {
        match self {
            Self::Title => EVERY_LINE,
            Self::Thread => "_m",
            Self::Internal => "_w",
        }
    }
}

/// A text of a question.
#[derive(Debug, Clone, Copy)]
pub struct Passage<'a> {
    /// Where it stands.
    pub field: Field,
    /// What it says.
    pub text: &'a str,
}

/// A question as the index knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The line of tokens.
    pub line: String,
    /// The words it was made of, for the list that typing errors are put right by.
    pub words: Vec<WordForm>,
}

/// A word as it stands in a question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct WordForm {
    /// Its stem.
    pub stem: String,
    /// The word, folded.
    pub folded: String,
    /// The word as it was written, in lower case.
    pub written: String,
}

/// The token of a filter: `kind` is one letter, `value` what it is set to.
pub fn key(kind: char, value: &str) -> String {
    let value: String = value.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    format!("_{kind}_{value}")
}

impl Document {
    /// Reads a question in its language; a passage that is plainly in the other one is read in that.
    pub fn read(language: Language, keys: &[String], passages: &[Passage<'_>]) -> Self {
        let mut tokens: Vec<String> = keys.to_vec();
        let mut words = Vec::new();
        for field in Field::ALL {
            tokens.push(field.mark().to_owned());
            for passage in passages.iter().filter(|passage| passage.field == field) {
                let spoken = detect_language(passage.text).unwrap_or(language);
                let read = read(passage.text, spoken);
                tokens.extend(in_line(&read).map(|(token, _)| token.to_owned()));
                for word in read {
                    let written = passage.text[word.at].to_lowercase();
                    words.push(WordForm { stem: word.stem, folded: word.folded, written });
                }
                tokens.push(GAP.to_owned());
            }
        }
        tokens.truncate(MAX_TOKENS);
        words.truncate(MAX_TOKENS);
        words.sort();
        words.dedup_by(|later, first| (&later.stem, &later.folded) == (&first.stem, &first.folded));
        Self { line: tokens.join(" "), words }
    }
}

/// The tokens of a line with their fields; keys belong to none.
pub(super) fn tokens(line: &str) -> impl Iterator<Item = (Option<Field>, &str)> {
    let mut field = None;
    line.split(' ').map(move |token| {
        if let Some(marked) = Field::ALL.into_iter().find(|field| field.mark() == token) {
            field = Some(marked);
            return (None, token);
        }
        (field.filter(|_| !token.starts_with('_')), token)
    })
}

/// The stems of what was said on the stage.
pub fn thread_stems(line: &str) -> impl Iterator<Item = &str> {
    tokens(line).filter(|(field, _)| *field == Some(Field::Thread)).map(|(_, token)| token)
}

/// The stems of a line, each once, for counting how many questions have a word.
pub fn stems(line: &str) -> std::collections::BTreeSet<&str> {
    tokens(line).filter(|(field, _)| field.is_some()).map(|(_, token)| token).collect()
}
