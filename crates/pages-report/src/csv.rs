//! GET /reports/sla.csv: the ledger of a period, a line a promise, sent while it is made, as a spreadsheet in the reader's
//! language opens it.

use axum::body::Body;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use souffleur_core::Language;
use souffleur_insight::report::{CsvFormat, Separator, default_period, sla_csv};
use souffleur_web::error::Failure;
use souffleur_web::extract::Query;
use souffleur_web::page::PageContext;

use super::address::{Params, unknown};

/// Sends the file.
pub(super) async fn download(
    context: PageContext,
    Query(params): Query<Params>,
) -> Result<Response, Failure> {
    let period = params.period(default_period(context.app()))?;
    let mut format =
        CsvFormat::spreadsheet(Language::from_code(context.language().tag()).unwrap_or_default());
    if !params.separator.is_empty() {
        format.separator =
            Separator::parse(&params.separator).ok_or_else(|| unknown("separator", &params.separator))?;
    }
    let csv = sla_csv(context.app(), context.actor(), params.wanted(period)?, format).await?;
    let name = format!("attachment; filename=\"souffleur-{}-{}.csv\"", period.from, period.to);
    let kind = "text/csv; charset=utf-8".to_owned();
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], Body::from_stream(csv)).into_response())
}
