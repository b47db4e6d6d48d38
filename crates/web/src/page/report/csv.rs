//! GET /reports/sla.csv: a line for each promise of a period.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use souffleur_app::report::{Period, default_period, sla_csv};

use super::period::Params;
use crate::error::Failure;
use crate::extract::Query;
use crate::page::Stage;

/// Sends the file.
pub(super) async fn download(stage: Stage, Query(params): Query<Params>) -> Result<Response, Failure> {
    let usual = || default_period(stage.app());
    let period = if params.is_open() { usual() } else { Period::parse(&params.from, &params.to)? };
    let csv = sla_csv(stage.app(), stage.actor(), period).await?;
    let name = format!("attachment; filename=\"souffleur-{}-{}.csv\"", period.from, period.to);
    let kind = "text/csv; charset=utf-8".to_owned();
    Ok(([(CONTENT_TYPE, kind), (CONTENT_DISPOSITION, name)], csv).into_response())
}
