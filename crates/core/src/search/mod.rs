//! Finding questions again: what somebody types, read into a [`Query`]; what a question says, read into a [`Document`];
//! and how well the one fits the other.
//!
//! ```text
//! typed ─ parse ─ Query ─ (the desk puts names in place of keys) ─ Lookup ─┐
//!                                                                          ├─ the index finds, newest first ─ score ─ best first
//! question ─ words ─ stems ─ Document ─ one line of tokens ─ the index ────┘
//! ```
//!
//! Both databases are given the same line of tokens and none of their own dictionaries, so that they find the same. The
//! tokens are folded (case and accents make no difference) and stemmed as the language of the text wants it; a word that
//! is looked for is stemmed both ways, for nobody says in which language they search. What is written without spaces
//! between words is read as overlapping pairs of letters (`bigram`).

mod bigram;
mod document;
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
pub use document::{Document, ENDLESS, Field, Form, MOST_TOKENS, Passage, key, spoken, stems};
pub use exact::sought;
pub use excerpt::{Part, excerpt};
pub use lookup::{Any, BEGINS, Lookup, phrase, word};
pub use near::{Near, deletions, is_correctable, nearest};
pub use operator::{Has, Is, Operator};
pub use parse::{LONGEST, MOST_TERMS, Mistake, SyntaxError, parse};
pub use query::{Query, Term, What};
pub use score::{Rarity, fits, score};
pub use stem::{Stemmed, folded, read, stem};
