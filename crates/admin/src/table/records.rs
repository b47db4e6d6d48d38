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

/// Where the next row of a text begins.
pub(super) struct Records {
    separator: u8,
    at: usize,
    line: u64,
    unclosed: Unclosed,
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

impl Records {
    pub(super) fn new(separator: u8) -> Self {
        Self { separator, at: 0, line: 1, unclosed: Unclosed::default() }
    }

    /// The next row of a text, which is the same one every time.
    pub(super) fn next<'a>(&mut self, text: &'a str) -> Option<Record<'a>> {
        let rest = text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let one_line = || rest.find('\n').unwrap_or(rest.len());
        let (length, broken) = match self.length(rest.as_bytes()) {
            Some(length) => (length, None),
            None => (one_line(), Some(QUOTES)),
        };
        let (text, line) = (&rest[..length], self.line);
        self.at += (length + 1).min(rest.len());
        self.line += 1 + text.bytes().filter(|byte| *byte == b'\n').count() as u64;
        Some(Record { text: text.trim_end_matches('\r'), line, broken })
    }

    /// The length of the row that begins here, without the end of its line; none where its quotation marks are wrong.
    fn length(&mut self, rest: &[u8]) -> Option<usize> {
        let mut state = State::CellBegins;
        let mut within = Vec::new();
        let mut wrong = false;
        for (place, &byte) in rest.iter().enumerate() {
            if state == State::Quoted && byte == b'\n' {
                if self.unclosed.contains(self.at + place) {
                    wrong = true;
                    break;
                }
                within.push(self.at + place);
            }
            state = match (state, byte) {
                (State::Quoted, b'"') | (State::Quote, b'\r') => State::Quote,
                (State::Quoted, _) | (State::Quote, b'"') => State::Quoted,
                (_, b'\n') => return Some(place),
                (_, byte) if byte == self.separator => State::CellBegins,
                (State::Quote, _) => {
                    wrong = true;
                    break;
                }
                (State::CellBegins, b'"') => State::Quoted,
                _ => State::Plain,
            };
        }
        if wrong || state == State::Quoted {
            self.unclosed.extend(within);
            return None;
        }
        Some(rest.len())
    }
}

/// Ends of lines that, when they stand within a quotation, lead to no end of the row: a file of nothing but such rows is
/// read once, not once more for each of its rows.
#[derive(Default)]
struct Unclosed(Vec<u64>);

impl Unclosed {
    fn contains(&self, at: usize) -> bool {
        self.0.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
    }

    fn extend(&mut self, places: Vec<usize>) {
        for at in places {
            if self.0.len() <= at / 64 {
                self.0.resize(at / 64 + 1, 0);
            }
            self.0[at / 64] |= 1 << (at % 64);
        }
    }
}
