//! `/readyz`: whether the desk can work, and for whoever may read figures, what keeps it from that.

use axum::Json;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::health::{self, JobHealth, Readiness};
use souffleur_app::health::{TransportHealth, transport_health};

use super::access::may_read;
use crate::state::Web;

/// What a load balancer is told.
#[derive(Debug, Serialize)]
struct Brief {
    ready: bool,
}

/// What an operator is told.
#[derive(Debug, Serialize)]
struct Detailed {
    ready: bool,
    /// Names of what keeps the desk from work.
    failing: Vec<&'static str>,
    database: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    database_error: Option<String>,
    schema: &'static str,
    timers: &'static str,
    timer_lag_seconds: Option<i64>,
    disk: &'static str,
    disk_free_bytes: Option<u64>,
    mail: Option<Mail>,
    jobs: Vec<Job>,
    stopping: bool,
}

/// Letters: waiting ones make nothing unready.
#[derive(Debug, Serialize)]
struct Mail {
    waiting: u64,
    waiting_since: Option<Timestamp>,
    given_up: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    paused: Option<Paused>,
}

/// Why no letter leaves for now, and until when.
#[derive(Debug, Serialize)]
struct Paused {
    since: Timestamp,
    next_attempt_at: Timestamp,
    step: &'static str,
    reply: String,
}

impl Paused {
    fn of(transport: TransportHealth) -> Option<Self> {
        match transport {
            TransportHealth::Paused { since, next_attempt_at, step, reply } => {
                Some(Self { since, next_attempt_at, step: step.as_str(), reply })
            }
            TransportHealth::Running | TransportHealth::NotSetUp => None,
        }
    }
}

/// A background job: a failing one makes nothing unready, and is named.
#[derive(Debug, Serialize)]
struct Job {
    name: &'static str,
    ok: bool,
    last_success: Option<Timestamp>,
    consecutive_failures: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_error: Option<String>,
}

impl From<(&'static str, JobHealth)> for Job {
    fn from((name, job): (&'static str, JobHealth)) -> Self {
        let ok = !job.is_failing();
        let JobHealth { last_success, consecutive_failures, last_error, .. } = job;
        Self { name, ok, last_success, consecutive_failures, last_error }
    }
}

impl Detailed {
    fn new(found: Readiness, transport: TransportHealth, stopping: bool) -> Self {
        let health = found.database.as_ref().ok();
        let told = |good: Option<bool>, bad: &'static str| match good {
            Some(true) => "ok",
            Some(false) => bad,
            None => "unknown",
        };
        let points = [
            ("database", told(Some(health.is_some()), "failing")),
            ("schema", told(health.map(|health| health.schema_is_current), "not current")),
            ("timers", told(found.timers_are_in_time(), "late")),
            ("disk", told(found.disk.map(|disk| !disk.is_full()), "full")),
        ];
        let failing = points.iter().filter(|(_, told)| !["ok", "unknown"].contains(told));
        let failing = failing.map(|(name, _)| *name).chain(stopping.then_some("stopping"));
        let [database, schema, timers, disk] = points.map(|(_, told)| told);
        Self {
            ready: found.is_ready() && !stopping,
            failing: failing.collect(),
            database,
            database_error: found.database.as_ref().err().cloned(),
            schema,
            timers,
            timer_lag_seconds: health.map(|health| health.timer_lag.as_secs()),
            disk,
            disk_free_bytes: found.disk.map(|disk| disk.free),
            mail: health.map(|health| Mail {
                waiting: health.outbox_waiting,
                waiting_since: health.outbox_since,
                given_up: health.outbox_given_up,
                paused: Paused::of(transport),
            }),
            jobs: found.jobs.into_iter().map(Job::from).collect(),
            stopping,
        }
    }
}

/// Writes and reads back a row, reads what else work needs, and answers 503 if any of it fails or the desk is about to
/// stop.
pub(super) async fn ready(State(web): State<Web>, request: Request) -> Response {
    let detailed = may_read(&web.config, &request);
    let stopping = web.is_leaving();
    if stopping && !detailed {
        return (StatusCode::SERVICE_UNAVAILABLE, Json(Brief { ready: false })).into_response();
    }
    let found = health::readiness(&web.app).await;
    if let Err(error) = &found.database {
        tracing::warn!(error, "the readiness check could not write to the database and read it back");
    }
    let details = Detailed::new(found, transport_health(&web.app), stopping);
    let status = if details.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let body = if detailed {
        Json(details).into_response()
    } else {
        Json(Brief { ready: details.ready }).into_response()
    };
    (status, body).into_response()
}
