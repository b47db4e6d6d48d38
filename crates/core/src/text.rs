//! Strings that come from outside, checked once at construction.
//!
//! Every text is NFC, free of NUL, of control characters other than line breaks and tabs, and of characters that nobody
//! sees, trimmed and within its size; line ends are `\n`. A value of one of these types needs no second look.

use std::{borrow::Cow, fmt, ops::Deref};

use email_address::EmailAddress;
use serde::{Deserialize, Serialize};
use unicode_normalization::{IsNormalized, UnicodeNormalization as _, is_nfc_quick};

use crate::invisible::visible;

/// Why a text was refused. The field's name is added by whoever asked for it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TextError {
    /// Nothing but white space.
    #[error("must not be empty")]
    Empty,
    /// More characters than the kind allows.
    #[error("must be at most {max} characters, got {got}")]
    TooLong {
        /// The limit, in characters.
        max: usize,
        /// How many there were, in characters.
        got: usize,
    },
    /// A NUL byte or another control character.
    #[error("must not contain control characters")]
    Control,
    /// Not of the form the kind asks for.
    #[error("{0}")]
    Form(&'static str),
}

/// Whether line breaks belong in a text.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lines {
    One,
    Many,
    /// One line that tells things apart: what does not belong in it is refused, never cleaned.
    Identifier,
}

/// Where a text comes from. What is stored may be older than a check, and still loads.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Origin {
    Outside,
    Store,
}

fn clean(raw: &str, max: usize, lines: Lines, origin: Origin) -> Result<String, TextError> {
    // A megabyte is refused by its length before any work is done on it; NFC can shorten a text, but not below a third.
    if raw.len() > max.saturating_mul(16) {
        return Err(TextError::TooLong { max, got: raw.chars().count() });
    }
    let unified = if raw.contains('\r') {
        Cow::Owned(raw.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(raw)
    };
    let unified = without_stray_controls(unified, lines);
    let unified = match origin {
        Origin::Outside => Cow::Owned(visible(&unified).into_owned()),
        Origin::Store => unified,
    };
    // Nearly every text is composed already, and every one that comes from the database.
    let composed = match is_nfc_quick(unified.chars()) {
        IsNormalized::Yes => unified,
        IsNormalized::No | IsNormalized::Maybe => Cow::Owned(unified.nfc().collect()),
    };
    let text = composed.trim();
    let allowed = |c: char| !c.is_control() || (lines == Lines::Many && matches!(c, '\n' | '\t'));
    if !text.chars().all(allowed) {
        return Err(TextError::Control);
    }
    if text.is_empty() {
        return Err(TextError::Empty);
    }
    let got = text.chars().count();
    if got > max { Err(TextError::TooLong { max, got }) } else { Ok(text.to_owned()) }
}

/// A text without the control characters that word processors leave in what is pasted: a vertical tab, form feed or next
/// line is a line break, or a space where a text has one line; the others go. NUL is left to be refused: no program that
/// writes text puts one there.
fn without_stray_controls(text: Cow<'_, str>, lines: Lines) -> Cow<'_, str> {
    let is_stray = |c: char| c.is_control() && !matches!(c, '\0' | '\t' | '\n');
    if lines == Lines::Identifier || !text.contains(is_stray) {
        return text;
    }
    let instead = if lines == Lines::Many { '\n' } else { ' ' };
    let kept = text.chars().filter_map(|c| match c {
        '\u{b}' | '\u{c}' | '\u{85}' => Some(instead),
        c if is_stray(c) => None,
        c => Some(c),
    });
    Cow::Owned(kept.collect())
}

const NOT_AN_ADDRESS: &str = "must be an e-mail address, like name@example.com";

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident, $max:expr, $lines:expr, $check:expr $(, stored $stored:expr)?;)+) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters it may have.
            pub const MAX: usize = $max;

            /// Normalises and checks a raw text.
            pub fn parse(raw: &str) -> Result<Self, TextError> {
                let text = clean(raw, Self::MAX, $lines, Origin::Outside)?;
                let check: fn(String) -> Result<String, TextError> = $check;
                check(text).map(Self)
            }

            /// The text itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
        impl TryFrom<String> for $name {
            type Error = TextError;
            fn try_from(raw: String) -> Result<Self, TextError> {
                let text = clean(&raw, Self::MAX, $lines, Origin::Store)?;
                $(return $stored(text).map(Self);)?
                #[allow(unreachable_code, reason = "a kind that is stored by a rule of its own has returned")]
                {
                    let check: fn(String) -> Result<String, TextError> = $check;
                    check(text).map(Self)
                }
            }
        }
        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }
    )+};
}

texts! {
    /// What a question, a message, a draft or a note says.
    Body, 20_000, Lines::Many, Ok;
    /// The line above a question.
    Subject, 200, Lines::One, Ok;
    /// What a person, a topic or a calendar is called.
    Name, 100, Lines::One, Ok;
    /// A longer remark beside a name: what a topic is about, a signature, a reason.
    Remark, 2_000, Lines::Many, Ok;
    /// An e-mail address that mail can be sent to, lower-cased, so that one person has one. Addresses from the database
    /// and from the outbox (`TryFrom`) may be older than this check.
    Email, 254, Lines::Identifier, sendable, stored email;
    /// A name on a social network.
    Handle, 100, Lines::Identifier, handle;
    /// A short name of lower-case letters, digits, `-` and `_` that files and addresses use.
    Key, 40, Lines::Identifier, key;
    /// The id a channel gave a message, or the key a program gave a request.
    ExternalId, 255, Lines::Identifier, Ok;
}

#[expect(clippy::needless_pass_by_value, reason = "every check takes the text and gives it back")]
fn email(text: String) -> Result<String, TextError> {
    let lower = text.to_lowercase();
    let plausible = lower.split_once('@').is_some_and(|(local, domain)| {
        !local.is_empty()
            && local.len() <= 64
            && domain.split('.').count() >= 2
            && domain.split('.').all(|label| {
                !label.is_empty()
                    && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                    && !label.starts_with('-')
            })
            && !local.chars().any(|c| c.is_whitespace() || "<>()[],;:\"\\@".contains(c))
    });
    if plausible { Ok(lower) } else { Err(TextError::Form(NOT_AN_ADDRESS)) }
}

/// An address that the mail library takes: the one check for whatever is typed or comes in.
fn sendable(text: String) -> Result<String, TextError> {
    let lower = email(text)?;
    let valid = lower.split_once('@').is_some_and(|(local, domain)| {
        EmailAddress::is_valid_local_part(local)
            && idna::domain_to_ascii(domain).is_ok_and(|ascii| EmailAddress::is_valid_domain(&ascii))
    });
    if valid { Ok(lower) } else { Err(TextError::Form(NOT_AN_ADDRESS)) }
}

fn handle(text: String) -> Result<String, TextError> {
    if text.contains(char::is_whitespace) {
        Err(TextError::Form("must not contain spaces"))
    } else {
        Ok(text)
    }
}

fn key(text: String) -> Result<String, TextError> {
    let lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
    if text.chars().all(lower) {
        Ok(text)
    } else {
        Err(TextError::Form("must be made of lower-case letters, digits, - and _"))
    }
}

impl Email {
    /// The address as mail servers take it: a domain with accents becomes punycode. None where the domain has no such form.
    pub fn ascii_domain(&self) -> Option<String> {
        let (local, domain) = self.split_once('@')?;
        idna::domain_to_ascii(domain).ok().map(|domain| format!("{local}@{domain}"))
    }
}

impl Body {
    /// The first `max` characters on one line, for lists and subjects; ends with `…` where it was cut.
    pub fn excerpt(&self, max: usize) -> String {
        let line = self.split_whitespace().collect::<Vec<_>>().join(" ");
        match line.char_indices().nth(max) {
            Some((cut, _)) => format!("{}…", line[..cut].trim_end()),
            None => line,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_normalised_once() {
        assert_eq!(Body::parse(" e\u{301}te\u{301}\r\nbien ").map(String::from), Ok("été\nbien".into()));
        assert_eq!(Email::parse("Lea@Example.TEST").map(String::from), Ok("lea@example.test".into()));
    }

    #[test]
    fn control_characters_of_word_processors_are_cleaned() {
        assert_eq!(
            Body::parse("un\u{b}deux\u{c}trois\u{2}\u{1f}").map(String::from),
            Ok("un\ndeux\ntrois".into())
        );
        assert_eq!(Subject::parse("un\u{b}deux\u{2}").map(String::from), Ok("un deux".into()));
        assert_eq!(Body::parse("\u{2}\u{b}"), Err(TextError::Empty));
        assert_eq!(ExternalId::parse("a\u{2}b"), Err(TextError::Control));
        assert!(is_clean_around(&(1..0xa0).filter_map(char::from_u32).collect::<String>()));
    }

    fn is_clean_around(raw: &str) -> bool {
        Body::parse(&format!("a{raw}b"))
            .is_ok_and(|body| body.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\t')))
    }

    #[test]
    fn what_cannot_be_kept_is_refused_with_a_reason() {
        assert_eq!(Body::parse(" \n "), Err(TextError::Empty));
        assert_eq!(Body::parse("a\0b"), Err(TextError::Control));
        assert_eq!(Subject::parse("a\nb"), Err(TextError::Control));
        assert_eq!(Body::parse(&"x".repeat(20_001)), Err(TextError::TooLong { max: 20_000, got: 20_001 }));
        assert_eq!(Body::parse(&"x".repeat(1 << 20)), Err(TextError::TooLong { max: 20_000, got: 1 << 20 }));
        for bad in ["", "lea", "lea@", "@x.test", "a b@x.test", "lea@x", "lea@x..test", "a@b@c.test"] {
            assert!(Email::parse(bad).is_err(), "{bad}");
        }
        assert!(Key::parse("Sizes").is_err());
    }

    #[test]
    fn what_nobody_sees_is_no_text() {
        assert_eq!(Name::parse("Léa\u{202e}\u{ad} B"), Name::parse("Léa B"));
        for nothing in ["\u{200b}", " \u{3164} \u{feff}", "\u{202e}\u{ad}", "\u{fe0f}\u{200d}"] {
            assert_eq!(Name::parse(nothing), Err(TextError::Empty), "{nothing:?}");
            assert_eq!(Body::parse(nothing), Err(TextError::Empty), "{nothing:?}");
        }
        assert_eq!(Email::parse("lea\u{200b}@example.test").unwrap().as_str(), "lea@example.test");
        assert_eq!(Body::parse("👩\u{200d}👧 ❤\u{fe0f}").unwrap().as_str(), "👩\u{200d}👧 ❤\u{fe0f}");
        assert!(Name::try_from("\u{3164}".to_owned()).is_ok(), "as stored");
    }

    #[test]
    fn an_address_that_no_server_takes_is_refused_but_still_loads() {
        let label = format!("a@{}.fr", "x".repeat(64));
        for bad in ["a..b@x.fr", ".a@x.fr", "a.@x.fr", "a@x-.fr", &label] {
            assert!(Email::parse(bad).is_err(), "{bad}");
            assert_eq!(Email::try_from(bad.to_owned()).map(String::from), Ok(bad.to_owned()), "as stored");
        }
        let accents = Email::parse("zoe@Café-Été.fr").unwrap();
        assert_eq!(accents.as_str(), "zoe@café-été.fr");
        assert_eq!(accents.ascii_domain().as_deref(), Some("zoe@xn--caf-t-dsabb.fr"));
    }

    #[test]
    fn an_excerpt_is_one_line() {
        let body = Body::parse("Bonjour,\n\nmon colis est perdu").unwrap();
        assert_eq!(body.excerpt(12), "Bonjour, mon…");
        assert_eq!(body.excerpt(100), "Bonjour, mon colis est perdu");
    }
}
