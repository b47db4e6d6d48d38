//! Where one row of a CSV file ends and the next begins, when a quote may be missing (RFC 4180, section 2).

/// One row as it stands in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record<'a> {
    /// Without the end of its line.
    pub(super) text: &'a str,
    /// The line on which it begins, from 1.
    pub(super) line: u64,
    /// What is wrong with its quotation marks; it is then one line of the file, and the next row begins with the next line.
    pub(super) broken: Option<&'static str>,
}

/// The rows of a text.
pub(super) struct Records<'a> {
    text: &'a str,
    separator: u8,
    at: usize,
    line: u64,
}

const QUOTES: &str = "has a quotation mark that is never closed, or one within a cell that is not doubled";

/// Where the reading of a row stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    CellBegins,
    Plain,
    Quoted,
    /// After a quotation mark within a quoted cell: its end, or the first of two.
    Quote,
}

impl<'a> Records<'a> {
    pub(super) fn new(text: &'a str, separator: u8) -> Self {
        Self::from(text, separator, 0, 1)
    }

    /// The rows from a position on.
    pub(super) fn from(text: &'a str, separator: u8, at: usize, line: u64) -> Self {
        Self { text, separator, at, line }
    }

    /// The place and the line of the next row.
    pub(super) fn position(&self) -> (usize, u64) {
        (self.at, self.line)
    }

    /// The length of the row that begins here, without the end of its line, or what is wrong with it.
    fn length(&self, rest: &[u8]) -> Result<usize, &'static str> {
        let mut state = State::CellBegins;
        for (place, &byte) in rest.iter().enumerate() {
            state = match (state, byte) {
                (State::Quoted, b'"') | (State::Quote, b'\r') => State::Quote,
                (State::Quoted, _) | (State::Quote, b'"') => State::Quoted,
                (_, b'\n') => return Ok(place),
                (_, byte) if byte == self.separator => State::CellBegins,
                (State::Quote, _) => return Err(QUOTES),
                (State::CellBegins, b'"') => State::Quoted,
                _ => State::Plain,
            };
        }
        if state == State::Quoted { Err(QUOTES) } else { Ok(rest.len()) }
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let one_line = || rest.find('\n').unwrap_or(rest.len());
        let (length, broken) = match self.length(rest.as_bytes()) {
            Ok(length) => (length, None),
            Err(broken) => (one_line(), Some(broken)),
        };
        let (text, line) = (&rest[..length], self.line);
        self.at += (length + 1).min(rest.len());
        self.line += 1 + text.bytes().filter(|byte| *byte == b'\n').count() as u64;
        Some(Record { text: text.trim_end_matches('\r'), line, broken })
    }
}
