//! `GET /reports/sla`: how the promise was kept, as figures or as a file with a line a promise.

use std::collections::BTreeMap;

use axum::body::Body;
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use souffleur_app::Problem;
use souffleur_insight::report::{
    self, Count, CsvFormat, Dimension, Figures, HandlingStage, Period, Promises, Ratio, Separator, SlaReport,
    TimeBasis, Wanted,
};
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::Query;
use utoipa::{IntoParams, ToSchema};

use super::definition::DEFINITIONS;

/// Which report.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Params {
    /// The first day, `YYYY-MM-DD`; six days ago where neither day is given.
    from: String,
    /// The last day; today where neither day is given.
    to: String,
    /// `day`, `week`, `hour`, `expert`, `topic`, `channel`, `language` or `policy`; by day where it is not given.
    group_by: String,
    /// Promises of which replies: `first_reply` (a promise is a question), `next_reply`, or `all`, the usual.
    promise: String,
    /// The cut of one row that the report is about, such as `topic`.
    of: String,
    /// That row, such as the id of the topic.
    of_key: String,
    /// The first day of a period to compare with.
    against_from: String,
    /// Its last day.
    against_to: String,
    /// `json` or `csv`.
    format: String,
    /// Between the cells of `csv`: `comma`, the usual, or `semicolon`.
    separator: String,
    /// Whether `csv` begins with a byte order mark, by which a spreadsheet knows that it is UTF-8.
    bom: bool,
}

/// The report.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportJson {
    /// The first day.
    #[schema(value_type = String)]
    from: jiff::civil::Date,
    /// The last day.
    #[schema(value_type = String)]
    to: jiff::civil::Date,
    /// What a row is.
    group_by: String,
    /// Promises of which replies.
    promise: &'static str,
    /// The zone in which days are counted.
    time_zone: String,
    /// The rows.
    rows: Vec<ReportRowJson>,
    /// All rows together.
    total: FiguresJson,
    /// All rows of the period that this one is compared with.
    #[serde(skip_serializing_if = "Option::is_none")]
    against: Option<FiguresJson>,
    /// The newest line of the history that the figures were made from.
    data_version: Option<String>,
    /// When it was written.
    #[schema(value_type = Option<String>)]
    data_at: Option<jiff::Timestamp>,
    /// How many corrections were made to the period's figures after it was over; a hundred may be more.
    corrections: usize,
    /// What each figure counts.
    definitions: BTreeMap<&'static str, &'static str>,
}

/// One row.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ReportRowJson {
    /// Names the row: a day, an id, a channel, or `none`.
    key: String,
    /// The row in words; null where the row is for none.
    label: Option<String>,
    #[serde(flatten)]
    figures: FiguresJson,
}

/// The figures of a row.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FiguresJson {
    received: u64,
    answered: u64,
    met: u64,
    breached: u64,
    pending: u64,
    no_reply_needed: u64,
    house_paused: u64,
    rate: Option<f64>,
    p50_seconds: Option<i64>,
    p90_seconds: Option<i64>,
    p95_seconds: Option<i64>,
    /// Every other count, by its name.
    counts: BTreeMap<&'static str, u64>,
    /// Every share, by its name.
    shares: BTreeMap<&'static str, Option<f64>>,
    /// How long each step took, by its name and clock.
    times: BTreeMap<String, QuantilesJson>,
}

/// Within how many seconds a step was done.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct QuantilesJson {
    p50: Option<i64>,
    p90: Option<i64>,
    p95: Option<i64>,
}

/// Reports how the promise was kept in a period.
#[utoipa::path(get, path = "/api/v1/reports/sla", operation_id = "sla-report", tag = "report", params(Params),
    security(("bearer" = [])),
    responses((status = 200, description = "The figures, or with `format=csv` a line a promise.", body = ReportJson),
        Refusals))]
pub(super) async fn sla_report(
    State(web): State<Web>,
    current: Signed,
    Query(params): Query<Params>,
) -> Result<Response, Failure> {
    let (wanted, cut) = params.wanted(&web)?;
    let period = wanted.period;
    match params.format.as_str() {
        "" | "json" => {
            let against = params.against()?;
            let report = report::sla(&web.app, current.actor(), wanted, cut, against).await?;
            Ok(axum::Json(ReportJson::from(report)).into_response())
        }
        "csv" => {
            let csv = report::sla_csv(&web.app, current.actor(), wanted, params.csv_format()?).await?;
            file(&format!("sla-{}-{}.csv", period.from, period.to), Body::from_stream(csv))
        }
        name => Err(unknown("format", name)),
    }
}

fn unknown(field: &str, _name: &str) -> Failure {
    Failure::invalid(field, Problem::Unknown)
}

impl Params {
    fn wanted(&self, web: &Web) -> Result<(Wanted, Dimension), Failure> {
        let period = match (self.from.as_str(), self.to.as_str()) {
            ("", "") => report::default_period(&web.app),
            (from, to) => Period::parse(from, to)?,
        };
        let cut = match self.group_by.as_str() {
            "" => Dimension::Day,
            name => Dimension::parse(name).ok_or_else(|| unknown("group_by", name))?,
        };
        let promises = match self.promise.as_str() {
            "" => Promises::All,
            name => Promises::parse(name).ok_or_else(|| unknown("promise", name))?,
        };
        let only = match self.of.as_str() {
            "" => None,
            name => Some((Dimension::parse(name).ok_or_else(|| unknown("of", name))?, self.of_key.clone())),
        };
        if only.is_some() && !cut.is_of_days() {
            return Err(unknown("group_by", cut.as_str()));
        }
        Ok((Wanted { period, promises, only }, cut))
    }

    fn csv_format(&self) -> Result<CsvFormat, Failure> {
        let separator = match self.separator.as_str() {
            "" => CsvFormat::PROGRAM.separator,
            name => Separator::parse(name).ok_or_else(|| unknown("separator", name))?,
        };
        Ok(CsvFormat { separator, bom: self.bom })
    }

    fn against(&self) -> Result<Option<Period>, Failure> {
        match (self.against_from.as_str(), self.against_to.as_str()) {
            ("", "") => Ok(None),
            (from, to) => Ok(Some(Period::parse(from, to)?)),
        }
    }
}

fn file(name: &str, csv: Body) -> Result<Response, Failure> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.map_err(|error| Failure::internal(&error))?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition)], csv).into_response())
}

impl From<SlaReport> for ReportJson {
    fn from(report: SlaReport) -> Self {
        let row = |row: report::SlaRow| ReportRowJson {
            key: row.key,
            label: row.label,
            figures: (&row.figures).into(),
        };
        Self {
            from: report.wanted.period.from,
            to: report.wanted.period.to,
            group_by: report.group_by.as_str().to_owned(),
            promise: report.wanted.promises.as_str(),
            time_zone: report.time_zone,
            rows: report.rows.into_iter().map(row).collect(),
            total: (&report.total).into(),
            against: report.against.map(|against| (&against.total).into()),
            data_version: report.version.event.map(|event| event.to_string()),
            data_at: report.version.at,
            corrections: report.corrections.len(),
            definitions: DEFINITIONS.into(),
        }
    }
}

impl From<&Figures> for FiguresJson {
    fn from(figures: &Figures) -> Self {
        let took = figures.took(HandlingStage::Reply, TimeBasis::Real);
        let steps = HandlingStage::ALL
            .into_iter()
            .flat_map(|step| [(step, TimeBasis::Working, "working"), (step, TimeBasis::Real, "real")]);
        let quantiles = |(step, clock, name): (HandlingStage, TimeBasis, &str)| {
            let took = figures.took(step, clock);
            let QuantilesJson { p50, p90, p95 } =
                QuantilesJson { p50: took.p50, p90: took.p90, p95: took.p95 };
            (format!("{}_{name}_seconds", step.as_str()), QuantilesJson { p50, p90, p95 })
        };
        Self {
            received: figures.count(Count::Received),
            answered: figures.count(Count::Answered),
            met: figures.count(Count::Met),
            breached: figures.count(Count::Breached),
            pending: figures.count(Count::Pending),
            no_reply_needed: figures.count(Count::NoReplyNeeded),
            house_paused: figures.count(Count::HousePaused),
            rate: figures.share(Ratio::Kept),
            p50_seconds: took.p50,
            p90_seconds: took.p90,
            p95_seconds: took.p95,
            counts: Count::ALL.map(|count| (count.as_str(), figures.count(count))).into(),
            shares: Ratio::ALL.map(|share| (share.as_str(), figures.share(share))).into(),
            times: steps.map(quantiles).collect(),
        }
    }
}
