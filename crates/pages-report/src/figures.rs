//! The figures of a period, as the report on promises shows them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use souffleur_app::view::PauseView;
use souffleur_insight::report::{
    Correction, Count, Dimension, Figures, HandlingStage, ObjectiveView, Period, Promises, Ratio, SlaReport,
    SlaRow, TimeBasis, Wanted,
};

use super::address::Address;
use super::chart::{Bar, Heat, bars, heat};
use super::number::{Called, Number, tone};

/// A row of the report.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Row {
    /// Whether it is all of them together.
    pub(super) is_total: bool,
    /// What it is called; none of the total.
    pub(super) called: Option<Called>,
    /// The report about this row only.
    pub(super) into: Option<String>,
    /// Received, met, breached, pending, no reply needed; and of them, those during which the house paused.
    pub(super) counts: Vec<Number>,
    /// Kept or missed.
    pub(super) judged: u64,
    /// The share kept.
    pub(super) rate: Option<f64>,
    /// The share kept, in hundredths of the bar.
    pub(super) bar: f64,
    /// `good`, `warn` or `bad`: how that share looks.
    pub(super) tone: &'static str,
    /// The share kept in the period it is compared with, where it is.
    pub(super) before: Option<f64>,
    /// Seconds within which half of the customers had their first reply.
    pub(super) p50: Option<i64>,
    /// Seconds within which nine in ten had.
    pub(super) p90: Option<i64>,
}

/// How long a step took, by one clock.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Took {
    pub(super) step: &'static str,
    pub(super) clock: &'static str,
    pub(super) p50: Option<i64>,
    pub(super) p90: Option<i64>,
    pub(super) p95: Option<i64>,
}

/// A share with the numbers it is made of.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Part {
    pub(super) share: &'static str,
    pub(super) value: Option<f64>,
    pub(super) some: Number,
    pub(super) of: u64,
    pub(super) before: Option<f64>,
}

/// A correction, with the way to its question.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Corrected {
    number: i64,
    href: String,
    day: Date,
    at: Timestamp,
    field: String,
    was: Option<String>,
    became: Option<String>,
}

/// The figures of a period.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Report {
    pub(super) rows: Vec<Row>,
    pub(super) total: Row,
    pub(super) answered: Number,
    pub(super) house_paused: bool,
    pub(super) bars: Vec<Bar>,
    pub(super) heat: Option<Heat>,
    pub(super) reasons: Vec<Number>,
    pub(super) late: String,
    pub(super) took: Vec<Took>,
    pub(super) parts: Vec<Part>,
    pub(super) drafts: Vec<Number>,
    /// The replies to later messages: how many, kept, missed, and where they are.
    pub(super) follow_ups: Option<Vec<Number>>,
    pub(super) follow_ups_href: String,
    pub(super) against: Option<Period>,
    pub(super) pauses: Vec<PauseView>,
    pub(super) objectives: Vec<ObjectiveView>,
    pub(super) version: Option<String>,
    pub(super) version_at: Option<Timestamp>,
    pub(super) corrections: Vec<Corrected>,
}

const COLUMNS: [Count; 7] = [
    Count::Received,
    Count::Met,
    Count::Breached,
    Count::Pending,
    Count::NoReplyNeeded,
    Count::Workload,
    Count::HousePaused,
];

impl Row {
    fn of(address: &Address, row: &SlaRow) -> Self {
        let new = Self::new(address, Some(&row.key), &row.figures);
        let into = !address.cut.is_of_days() && address.cut != Dimension::Hour && address.shared.is_none();
        Self {
            called: Some(Called::of(address.cut, &row.key, row.label.clone())),
            into: into.then(|| address.on_row(&row.key).report()),
            before: row.before.as_ref().and_then(|before| before.share(Ratio::Kept)),
            ..new
        }
    }

    fn new(address: &Address, key: Option<&str>, figures: &Figures) -> Self {
        let rate = figures.share(Ratio::Kept);
        let took = figures.took(HandlingStage::Reply, TimeBasis::Real);
        let received = figures.count(Count::Received);
        Self {
            is_total: key.is_none(),
            called: None,
            into: None,
            counts: COLUMNS.map(|count| Number::of(address, key, figures, count, received)).into(),
            judged: figures.judged(),
            rate,
            bar: rate.unwrap_or_default() * 100.0,
            tone: tone(rate),
            before: None,
            p50: took.p50,
            p90: took.p90,
        }
    }
}

impl Report {
    pub(super) fn of(address: &Address, report: &SlaReport) -> Self {
        let total = &report.total;
        let before = report.against.as_ref().map(|against| &against.total);
        let number = |count, whole| Number::of(address, None, total, count, whole);
        let breached = total.count(Count::Breached);
        let later = address.about(Wanted { promises: Promises::NextReply, ..address.wanted.clone() });
        let follow_up = |figures: &Figures| {
            let received = figures.count(Count::Received);
            [Count::Received, Count::Met, Count::Breached, Count::Pending, Count::NoReplyNeeded]
                .map(|count| Number::of(&later, None, figures, count, received))
                .into()
        };
        Self {
            rows: report.rows.iter().map(|row| Row::of(address, row)).collect(),
            total: Row {
                before: before.and_then(|before| before.share(Ratio::Kept)),
                ..Row::new(address, None, total)
            },
            answered: number(Count::Answered, 0),
            house_paused: total.count(Count::HousePaused) > 0,
            bars: if address.cut.is_of_days() { bars(address, &report.rows) } else { Vec::new() },
            heat: (address.cut == Dimension::Hour).then(|| heat(address, &report.rows)),
            reasons: Count::REASONS.map(|count| number(count, breached)).into(),
            late: Address { place: "late", ..address.clone() }.report(),
            took: took(total),
            parts: Ratio::ALL.into_iter().skip(1).map(|share| part(address, share, total, before)).collect(),
            drafts: [Count::Unchanged, Count::Edited, Count::OwnWords, Count::Returned, Count::Thanked]
                .map(|count| number(count, total.count(Count::Answered)))
                .into(),
            follow_ups: report.follow_ups.as_ref().filter(|figures| !figures.is_empty()).map(follow_up),
            follow_ups_href: later.report(),
            against: report.against.as_ref().map(|against| against.period),
            pauses: report.pauses.clone(),
            objectives: report.objectives.clone(),
            version: report.version.event.map(|event| event.to_string()),
            version_at: report.version.at,
            corrections: report.corrections.iter().map(corrected).collect(),
        }
    }
}

fn took(figures: &Figures) -> Vec<Took> {
    let steps = [HandlingStage::Assign, HandlingStage::Draft, HandlingStage::Approve, HandlingStage::Reply];
    let clocks = [(TimeBasis::Working, "working"), (TimeBasis::Real, "real")];
    let both = steps.into_iter().flat_map(|step| clocks.map(|clock| (step, clock)));
    both.map(|(step, (clock, name))| {
        let took = figures.took(step, clock);
        Took { step: step.as_str(), clock: name, p50: took.p50, p90: took.p90, p95: took.p95 }
    })
    .collect()
}

fn part(address: &Address, share: Ratio, total: &Figures, before: Option<&Figures>) -> Part {
    let (some, of) = share.parts();
    let of = of.iter().map(|count| total.count(*count)).sum();
    Part {
        share: share.as_str(),
        value: total.share(share),
        some: Number::of(address, None, total, some, of),
        of,
        before: before.and_then(|before| before.share(share)),
    }
}

fn corrected(correction: &Correction) -> Corrected {
    let Correction { number, day, at, field, was, became, .. } = correction.clone();
    Corrected { number, href: format!("/reports/ledger/{number}"), day, at, field, was, became }
}
