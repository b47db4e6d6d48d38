//! The addresses of the routing report.

use souffleur_insight::report::{Count, Dimension, Period};

use super::address::days;

/// The address of the routing report on a period.
pub(super) fn routing_path(period: Period) -> String {
    format!("/reports/routing?{}", days(period))
}

/// The address of the questions behind one number of the routing report.
pub(super) fn routed_path(period: Period, row: Option<(Dimension, &str)>, count: Count) -> String {
    let row = row.map(|(by, key)| [("by", by.as_str()), ("key", key)]);
    let rest = serde_html_form::to_string(row.as_slice().concat()).unwrap_or_default();
    let and = if rest.is_empty() { "" } else { "&" };
    format!("/reports/routing/questions?{}&state={}{and}{rest}", days(period), count.as_str())
}
