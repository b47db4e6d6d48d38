#![doc = include_str!("../README.md")]

mod bigram;
mod document;
mod exact;
mod excerpt;
mod lookup;
mod near;
mod operator;
mod parse;
mod query;
pub mod same;
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
