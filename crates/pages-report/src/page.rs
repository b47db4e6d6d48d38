//! What the report on promises shows.

use jiff::civil::Date;
use serde::Serialize;
use souffleur_insight::report::SlaReport;
use souffleur_render::Template;

use super::address::Address;
use super::asked::Asked;
use super::definition::{Definition, definitions};
use super::figures::Report;
use super::sample;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct SlaPage {
    #[serde(flatten)]
    pub(super) asked: Asked,
    /// The figures, unless the period is none.
    pub(super) report: Option<Report>,
    /// The ledger as a file.
    pub(super) csv: String,
    /// Where a link to it is made, by whom may make one.
    pub(super) share: Option<String>,
    /// Every definition that the page makes use of.
    pub(super) definitions: Vec<Definition>,
}

/// While the past is being counted.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Counting {}

impl SlaPage {
    /// The page of a report.
    pub(super) fn of(address: &Address, report: &SlaReport, today: Date) -> Self {
        Self {
            asked: Asked::of(address, report, today),
            report: Some(Report::of(address, report)),
            csv: address.csv(),
            share: None,
            definitions: definitions(),
        }
    }

    /// The page of a period that is none.
    pub(super) fn refused(asked: Asked) -> Self {
        Self { asked, report: None, csv: String::new(), share: None, definitions: definitions() }
    }
}

impl Template for SlaPage {
    const NAME: &'static str = "page/report/sla.html";

    fn samples() -> Vec<Self> {
        sample::addresses("sla")
            .into_iter()
            .map(|address| Self::of(&address, &sample::report(&address), sample::today()))
            .map(|page| Self { share: Some("/reports/share?from=2025-11-18".to_owned()), ..page })
            .chain([Self::refused(sample::refused())])
            .collect()
    }
}

impl Template for Counting {
    const NAME: &'static str = "page/report/counting.html";

    fn samples() -> Vec<Self> {
        vec![Self {}]
    }
}
