//! `GET /reports/sla`: how the promise was kept, as figures or as a file with a line a promise.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use souffleur_app::Problem;
use souffleur_app::report::{self, Figures, GroupBy, Period, SlaReport};
use utoipa::{IntoParams, ToSchema};

use crate::api::v1::shape::Refusals;
use crate::auth::Signed;
use crate::error::Failure;
use crate::extract::Query;
use crate::state::Web;

/// Which report.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct Params {
    /// The first day, `YYYY-MM-DD`; six days ago where neither day is given.
    from: String,
    /// The last day; today where neither day is given.
    to: String,
    /// `day`, `expert`, `topic` or `channel`; by day where it is not given.
    group_by: String,
    /// `json` or `csv`.
    format: String,
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
    /// The zone in which days are counted.
    time_zone: String,
    /// The rows.
    rows: Vec<RowJson>,
    /// All rows together.
    total: FiguresJson,
    /// What each figure counts.
    definitions: BTreeMap<&'static str, &'static str>,
}

/// One row.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RowJson {
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
    met: u64,
    breached: u64,
    pending: u64,
    no_reply_needed: u64,
    house_paused: u64,
    rate: Option<f64>,
    p50_seconds: Option<i64>,
    p90_seconds: Option<i64>,
    p95_seconds: Option<i64>,
}

const DEFINITIONS: [(&str, &str); 10] = [
    ("received", "Promises to reply that began in the period: met + breached + pending + no_reply_needed."),
    ("met", "Answered strictly before the due time."),
    ("breached", "Not answered before the due time, whether answered later or not."),
    ("pending", "Not answered yet, and not due yet."),
    ("no_reply_needed", "A community manager said, with a reason, that no reply is needed."),
    ("house_paused", "Of those received, the ones during which the house paused, whatever became of them."),
    ("rate", "met / (met + breached); null while there is neither."),
    ("p50_seconds", "Half of the first replies came within this many seconds of the question."),
    ("p90_seconds", "Nine in ten of the first replies came within this many seconds of the question."),
    ("p95_seconds", "Nineteen in twenty of the first replies came within this many seconds of the question."),
];

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
    let period = match (params.from.as_str(), params.to.as_str()) {
        ("", "") => report::default_period(&web.app),
        (from, to) => Period::parse(from, to)?,
    };
    let unknown = |field: &str| Failure::invalid(field, Problem::Unknown);
    let group_by = match params.group_by.as_str() {
        "" => GroupBy::Day,
        name => GroupBy::parse(name).ok_or_else(|| unknown("group_by"))?,
    };
    match params.format.as_str() {
        "" | "json" => {
            let report = report::sla(&web.app, current.actor(), period, group_by).await?;
            Ok(axum::Json(ReportJson::from(report)).into_response())
        }
        "csv" => {
            let csv = report::sla_csv(&web.app, current.actor(), period).await?;
            file(&format!("sla-{}-{}.csv", period.from, period.to), csv)
        }
        _ => Err(unknown("format")),
    }
}

fn file(name: &str, csv: String) -> Result<Response, Failure> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""));
    let disposition = disposition.map_err(|error| Failure::internal(&error))?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, disposition)], csv).into_response())
}

impl From<SlaReport> for ReportJson {
    fn from(report: SlaReport) -> Self {
        let row =
            |row: report::SlaRow| RowJson { key: row.key, label: row.label, figures: row.figures.into() };
        Self {
            from: report.period.from,
            to: report.period.to,
            group_by: report.group_by.as_str().to_owned(),
            time_zone: report.time_zone,
            rows: report.rows.into_iter().map(row).collect(),
            total: report.total.into(),
            definitions: DEFINITIONS.into(),
        }
    }
}

impl From<Figures> for FiguresJson {
    fn from(figures: Figures) -> Self {
        let Figures { received, met, breached, pending, no_reply_needed, house_paused, rate, p50, p90, p95 } =
            figures;
        Self {
            received,
            met,
            breached,
            pending,
            no_reply_needed,
            house_paused,
            rate,
            p50_seconds: p50,
            p90_seconds: p90,
            p95_seconds: p95,
        }
    }
}
