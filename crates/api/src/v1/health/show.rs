//! `GET /health`: what the health page of the settings shows, for programs of administrators.

use axum::Json;
use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::health::{self, JobHealth, Line};
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use utoipa::ToSchema;

/// The health of this node.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HealthJson {
    /// Whether the node is ready for work.
    ready: bool,
    /// `good`, `attention` or `bad`: the worst of all lines.
    #[schema(value_type = String)]
    state: health::State,
    /// The release that runs.
    version: &'static str,
    /// When it started.
    #[schema(value_type = String)]
    started_at: Timestamp,
    /// How long it runs.
    uptime_seconds: u64,
    /// What was measured.
    lines: Vec<HealthLineJson>,
    /// The background jobs of this node.
    jobs: Vec<HealthJobJson>,
}

/// A measured thing.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HealthLineJson {
    /// Its name; stable.
    name: &'static str,
    /// `good`, `attention` or `bad`.
    #[schema(value_type = String)]
    state: health::State,
    /// What was measured; null where it could not be.
    value: Option<u64>,
    /// `count`, `seconds` or `megabytes`.
    #[schema(value_type = String)]
    unit: health::Unit,
}

/// A background job.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HealthJobJson {
    /// Its name; stable.
    name: &'static str,
    /// When it last succeeded; null before the first time.
    #[schema(value_type = Option<String>)]
    last_success: Option<Timestamp>,
    /// Failures since then.
    consecutive_failures: u32,
    /// The last of them with its causes.
    last_error: Option<String>,
}

impl From<Line> for HealthLineJson {
    fn from(Line { name, state, value, unit }: Line) -> Self {
        Self { name, state, value, unit }
    }
}

impl From<(&'static str, JobHealth)> for HealthJobJson {
    fn from((name, job): (&'static str, JobHealth)) -> Self {
        let JobHealth { last_success, consecutive_failures, last_error, .. } = job;
        Self { name, last_success, consecutive_failures, last_error }
    }
}

/// Measures the health of the node that answers.
#[utoipa::path(get, path = "/api/v1/health", operation_id = "show-health", tag = "health",
    security(("bearer" = [])),
    responses((status = 200, description = "What was measured, whether it is good or not.", body = HealthJson),
        Refusals))]
pub(super) async fn show_health(
    State(web): State<Web>,
    current: Signed,
) -> Result<Json<HealthJson>, Failure> {
    let report = health::report(&web.app, current.actor()).await?;
    let state = report.worst();
    let lines = report.lines.into_iter().chain(web.traffic()).map(HealthLineJson::from).collect();
    Ok(Json(HealthJson {
        ready: report.ready,
        state,
        version: report.version,
        started_at: report.started_at,
        uptime_seconds: report.uptime.as_secs(),
        lines,
        jobs: report.jobs.into_iter().map(HealthJobJson::from).collect(),
    }))
}
