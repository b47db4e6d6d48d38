//! What commands say to a person or a pipe. A closed pipe (`souffleur … | head`) ends the telling, not the program.

use std::{
    fmt::Display,
    io::{self, Write as _},
};

use crate::Error;

/// Writes one line to standard output.
pub(crate) fn tell(line: impl Display) {
    let _ = writeln!(io::stdout().lock(), "{line}");
}

/// Writes one line about something that is not as it should be to standard error.
pub(crate) fn warn(line: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}

/// A number with its noun: one question, two questions.
pub(crate) fn count(number: u64, noun: &str) -> String {
    count_as(number, noun, &format!("{noun}s"))
}

/// The same for a noun with a plural of its own.
pub(crate) fn count_as(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Writes what went wrong, why, and what to do about it, to standard error.
pub(crate) fn complain(error: &Error) {
    let mut out = io::stderr().lock();
    let _ = writeln!(out, "souffleur: {error}");
    let mut said = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        // Many libraries repeat their source in their own sentence.
        let sentence = cause.to_string();
        if !said.contains(&sentence) {
            let _ = writeln!(out, "  because {sentence}");
            said = sentence;
        }
        source = cause.source();
    }
    for line in error.advice().lines() {
        let _ = writeln!(out, "  {line}");
    }
}
