//! A target rule as files, forms and the database write it; nothing in it has been checked.

use serde::{Deserialize, Serialize};

/// The written shape of a [`TargetRule`](super::TargetRule).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum RawTargetRule {
    /// `{kind: "cutoff", rules: [...]}`
    Cutoff {
        /// The lines of the table.
        rules: Vec<RawCutoffRule>,
    },
    /// `{kind: "working_time", minutes: 240}`
    WorkingTime {
        /// Minutes of working time.
        minutes: u32,
    },
}

/// The written shape of a [`CutoffRule`](super::CutoffRule).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCutoffRule {
    /// `HH:MM`
    pub before: String,
    /// `HH:MM`
    pub due: String,
    /// So many working days later.
    pub working_days: u32,
}
