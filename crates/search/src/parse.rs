//! Reads what somebody typed. A mistake is told with its place; what only looks like an operator, such as `12:30` or an
//! address, is a word.

use jiff::civil::{Date, date};

use super::{
    exact::{address, telephone},
    operator::{HasFilter, IsFilter, Operator},
    query::{Query, Term, TermKind},
    stem::folded,
};
use souffleur_core::question::Status;

/// Characters of a query.
pub const MAX_QUERY_CHARS: usize = 500;
/// Terms of a query.
pub const MAX_TERMS: usize = 32;

/// Why a query can't be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{mistake} (character {at})")]
pub struct SyntaxError {
    /// The place of the mistake, in characters from 1.
    pub at: usize,
    /// What it is.
    pub mistake: SyntaxErrorKind,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SyntaxErrorKind {
    /// A quotation that does not end.
    #[error("a quotation mark is not closed")]
    OpenQuote,
    /// An operator that is none.
    #[error("there is no operator “{0}:”")]
    UnknownOperator(String),
    /// An operator without a value.
    #[error("“{0}:” says nothing")]
    NoValue(&'static str),
    /// A value that the operator does not know.
    #[error("“{operator}:” does not know “{value}”; it takes {known}")]
    UnknownValue {
        /// The operator.
        operator: &'static str,
        /// What was typed.
        value: String,
        /// What it could be.
        known: String,
    },
    /// Not a day.
    #[error("“{0}” is not a day, a month or a year like 2026-11-23, 2026-11 or 2026")]
    Date(String),
    /// A number that no question can have.
    #[error("“{0}” is not the number of a question")]
    Number(String),
    /// More than anybody looks for.
    #[error("it is longer than {MAX_QUERY_CHARS} characters, or has more than {MAX_TERMS} words")]
    TooLong,
}

/// Reads a query.
pub fn parse(typed: &str) -> Result<Query, SyntaxError> {
    let letters: Vec<char> = typed.chars().collect();
    if letters.len() > MAX_QUERY_CHARS {
        return Err(SyntaxError { at: MAX_QUERY_CHARS, mistake: SyntaxErrorKind::TooLong });
    }
    let mut reading = Reading { letters: &letters, at: 0, mailbox: false };
    let mut terms: Vec<Term> = Vec::new();
    while let Some(term) = reading.term()? {
        if std::mem::take(&mut reading.mailbox) && !term.negated {
            // `"Name" <address>`: the address says who it is, however they are called here.
            terms
                .retain(|term| term.negated || !matches!(term.what, TermKind::Word(_) | TermKind::Phrase(_)));
        }
        terms.push(term);
        if terms.len() > MAX_TERMS {
            return Err(SyntaxError { at: reading.at, mistake: SyntaxErrorKind::TooLong });
        }
    }
    Ok(Query { terms: with_telephones(without_number_signs(terms)) })
}

/// Leaves out what people write before a number, as a word of its own.
fn without_number_signs(mut terms: Vec<Term>) -> Vec<Term> {
    let is_sign = |term: &Term| match term {
        Term { negated: false, what: TermKind::Word(word) } => {
            NUMBER_SIGNS.contains(&word.to_lowercase().as_str())
        }
        _ => false,
    };
    let is_number = |term: &Term| match term {
        Term { negated: false, what: TermKind::Word(word) } => word.starts_with(|c: char| c.is_ascii_digit()),
        _ => false,
    };
    // From the end: there may be two signs before a number.
    for at in (1..terms.len()).rev() {
        if is_number(&terms[at]) && is_sign(&terms[at - 1]) {
            terms.remove(at - 1);
        }
    }
    terms
}

/// Makes one word of the words of each telephone number.
fn with_telephones(mut terms: Vec<Term>) -> Vec<Term> {
    let word = |term: &Term| match &term.what {
        TermKind::Word(word) if !term.negated => Some(word.clone()),
        _ => None,
    };
    let mut at = 0;
    while at < terms.len() {
        let words: Vec<String> = terms[at..].iter().map_while(word).collect();
        let number = (1..=words.len()).rev().find_map(|end| Some((end, telephone(&words[..end].join(" "))?)));
        if let Some((end, number)) = number {
            terms.splice(at..at + end, [Term { negated: false, what: TermKind::Word(number) }]);
        }
        at += 1;
    }
    terms
}

struct Reading<'a> {
    letters: &'a [char],
    at: usize,
    /// Whether the last term was an address between angle brackets.
    mailbox: bool,
}

/// What people write before a number.
const NUMBER_SIGNS: [&str; 5] = ["n°", "nº", "№", "no.", "nr."];

/// The sign that ends a quotation, by the one that begins it.
const fn closing(letter: char) -> Option<char> {
    match letter {
        '"' => Some('"'),
        '“' => Some('”'),
        '«' => Some('»'),
        _ => None,
    }
}

const fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '«' | '»')
}

impl Reading<'_> {
    fn term(&mut self) -> Result<Option<Term>, SyntaxError> {
        loop {
            self.skip(|letter| letter.is_whitespace() || matches!(letter, '”' | '»'));
            let before = self.at;
            self.skip(|letter| letter == '-');
            let negated = self.at > before;
            let Some(first) = self.peek() else { return Ok(None) };
            let what = match closing(first) {
                Some(end) => {
                    let words = self.quoted(end, true)?;
                    (!words.is_empty()).then_some(TermKind::Phrase(words))
                }
                None => self.chunk()?,
            };
            if let Some(what) = what {
                return Ok(Some(Term { negated, what }));
            }
        }
    }

    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn skip(&mut self, of: impl Fn(char) -> bool) {
        while self.peek().is_some_and(&of) {
            self.at += 1;
        }
    }

    fn take(&mut self, of: impl Fn(char) -> bool) -> String {
        let from = self.at;
        self.skip(of);
        self.letters[from..self.at].iter().collect()
    }

    /// The words up to the end of a quotation; none where the sign is a stray one, which `may_stray`.
    fn quoted(&mut self, end: char, may_stray: bool) -> Result<String, SyntaxError> {
        let opened = self.at;
        self.at += 1;
        let words = self.take(|letter| letter != end);
        if self.peek().is_none() {
            let follows_word = opened > 0 && self.letters[opened - 1].is_alphanumeric();
            let opens_nothing = self.letters.get(opened + 1).is_none_or(|letter| letter.is_whitespace());
            if may_stray && (follows_word || opens_nothing) {
                self.at = opened + 1;
                return Ok(String::new());
            }
            return Err(mistake(opened, SyntaxErrorKind::OpenQuote));
        }
        self.at += 1;
        // Other quotation marks inside it mean nothing, and would not survive being written down.
        let words: Vec<&str> =
            words.split(|letter: char| letter.is_whitespace() || is_quote(letter)).collect();
        Ok(words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
    }

    /// What stands up to the next space: an operator with its value, a number, a word.
    fn chunk(&mut self) -> Result<Option<TermKind>, SyntaxError> {
        let from = self.at;
        let chunk = self.take(|letter| !letter.is_whitespace() && !is_quote(letter));
        if let Some((name, value)) = chunk.split_once(':') {
            let operator = Operator::called(&folded(name).join(" "));
            let quoted = value.is_empty().then(|| self.peek().and_then(closing)).flatten();
            let is_name = name.chars().count() > 1 && name.chars().all(char::is_alphabetic);
            if let Some(operator) = operator.filter(|_| is_name) {
                let value = match quoted {
                    Some(end) => self.quoted(end, false)?,
                    None => value.to_owned(),
                };
                return operand(operator, &value).map(Some).map_err(|wrong| mistake(from, wrong));
            }
            // "Réf:AB-12" and "tel:06…" name what they are; nobody names an operator so.
            let is_copied = value.contains(|c: char| c.is_ascii_digit() || c == '@');
            if is_name && is_copied && address(&chunk).is_none() && !value.starts_with('/') {
                let value = value.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '+');
                return Ok(self.word(&value.replace(':', "-")));
            }
            if is_name
                && address(&chunk).is_none()
                && (quoted.is_some() || !(value.is_empty() || value.starts_with('/')))
            {
                return Err(mistake(from, SyntaxErrorKind::UnknownOperator(name.to_owned())));
            }
        }
        if let Some(digits) =
            chunk.strip_prefix('#').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        {
            let number =
                digits.parse().map_err(|_| mistake(from, SyntaxErrorKind::Number(digits.to_owned())))?;
            return Ok(Some(TermKind::Number(number)));
        }
        Ok(self.word(&chunk))
    }

    /// A word without what stands around what was copied; none where nothing is left.
    fn word(&mut self, chunk: &str) -> Option<TermKind> {
        if let Some(address) = address(chunk) {
            self.mailbox = chunk.starts_with('<');
            return Some(TermKind::Word(address.to_owned()));
        }
        let begin = |sign: &&str| chunk.get(..sign.len()).is_some_and(|begin| begin.to_lowercase() == **sign);
        let number = NUMBER_SIGNS.iter().find(|sign| begin(sign)).map(|sign| &chunk[sign.len()..]);
        let is_number = |rest: &str| rest.starts_with(|c: char| c.is_ascii_digit());
        match number {
            Some(rest) if is_number(rest) => Some(TermKind::Word(rest.to_owned())),
            _ => (!folded(chunk).is_empty()).then(|| TermKind::Word(chunk.to_owned())),
        }
    }
}

const fn mistake(at: usize, mistake: SyntaxErrorKind) -> SyntaxError {
    SyntaxError { at: at + 1, mistake }
}

fn operand(operator: Operator, value: &str) -> Result<TermKind, SyntaxErrorKind> {
    let text = value.trim();
    if text.is_empty() {
        return Err(SyntaxErrorKind::NoValue(operator.as_str()));
    }
    let text = text.to_owned();
    let unknown = |known: String| SyntaxErrorKind::UnknownValue {
        operator: operator.as_str(),
        value: text.clone(),
        known,
    };
    let said = folded(&text).join("_");
    Ok(match operator {
        Operator::From => TermKind::From(text),
        Operator::Topic => TermKind::Topic(text),
        Operator::Expert => TermKind::Expert(text),
        Operator::Channel => TermKind::Channel(text),
        Operator::Status => TermKind::Status(
            status(&said).ok_or_else(|| unknown(Status::ALL.map(Status::as_str).join(", ")))?,
        ),
        Operator::Is => {
            let state = IsFilter::ALL.into_iter().find(|state| state.names().contains(&said.as_str()));
            TermKind::Is(
                state.ok_or_else(|| unknown(IsFilter::ALL.map(|state| state.names()[0]).join(", ")))?,
            )
        }
        Operator::Has => {
            let thing = HasFilter::ALL.into_iter().find(|thing| thing.names().contains(&said.as_str()));
            TermKind::Has(
                thing.ok_or_else(|| unknown(HasFilter::ALL.map(|thing| thing.names()[0]).join(", ")))?,
            )
        }
        Operator::Before => TermKind::Before(day(&text).ok_or(SyntaxErrorKind::Date(text))?),
        Operator::After => TermKind::After(day(&text).ok_or(SyntaxErrorKind::Date(text))?),
    })
}

/// A status by its name in either language, folded.
fn status(name: &str) -> Option<Status> {
    let french = |status| match status {
        Status::New => ["nouveau", "nouvelle"],
        Status::Assigned => ["attribue", "attribuee"],
        Status::Drafted => ["redige", "redigee"],
        Status::Answered => ["repondu", "repondue"],
        Status::Closed => ["clos", "close"],
        Status::Hidden => ["masque", "masquee"],
    };
    Status::ALL.into_iter().find(|status| status.as_str() == name || french(*status).contains(&name))
}

/// A day, the first of a month, the first of a year; written as ISO 8601 does, or as one does in France.
fn day(text: &str) -> Option<Date> {
    let digits = |text: &str| text.len() <= 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts: Vec<&str> = text.split(['-', '/', '.']).collect();
    if !parts.iter().all(|part| digits(part)) {
        return None;
    }
    let number = |at: usize| parts[at].parse::<i16>().ok();
    let small = |at: usize| parts[at].parse::<i8>().ok();
    let (year, month, day) = match parts.len() {
        1 if parts[0].len() == 4 => (number(0)?, 1, 1),
        2 if parts[0].len() == 4 => (number(0)?, small(1)?, 1),
        2 if parts[1].len() == 4 => (number(1)?, small(0)?, 1),
        3 if parts[0].len() == 4 => (number(0)?, small(1)?, small(2)?),
        3 if parts[2].len() == 4 => (number(2)?, small(1)?, small(0)?),
        _ => return None,
    };
    // No calendar program goes further back, and instants have to be made of it.
    let known = date(1900, 1, 1)..=date(9000, 12, 31);
    Date::new(year, month, day).ok().filter(|day| known.contains(day))
}
