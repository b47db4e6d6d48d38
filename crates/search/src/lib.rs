#![doc = include_str!("../README.md")]

mod bigram;
mod document;
pub mod duplicate;
mod exact;
mod excerpt;
mod lookup;
mod near;
mod operator;
mod parse;
mod query;
mod score;
mod stem;
#[cfg(test)]
mod tests;

pub use bigram::is_one_letter;
pub use document::{Document, EVERY_LINE, Field, MAX_TOKENS, Passage, WordForm, key, stems, thread_stems};
pub use exact::sought;
pub use excerpt::{ExcerptPart, excerpt};
pub use lookup::{Alternatives, Lookup, PREFIX_MARK, phrase, word};
pub use near::{Correction, deletions, is_correctable, nearest};
pub use operator::{HasFilter, IsFilter, Operator};
pub use parse::{MAX_QUERY_CHARS, MAX_TERMS, SyntaxError, SyntaxErrorKind, parse};
pub use query::{Query, Term, TermKind};
pub use score::{DocumentFrequency, fits, score};
pub use stem::{Stemmed, folded, read, stem};
