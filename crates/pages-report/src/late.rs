//! What the page on broken promises shows: where the time went before they were due.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use souffleur_insight::report::{Count, SlaReport};
use souffleur_render::Template;

use super::address::Address;
use super::asked::Asked;
use super::number::{Called, Number};
use super::sample;

/// A row: how many were broken, and by whom the time was spent.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LateRow {
    pub(super) is_total: bool,
    pub(super) called: Option<Called>,
    pub(super) breached: Number,
    pub(super) reasons: Vec<Number>,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct LatePage {
    #[serde(flatten)]
    asked: Asked,
    rows: Vec<LateRow>,
    total: Option<LateRow>,
    version: Option<String>,
    version_at: Option<Timestamp>,
}

impl LatePage {
    /// The page of a report.
    pub(super) fn of(address: &Address, report: &SlaReport, today: Date) -> Self {
        let row = |key: Option<&str>, label: Option<String>, figures: &souffleur_insight::report::Figures| {
            let breached = Number::of(address, key, figures, Count::Breached, 0);
            let whole = breached.count;
            LateRow {
                is_total: key.is_none(),
                called: key.map(|key| Called::of(address.cut, key, label)),
                breached,
                reasons: Count::REASONS.map(|count| Number::of(address, key, figures, count, whole)).into(),
            }
        };
        let rows = report.rows.iter().map(|of| row(Some(&of.key), of.label.clone(), &of.figures));
        Self {
            asked: Asked::of(address, report, today),
            rows: rows.filter(|row| row.breached.count > 0).collect(),
            total: Some(row(None, None, &report.total)),
            version: report.version.event.map(|event| event.to_string()),
            version_at: report.version.at,
        }
    }

    /// The page of a period that is none.
    pub(super) fn refused(asked: Asked) -> Self {
        Self { asked, rows: Vec::new(), total: None, version: None, version_at: None }
    }
}

impl Template for LatePage {
    const NAME: &'static str = "page/report/late.html";

    fn samples() -> Vec<Self> {
        sample::addresses("late")
            .into_iter()
            .map(|address| Self::of(&address, &sample::report(&address), sample::today()))
            .chain([Self::refused(sample::refused())])
            .collect()
    }
}
