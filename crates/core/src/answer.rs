//! Answers already given: a text that is sent again and again, and what may stand in it in place of the words that differ.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Date};

use crate::{
    id::{AnswerId, TopicId, UserId},
    language::Language,
    text::{Body, Subject},
};

/// An answer, in the languages it was written in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Its id.
    pub id: AnswerId,
    /// What it is about; anything where there is none.
    pub topic: Option<TopicId>,
    /// Who sees to it that it stays right.
    pub owner: Option<UserId>,
    /// Whether everybody reads it on the page of answers.
    pub is_public: bool,
    /// From this day on nobody vouches for it until its owner has looked at it again.
    pub review_on: Option<Date>,
    /// Whether it is proposed at all.
    pub active: bool,
    /// Counts every change.
    pub version: i64,
    /// How often it was put into a reply or a draft.
    pub used: i64,
    /// When that was last.
    pub last_used_at: Option<Timestamp>,
    /// The texts; at least one.
    pub texts: BTreeMap<Language, AnswerText>,
}

/// An answer in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AnswerText {
    /// What it answers, or what staff call it.
    pub title: Subject,
    /// What it says.
    pub body: Body,
}

impl Answer {
    /// Whether its day of review has come.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.review_on.is_some_and(|day| day <= today)
    }

    /// The text in a language, or in the other one where there is none.
    pub fn text(&self, language: Language) -> Option<(Language, &AnswerText)> {
        let own = self.texts.get(&language).map(|text| (language, text));
        own.or_else(|| self.texts.iter().next().map(|(language, text)| (*language, text)))
    }
}

/// What may stand in an answer in place of words that differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variable {
    /// Who asked.
    Customer,
    /// The number of the question.
    Question,
    /// By when the reply was promised.
    Due,
    /// Who speaks.
    Voice,
}

impl Variable {
    /// Every variable.
    pub const ALL: [Self; 4] = [Self::Customer, Self::Question, Self::Due, Self::Voice];

    /// The name between braces.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Customer => "customer",
            Self::Question => "question",
            Self::Due => "due",
            Self::Voice => "voice",
        }
    }
}

/// A piece of an answer.
enum Piece<'a> {
    Words(&'a str),
    Name(&'a str),
}

/// The words and the names between braces, in order. A brace that is not closed on its line is a brace.
fn pieces(body: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = body;
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let name = after.find(['{', '}', '\n']).filter(|end| after[*end..].starts_with('}'));
        let Some(end) = name else {
            pieces.push(Piece::Words(&rest[..=open]));
            rest = after;
            continue;
        };
        pieces.push(Piece::Words(&rest[..open]));
        pieces.push(Piece::Name(&after[..end]));
        rest = &after[end + 1..];
    }
    pieces.push(Piece::Words(rest));
    pieces
}

fn variable(name: &str) -> Option<Variable> {
    Variable::ALL.into_iter().find(|variable| variable.as_str() == name.trim())
}

/// The first name between braces that is no variable's.
pub fn unknown_variable(body: &str) -> Option<&str> {
    pieces(body).into_iter().find_map(|piece| match piece {
        Piece::Name(name) if variable(name).is_none() => Some(name),
        _ => None,
    })
}

/// Whether a text has variables, which make no sense where nobody has asked yet.
pub fn has_variables(body: &str) -> bool {
    pieces(body).iter().any(|piece| matches!(piece, Piece::Name(_)))
}

/// The text with words in place of its variables.
pub fn filled(body: &str, words: impl Fn(Variable) -> String) -> String {
    let piece = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Name(name) => variable(name).map_or_else(|| format!("{{{name}}}"), &words),
    };
    pieces(body).into_iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn variables_are_filled_in() {
        let words = |variable: Variable| format!("<{}>", variable.as_str());
        assert_eq!(filled("Bonjour {customer}, #{question}…", words), "Bonjour <customer>, #<question>…");
        assert_eq!(filled("{ voice } { a {due}", words), "<voice> { a <due>");
        assert_eq!(unknown_variable("Bonjour {custommer} {voice}"), Some("custommer"));
        assert_eq!(unknown_variable("une accolade { toute seule\n}"), None);
        assert!(has_variables("{due}") && !has_variables("rien"));
    }

    proptest! {
        #[test]
        fn any_text_can_be_filled(text in "[a-z{}\n é]{0,40}") {
            let same = filled(&text, |variable| format!("{{{}}}", variable.as_str()));
            if unknown_variable(&text).is_none() && !has_variables(&text) {
                prop_assert_eq!(same, text);
            }
        }
    }
}
