//! For whoever runs the machine: is it alive, can it serve, how is it doing.

mod metrics;
mod observe;

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use souffleur_app::health;

pub use metrics::Metrics;
pub use observe::observe;

use crate::error::Failure;
use crate::route::{Access, Routes};
use crate::state::Web;

/// How late the next timer may be before the desk says that it can't keep its promises.
const TOLERATED_LAG_SECONDS: i64 = 60;

/// The routes for operations.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/healthz", Access::Public, "healthz", alive)
        .get("/readyz", Access::Public, "readyz", ready)
        .get("/metrics", Access::Public, "metrics", metrics)
}

/// The process runs and answers.
async fn alive() -> &'static str {
    "alive\n"
}

/// What readiness is made of.
#[derive(Debug, Serialize)]
struct Readiness {
    ready: bool,
    database: &'static str,
    schema: &'static str,
    timers: &'static str,
    timer_lag_seconds: i64,
}

/// The database answers, its schema is the one we know, and timers fire in time.
async fn ready(State(web): State<Web>) -> Response {
    let health = health::check(&web.app).await;
    let (database, schema, lag) = match &health {
        Ok(health) => (true, health.schema_is_current, health.timer_lag.as_secs()),
        Err(error) => {
            tracing::warn!(%error, "the readiness check can't read the database");
            (false, false, 0)
        }
    };
    let timers = lag <= TOLERATED_LAG_SECONDS;
    let ready = database && schema && timers;
    let said = |good: bool, bad: &'static str| if good { "ok" } else { bad };
    let status = if ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let readiness = Readiness {
        ready,
        database: said(database, "unreachable"),
        schema: said(schema, if database { "not current" } else { "unknown" }),
        timers: said(timers, "late"),
        timer_lag_seconds: lag,
    };
    (status, Json(readiness)).into_response()
}

/// What Prometheus reads.
async fn metrics(State(web): State<Web>) -> Result<Response, Failure> {
    let (health, work) = (health::check(&web.app).await?, health::workload(&web.app).await?);
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind)], web.metrics.text(&health, &work)).into_response())
}
