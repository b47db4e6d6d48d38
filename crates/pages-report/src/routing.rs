//! GET /reports/routing: whether questions reach the right expert at once. The curve is drawn here, without a script, and
//! every number stands in a table as well.

use jiff::{Timestamp, civil::date};
use serde::Serialize;
use souffleur_insight::report::{
    Count, Dimension, Figures, Period, Ratio, RoutedLine, RoutingReport, default_period, routing, tenth_of,
};
use souffleur_render::Template;
use souffleur_web::extract::Query;
use souffleur_web::page::{FieldErrors, PageContext, PageResult};

use super::address::{Params, presets};
use super::period::{routed_path, routing_path};
use super::sample;

/// The side of the drawing, in its own units.
const SIDE: f64 = 200.0;
/// The height of the drawing over time.
const HEIGHT: f64 = 80.0;

/// A number and the questions behind it.
#[derive(Debug, Clone, Serialize)]
struct Cell {
    count: u64,
    href: String,
}

/// A row of one of the tables.
#[derive(Debug, Clone, Serialize)]
struct Row {
    label: Option<String>,
    asked: Cell,
    unsure: Cell,
    judged: Cell,
    hit: Cell,
    missed: Cell,
    rate: Option<f64>,
    unsure_share: Option<f64>,
    confidence: Option<f64>,
}

/// How sure the desk said it was: a tenth of the scale.
#[derive(Debug, Clone, Serialize)]
struct Bin {
    /// From so many percent.
    from: u8,
    /// To so many.
    to: u8,
    row: Row,
}

/// A table with its name.
#[derive(Debug, Clone, Serialize)]
struct Table {
    by: &'static str,
    rows: Vec<Row>,
}

/// A point of a curve, in the units of its drawing.
#[derive(Debug, Clone, Copy, Serialize)]
struct Point {
    x: f64,
    y: f64,
    /// Larger where more questions stand behind it.
    r: f64,
}

/// A period one click away.
#[derive(Debug, Clone, Serialize)]
struct Preset {
    key: &'static str,
    href: String,
    current: bool,
}

/// The page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct RoutingPage {
    from: String,
    to: String,
    errors: FieldErrors,
    time_zone: String,
    presets: Vec<Preset>,
    total: Option<Row>,
    calibration_error: Option<f64>,
    tables: Vec<Table>,
    confusions: Vec<Row>,
    bins: Vec<Bin>,
    curve: Vec<Point>,
    over_time: Vec<Point>,
    /// The days that are named below it, which stand as far from each other as they are named.
    days_named: Vec<String>,
    version: Option<String>,
    version_at: Option<Timestamp>,
}

/// Shows the report; a period that is none comes back with what is wrong beside its field.
pub(super) async fn show(context: PageContext, Query(params): Query<Params>) -> PageResult {
    let usual = default_period(context.app());
    let period = if params.is_open() { Ok(usual) } else { Period::parse(&params.from, &params.to) };
    match period {
        Ok(period) => {
            let report = routing(context.app(), context.actor(), period).await?;
            context.show(&RoutingPage::of(&report, usual.to))
        }
        Err(error) => {
            let errors = context.field_errors(error)?;
            let today = Period { from: usual.to, to: usual.to };
            let report = routing(context.app(), context.actor(), today).await?;
            let page = RoutingPage::of(&report, usual.to);
            let page = RoutingPage { from: params.from, to: params.to, errors, total: None, ..page };
            context.refuse(&page)
        }
    }
}

impl RoutingPage {
    fn of(report: &RoutingReport, today: jiff::civil::Date) -> Self {
        let period = report.period;
        let rows =
            |by, lines: &[RoutedLine]| lines.iter().map(|line| row(period, by, line)).collect::<Vec<_>>();
        let table = |by: Dimension, lines| Table { by: by.as_str(), rows: rows(by, lines) };
        let preset =
            |(key, of): (&'static str, Period)| Preset { key, href: routing_path(of), current: of == period };
        Self {
            from: period.from.to_string(),
            to: period.to.to_string(),
            errors: FieldErrors::none(),
            time_zone: report.time_zone.clone(),
            presets: presets(today).map(preset).into(),
            total: Some(numbers(period, None, None, &report.total)),
            calibration_error: report.calibration_error,
            tables: vec![
                table(Dimension::FirstTopic, &report.topics),
                table(Dimension::FirstExpert, &report.experts),
                table(Dimension::Day, &report.days),
            ],
            confusions: rows(Dimension::Confusion, &report.confusions),
            bins: bins(period, &report.bins),
            curve: curve(&report.bins),
            over_time: over_time(&report.days),
            days_named: days_named(&report.days),
            version: report.version.event.map(|event| event.to_string()),
            version_at: report.version.at,
        }
    }
}

fn row(period: Period, by: Dimension, line: &RoutedLine) -> Row {
    numbers(period, Some((by, &line.key)), line.label.clone(), &line.figures)
}

fn numbers(period: Period, of: Option<(Dimension, &str)>, label: Option<String>, figures: &Figures) -> Row {
    let cell = |count| Cell { count: figures.count(count), href: routed_path(period, of, count) };
    Row {
        label,
        asked: cell(Count::Chosen),
        unsure: cell(Count::Unsure),
        judged: cell(Count::Judged),
        hit: cell(Count::Hit),
        missed: cell(Count::Missed),
        rate: figures.share(Ratio::HitRate),
        unsure_share: figures.share(Ratio::UnsureShare),
        confidence: figures.confidence(),
    }
}

fn bins(period: Period, lines: &[RoutedLine]) -> Vec<Bin> {
    let bin = |line: &RoutedLine| {
        let (from, to) = tenth_of(&line.key)?;
        Some(Bin { from, to, row: row(period, Dimension::Confidence, line) })
    };
    lines.iter().filter_map(bin).collect()
}

/// The first and the last day, and the one that stands in the middle, if one does.
fn days_named(days: &[RoutedLine]) -> Vec<String> {
    let last = days.len().saturating_sub(1);
    let mut at = vec![0, last / 2, last];
    at.retain(|at| last.is_multiple_of(2) || *at != last / 2);
    at.dedup();
    at.into_iter().filter_map(|at| days.get(at)).map(|day| day.key.clone()).collect()
}

/// How sure from left to right, how often right upwards: on the diagonal the router is as often right as it says.
fn curve(bins: &[RoutedLine]) -> Vec<Point> {
    let point = |bin: &RoutedLine| {
        let (sure, right) = (bin.figures.confidence()?, bin.figures.share(Ratio::HitRate)?);
        let weight = u32::try_from(bin.figures.count(Count::Judged)).map_or(f64::INFINITY, f64::from);
        Some(Point {
            x: units(sure * SIDE),
            y: units(SIDE - right * SIDE),
            r: units((2.0 + weight.sqrt() / 2.0).min(9.0)),
        })
    };
    bins.iter().filter_map(point).collect()
}

/// Days from left to right, the share of hits upwards.
fn over_time(days: &[RoutedLine]) -> Vec<Point> {
    let last = f64::from(u32::try_from(days.len().saturating_sub(1)).unwrap_or(u32::MAX)).max(1.0);
    let point = |(at, day): (u32, &RoutedLine)| {
        let right = day.figures.share(Ratio::HitRate)?;
        Some(Point { x: units(f64::from(at) / last * 4.0 * SIDE), y: units(HEIGHT - right * HEIGHT), r: 3.0 })
    };
    (0..).zip(days).filter_map(point).collect()
}

/// A tenth of a unit is finer than a screen.
fn units(value: f64) -> f64 {
    (value * 10.0).round() / 10.0
}

impl Template for RoutingPage {
    const NAME: &'static str = "page/report/routing.html";

    fn samples() -> Vec<Self> {
        let period = Period { from: date(2025, 11, 18), to: date(2025, 11, 24) };
        let line = |key: &str, label: Option<&str>, figures: &Figures| RoutedLine {
            key: key.to_owned(),
            label: label.map(ToOwned::to_owned),
            figures: figures.clone(),
        };
        let (none, some, more) = (Figures::default(), sample::figures(0..30), sample::figures(0..90));
        let full = RoutingReport {
            period,
            time_zone: "Europe/Paris".to_owned(),
            total: more.clone(),
            days: vec![
                line("2025-11-18", Some("2025-11-18"), &some),
                line("2025-11-19", Some("2025-11-19"), &none),
                line("2025-11-20", Some("2025-11-20"), &more),
            ],
            topics: vec![line("x", Some("Retours <b>"), &some), line("none", None, &some)],
            experts: vec![line("x", Some("Léa Bernard"), &some)],
            confusions: vec![line("x:y", Some("Retours → Livraison"), &some)],
            bins: vec![line("6", Some("6"), &some), line("9", Some("9"), &none)],
            calibration_error: Some(0.031),
            version: sample::report(&sample::addresses("sla")[0]).version,
        };
        let empty = RoutingReport {
            total: none,
            days: vec![],
            topics: vec![],
            experts: vec![],
            confusions: vec![],
            bins: vec![],
            calibration_error: None,
            ..full.clone()
        };
        let today = date(2025, 11, 24);
        let refused =
            Self { total: None, errors: FieldErrors::sample(&["from", "to"]), ..Self::of(&empty, today) };
        vec![Self::of(&full, today), Self::of(&empty, today), refused]
    }
}
