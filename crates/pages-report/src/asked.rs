//! What every report asks: a period, promises, something to compare with.

use jiff::civil::Date;
use serde::Serialize;
use souffleur_insight::report::{Dimension, Promises, SlaReport, Wanted};
use souffleur_web::page::FieldErrors;

use super::address::{Address, Against, Params, presets};
use super::number::Way;

/// What every report asks: a period, promises, something to compare with.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Asked {
    /// The first day, as typed.
    pub(super) from: String,
    /// The last day, as typed.
    pub(super) to: String,
    pub(super) against_from: String,
    pub(super) against_to: String,
    /// What is wrong with them.
    pub(super) errors: FieldErrors,
    /// The zone that days are counted in.
    pub(super) time_zone: String,
    /// The periods one click away.
    pub(super) presets: Vec<Way>,
    /// What it may be compared with.
    pub(super) comparisons: Vec<Way>,
    /// First replies, later ones, both.
    pub(super) promises: Vec<Way>,
    /// Which of them.
    pub(super) promise: &'static str,
    /// The cut.
    pub(super) group_by: &'static str,
    /// All cuts.
    pub(super) cuts: Vec<Way>,
    /// The one row it is about.
    pub(super) only: Option<Only>,
}

/// The one row that a report is about.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Only {
    pub(super) cut: &'static str,
    pub(super) key: String,
    /// What people call it.
    pub(super) label: Option<String>,
    /// The report about all rows.
    pub(super) all: String,
}

impl Asked {
    /// As a report answered it.
    pub(super) fn of(address: &Address, report: &SlaReport, today: Date) -> Self {
        let Wanted { period, promises, only } = &address.wanted;
        let against = report.against.as_ref().map(|against| against.period);
        let typed = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        Self {
            from: period.from.to_string(),
            to: period.to.to_string(),
            against_from: typed(against.map(|period| period.from)),
            against_to: typed(against.map(|period| period.to)),
            errors: FieldErrors::none(),
            time_zone: report.time_zone.clone(),
            promise: promises.as_str(),
            only: only.as_ref().map(|(cut, key)| Only {
                cut: cut.as_str(),
                key: key.clone(),
                label: report.only_label.clone(),
                all: Address {
                    cut: *cut,
                    wanted: Wanted { only: None, ..address.wanted.clone() },
                    ..address.clone()
                }
                .report(),
            }),
            ..Self::ways(address, today)
        }
    }

    /// As it was typed, with what is wrong.
    pub(super) fn again(
        address: &Address,
        params: Params,
        errors: FieldErrors,
        time_zone: String,
        today: Date,
    ) -> Self {
        let Params { from, to, against_from, against_to, .. } = params;
        Self { from, to, against_from, against_to, errors, time_zone, ..Self::ways(address, today) }
    }

    fn ways(address: &Address, today: Date) -> Self {
        let Wanted { period, promises, only } = &address.wanted;
        let way = |key, there: &Address, current| Way { key, href: there.report(), current };
        let cuts = Dimension::ALL.into_iter().filter(|cut| only.is_none() || cut.is_of_days());
        let comparisons = [Against::Nothing, Against::Previous, Against::Year];
        let same_as = |one: Against| one == address.against;
        Self {
            from: String::new(),
            to: String::new(),
            against_from: String::new(),
            against_to: String::new(),
            errors: FieldErrors::none(),
            time_zone: String::new(),
            presets: presets(today)
                .map(|(key, of)| way(key, &address.about(address.wanted.during(of)), of == *period))
                .into(),
            comparisons: comparisons.map(|of| way(of.as_str(), &address.compared(of), same_as(of))).into(),
            promises: Promises::ALL
                .map(|of| {
                    let wanted = Wanted { promises: of, ..address.wanted.clone() };
                    way(of.as_str(), &address.about(wanted), of == *promises)
                })
                .into(),
            promise: promises.as_str(),
            group_by: address.cut.as_str(),
            cuts: cuts.map(|of| way(of.as_str(), &address.cut_by(of), of == address.cut)).collect(),
            only: None,
        }
    }
}
