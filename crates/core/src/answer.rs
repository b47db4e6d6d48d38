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
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
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
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// A piece of an answer.
enum Piece<'a> {
    Words(&'a str),
    Name(&'a str),
    /// A name between doubled braces: the text `{name}` itself.
    Literal(&'a str),
}

/// The longest name between braces, in characters; what is longer is text with braces around it.
const MAX_NAME: usize = 40;

/// Whether what stands between braces is meant as a name: letters first, then letters, digits, spaces, `-` and `_`.
fn is_name(between: &str) -> bool {
    let name = between.trim();
    name.chars().next().is_some_and(char::is_alphabetic)
        && name.chars().count() <= MAX_NAME
        && name.chars().all(|c| c.is_alphanumeric() || " -_".contains(c))
}

/// The words and the names between braces, in order. A brace that is not closed on its line, or that has no name after it, is
/// a brace.
fn pieces(body: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = body;
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        if let Some(doubled) = after.strip_prefix('{')
            && let Some(end) = doubled.find(['{', '}', '\n']).filter(|end| doubled[*end..].starts_with("}}"))
            && is_name(&doubled[..end])
        {
            pieces.push(Piece::Words(&rest[..open]));
            pieces.push(Piece::Literal(&doubled[..end]));
            rest = &doubled[end + 2..];
            continue;
        }
        let name = after.find(['{', '}', '\n']).filter(|end| after[*end..].starts_with('}'));
        let name = name.filter(|end| is_name(&after[..*end]));
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
        Piece::Literal(name) => format!("{{{name}}}"),
    };
    pieces(body).into_iter().map(piece).collect()
}

/// A text that stays as it is when it is filled: names between braces are doubled.
pub fn literal(text: &str) -> String {
    let doubled = |piece: Piece<'_>| match piece {
        Piece::Words(words) => words.to_owned(),
        Piece::Name(name) => format!("{{{{{name}}}}}"),
        // What is doubled already is a literal name with one more brace around it.
        Piece::Literal(name) => format!("{{{{{{{name}}}}}}}"),
    };
    pieces(text).into_iter().map(doubled).collect()
}

/// A value that stays as it is within a reply: what the replies' markup would read as its own is escaped.
pub fn escaped(value: &str) -> String {
    // A bare web address would become a link.
    let value = value.replace("://", ": //");
    let mut out = String::with_capacity(value.len());
    for c in value.chars() {
        if "\\`*_[]<>~&#|".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
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
        assert_eq!(
            filled("{{customer}} {\"a\": 1} {}", words),
            "{customer} {\"a\": 1} {}",
            "braces can be typed"
        );
    }

    #[test]
    fn a_value_stays_as_it_is() {
        assert_eq!(escaped("**Bob** <b>"), r"\*\*Bob\*\* \<b\>");
        assert_eq!(escaped("Jean-Pierre d’Arc"), "Jean-Pierre d’Arc");
        assert_eq!(escaped("https://x.test"), "https: //x.test");
    }

    proptest! {
        #[test]
        fn any_text_can_be_filled(text in "[a-z{}\n é]{0,40}") {
            let same = filled(&text, |variable| format!("{{{}}}", variable.as_str()));
            if unknown_variable(&text).is_none() && !has_variables(&text) && !text.contains("{{") {
                prop_assert_eq!(same, text);
            }
        }

        #[test]
        fn a_literal_text_is_filled_with_nothing(text in "[a-z{}\n é]{0,40}") {
            let literal = literal(&text);
            prop_assert!(unknown_variable(&literal).is_none() && !has_variables(&literal), "{literal}");
            prop_assert_eq!(filled(&literal, |_| "filled".to_owned()), text);
        }
    }
}
