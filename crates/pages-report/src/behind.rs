//! What is behind one number of a report: which number it is, and the lines that make it.

use serde::{Deserialize, Serialize};
use souffleur_insight::report::Period;

/// Which row and column, as the address says it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Place {
    /// What the rows are, where a report has several tables.
    pub(super) by: String,
    /// The row.
    pub(super) key: String,
    /// The column.
    pub(super) state: String,
}

/// The lines of a cell, as many as its number says.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Listed<L> {
    /// The first day.
    pub(super) from: String,
    /// The last day.
    pub(super) to: String,
    /// What the row is called.
    pub(super) label: Option<String>,
    /// The column.
    pub(super) state: &'static str,
    /// How many.
    pub(super) count: usize,
    /// Which.
    pub(super) lines: Vec<L>,
    /// The report.
    pub(super) back: String,
}

impl<L> Listed<L> {
    /// The lines of a column, and the report they are of.
    pub(super) fn of(
        period: Period,
        label: Option<String>,
        state: &'static str,
        lines: Vec<L>,
        back: String,
    ) -> Self {
        let (from, to) = (period.from.to_string(), period.to.to_string());
        Self { from, to, label, state, count: lines.len(), lines, back }
    }
}
