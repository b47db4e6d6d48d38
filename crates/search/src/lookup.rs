//! What the index is asked: everything of one list must be there, nothing of the other may be.

use super::{
    bigram::{is_bigram, is_one_letter},
    document::EVERY_LINE,
    stem::{in_line, read, stem},
};
use souffleur_core::language::Language;

/// Stands at the end of the last token of a run that any token may continue.
pub const PREFIX_MARK: char = '*';

/// Alternatives, of which one suffices. Each is a run of tokens that stand beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Alternatives(pub Vec<Vec<String>>);

/// What the index is asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lookup {
    /// All of these must be there.
    pub all: Vec<Alternatives>,
    /// None of these may be.
    pub none: Vec<Alternatives>,
}

impl Alternatives {
    /// One token.
    pub fn token(token: impl Into<String>) -> Self {
        Self(vec![vec![token.into()]])
    }

    /// Another alternative.
    pub fn add(&mut self, run: Vec<String>) {
        if !run.is_empty() && !self.0.contains(&run) {
            self.0.push(run);
        }
    }

    /// Every token that stands in it.
    pub fn tokens(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().map(String::as_str)
    }
}

impl Lookup {
    /// The same, with something that must be there even where nothing else must.
    #[must_use]
    pub fn or_everything(mut self) -> Self {
        if self.all.is_empty() {
            self.all.push(Alternatives::token(EVERY_LINE));
        }
        self
    }

    /// The stems of words that must be there; not the keys of filters.
    pub fn stems(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flat_map(Alternatives::tokens).filter(|token| !token.starts_with('_'))
    }
}

/// A folded word, in whichever language the question is.
pub fn word(folded: &str) -> Alternatives {
    let mut any = Alternatives(Vec::new());
    for language in Language::ALL {
        any.add(vec![stem(folded, language)]);
    }
    any
}

/// Words that stand beside each other; none if there is no word in the text.
pub fn phrase(text: &str) -> Option<Alternatives> {
    let mut any = Alternatives(Vec::new());
    for language in Language::ALL {
        any.add(run(text, language));
    }
    (!any.0.is_empty()).then_some(any)
}

/// The tokens of a text, as they stand beside each other in a line.
pub(super) fn run(text: &str, language: Language) -> Vec<String> {
    let words = read(text, language);
    let mut run: Vec<String> = in_line(&words).map(|(token, _)| token.to_owned()).collect();
    // One letter right after a word of another script may begin what is longer there.
    if let [.., before, last] = &words[..]
        && is_one_letter(&last.folded)
        && !is_bigram(&before.folded)
        && before.at.end == last.at.start
        && let Some(token) = run.last_mut()
    {
        token.push(PREFIX_MARK);
    }
    run
}
