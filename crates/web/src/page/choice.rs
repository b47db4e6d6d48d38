//! One of several, to choose from.

use serde::Serialize;

/// One of several, in a select.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What the form sends.
    pub value: String,
    /// What people read.
    pub label: String,
}
