//! Case tables: one JSON object a line, each a calendar, a time of asking and the answers the arithmetic must give.
//!
//! `souffleur sla check FILE.jsonl` reads them. A line that cannot be read is a failed case with its reason; only
//! the reader itself can end a check.

use std::fmt;
use std::io::{self, BufRead};

use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value;

use crate::{Calendar, DueError, Pause, Share, TargetRule, draft_due_at, due_at, elapsed};

/// So many failures are kept; the rest are only counted.
pub const FAILURES_KEPT: usize = 20;

/// What a check found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Cases in which everything agreed.
    pub passed: usize,
    /// Cases in which something did not, or that could not be read.
    pub failed: usize,
    /// The first of those.
    pub first_failures: Vec<Failure>,
}

/// One disagreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failure {
    /// The line in the file, from 1.
    pub line: usize,
    /// The id of the case, where it could be read.
    pub id: Option<String>,
    /// Which answer it is about: `due_at`, `draft`, `elapsed` or the `case` itself.
    pub what: &'static str,
    /// What the file says.
    pub expected: String,
    /// What the arithmetic says, or why the case cannot be read.
    pub got: String,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}", self.line)?;
        if let Some(id) = &self.id {
            write!(f, " (id {id})")?;
        }
        write!(f, ": {}: expected {}, got {}", self.what, self.expected, self.got)
    }
}

/// Checks every line of a case table; blank lines are passed over.
pub fn check(mut reader: impl BufRead) -> io::Result<Report> {
    let mut report = Report::default();
    let mut bytes = Vec::new();
    for line in 1.. {
        bytes.clear();
        if reader.read_until(b'\n', &mut bytes)? == 0 {
            break;
        }
        if bytes.trim_ascii().is_empty() {
            continue;
        }
        match check_line(&bytes) {
            Ok(()) => report.passed += 1,
            Err(failure) => report.add(Failure { line, ..failure }),
        }
    }
    Ok(report)
}

impl Report {
    fn add(&mut self, failure: Failure) {
        self.failed += 1;
        if self.first_failures.len() < FAILURES_KEPT {
            self.first_failures.push(failure);
        }
    }
}

#[derive(Deserialize)]
struct Case {
    calendar: Calendar,
    asked_at: Timestamp,
    target: TargetRule,
    #[serde(default)]
    pauses: Vec<(Timestamp, Option<Timestamp>)>,
    /// Absent is a mistake in the file, null an answer.
    #[serde(deserialize_with = "Option::deserialize")]
    due_at: Option<Timestamp>,
    draft: Option<Draft>,
    elapsed: Option<Elapsed>,
}

#[derive(Deserialize)]
struct Draft {
    share: Share,
    due_at: Timestamp,
}

#[derive(Deserialize)]
struct Elapsed {
    until: Timestamp,
    working_seconds: f64,
}

fn check_line(bytes: &[u8]) -> Result<(), Failure> {
    let unreadable = |id, error: serde_json::Error| failure(id, "case", "a readable case", error.to_string());
    let value: Value = serde_json::from_slice(bytes).map_err(|error| unreadable(None, error))?;
    let id = value.get("id").map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
    let case: Case = serde_json::from_value(value).map_err(|error| unreadable(id.clone(), error))?;
    check_due(&case, id.as_deref())?;
    check_draft(&case, id.as_deref())?;
    check_elapsed(&case, id.as_deref())
}

fn check_due(case: &Case, id: Option<&str>) -> Result<(), Failure> {
    let pauses: Vec<_> = case.pauses.iter().map(|&(from, until)| Pause { from, until }).collect();
    match due_at(&case.calendar, &case.target, case.asked_at, &pauses) {
        Ok(due) if due == case.due_at => Ok(()),
        got => Err(failure(id.map(str::to_owned), "due_at", said(&Ok(case.due_at)), said(&got))),
    }
}

fn check_draft(case: &Case, id: Option<&str>) -> Result<(), Failure> {
    let (Some(draft), Some(reply_due)) = (&case.draft, case.due_at) else { return Ok(()) };
    match draft_due_at(&case.calendar, draft.share, case.asked_at, reply_due) {
        Ok(due) if due == draft.due_at => Ok(()),
        got => Err(failure(id.map(str::to_owned), "draft", draft.due_at.to_string(), said(&got.map(Some)))),
    }
}

fn check_elapsed(case: &Case, id: Option<&str>) -> Result<(), Failure> {
    let Some(expected) = &case.elapsed else { return Ok(()) };
    let got = elapsed(&case.calendar, case.asked_at, expected.until, &[]).as_secs_f64();
    // Seconds are written with three decimals, which half a millisecond tells apart.
    if (got - expected.working_seconds).abs() < 0.000_5 {
        return Ok(());
    }
    Err(failure(
        id.map(str::to_owned),
        "elapsed",
        format!("{} s", expected.working_seconds),
        format!("{got} s"),
    ))
}

fn said(due: &Result<Option<Timestamp>, DueError>) -> String {
    match due {
        Ok(Some(at)) => at.to_string(),
        Ok(None) => "none".to_owned(),
        Err(error) => error.to_string(),
    }
}

fn failure(
    id: Option<String>,
    what: &'static str,
    expected: impl Into<String>,
    got: impl Into<String>,
) -> Failure {
    // The line is filled in by the caller, which counts them.
    Failure { line: 0, id, what, expected: expected.into(), got: got.into() }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CASE: &str = r#"{"id":"paris","calendar":{"time_zone":"Europe/Paris","week":{"mon":[["09:00","18:00"]]},
        "exceptions":{}},"asked_at":"2026-06-01T07:30:00Z","target":{"kind":"working_time","minutes":60},"pauses":[],
        "due_at":"2026-06-01T08:30:00.000Z","elapsed":{"until":"2026-06-01T08:00:00Z","working_seconds":1800.0}}"#;

    fn check_text(text: &str) -> Report {
        check(text.as_bytes()).expect("a slice can be read")
    }

    fn case() -> String {
        CASE.replace('\n', " ")
    }

    #[test]
    fn counts_a_case_that_agrees() {
        let report = check_text(&format!("{}\n\n", case()));
        assert_eq!(report, Report { passed: 1, ..Report::default() });
    }

    #[test]
    fn says_what_was_expected_and_got() {
        let wrong_due = case().replace("08:30:00.000Z", "08:31:00.000Z");
        let wrong_elapsed = case().replace("1800.0", "1800.001");
        let report = check_text(&format!("{wrong_due}\n{}\n{wrong_elapsed}\n", case()));
        assert_eq!((report.passed, report.failed), (1, 2));
        let said: Vec<_> = report.first_failures.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "line 1 (id paris): due_at: expected 2026-06-01T08:31:00Z, got 2026-06-01T08:30:00Z",
                "line 3 (id paris): elapsed: expected 1800.001 s, got 1800 s",
            ]
        );
    }

    #[test]
    fn a_line_that_cannot_be_read_is_a_failure_with_its_reason() {
        let unknown_zone = case().replace("Europe/Paris", "Europe/Lutece");
        let without_answer = case().replace("\"due_at\"", "\"due\"");
        let text = format!("nonsense\n[]\n{unknown_zone}\n{without_answer}\n{{\"id\":7}}\n");
        let mut bytes = text.into_bytes();
        bytes.extend_from_slice(b"\xff\xfe\n");
        let report = check(bytes.as_slice()).expect("a slice can be read");
        assert_eq!((report.passed, report.failed), (0, 6));
        assert!(report.first_failures.iter().all(|failure| failure.what == "case"));
        assert!(report.first_failures[2].got.contains("Europe/Lutece"), "{:?}", report.first_failures[2]);
        assert_eq!(report.first_failures[4].id.as_deref(), Some("7"));
    }

    #[test]
    fn keeps_the_first_failures_and_counts_the_rest() {
        let report = check_text(&"nonsense\n".repeat(FAILURES_KEPT + 5));
        assert_eq!((report.failed, report.first_failures.len()), (FAILURES_KEPT + 5, FAILURES_KEPT));
    }
}
