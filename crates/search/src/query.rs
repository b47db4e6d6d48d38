//! What somebody looks for.

use std::fmt;

use jiff::civil::Date;

use super::operator::{HasFilter, IsFilter, Operator};
use souffleur_core::question::Status;

/// What somebody looks for: all of it, in any order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// The terms, as typed.
    pub terms: Vec<Term>,
}

/// One thing that is looked for, or that must not be there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whether it must not be there.
    pub negated: bool,
    /// What.
    pub what: TermKind,
}

/// One thing to look for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermKind {
    /// A word; several, where signs stand between them, are a phrase.
    Word(String),
    /// Words that stand beside each other.
    Phrase(String),
    /// The question of this number.
    Number(i64),
    /// Who asked.
    From(String),
    /// What it is about: a key, or words of a name.
    Topic(String),
    /// Who holds it: words of a name, `me`, or `none`.
    Expert(String),
    /// How it came.
    Channel(String),
    /// Where it stands.
    Status(Status),
    /// A state.
    Is(IsFilter),
    /// Something that it has.
    Has(HasFilter),
    /// Asked before this day.
    Before(Date),
    /// Asked on this day or later.
    After(Date),
}

impl fmt::Display for Query {
    /// As it can be typed again, with the English names of operators.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, term) in self.terms.iter().enumerate() {
            let space = if at == 0 { "" } else { " " };
            let minus = if term.negated { "-" } else { "" };
            write!(f, "{space}{minus}{}", term.what)?;
        }
        Ok(())
    }
}

impl fmt::Display for TermKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |f: &mut fmt::Formatter<'_>, operator: Operator, value: &str| {
            let quote = if value.contains(char::is_whitespace) { "\"" } else { "" };
            write!(f, "{}:{quote}{value}{quote}", operator.as_str())
        };
        match self {
            // Only a mail address begins with a sign that would leave out what follows it.
            Self::Word(word) if word.starts_with('-') => write!(f, "mailto:{word}"),
            Self::Word(word) => f.write_str(word),
            Self::Phrase(words) => write!(f, "\"{words}\""),
            Self::Number(number) => write!(f, "#{number}"),
            Self::From(who) => named(f, Operator::From, who),
            Self::Topic(name) => named(f, Operator::Topic, name),
            Self::Expert(name) => named(f, Operator::Expert, name),
            Self::Channel(name) => named(f, Operator::Channel, name),
            Self::Status(status) => named(f, Operator::Status, status.as_str()),
            Self::Is(state) => named(f, Operator::Is, state.names()[0]),
            Self::Has(thing) => named(f, Operator::Has, thing.names()[0]),
            Self::Before(day) => named(f, Operator::Before, &day.to_string()),
            Self::After(day) => named(f, Operator::After, &day.to_string()),
        }
    }
}
