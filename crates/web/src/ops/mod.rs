//! For whoever runs the machine: is it alive, can it serve, how is it doing.

mod access;
mod body;
mod observe;
mod ready;

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use souffleur_app::health;

pub(crate) use access::OwnListener;
pub(crate) use observe::observe;

use self::access::may_read;
use crate::access::Access;
use crate::error::{Failure, FailureKind};
use crate::metrics::Measured;
use crate::route::Routes;
use crate::state::Web;

/// The routes for operations. What they tell beyond yes and no is for those whom `access` lets read it.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/healthz", Access::Public, "healthz", alive)
        .get("/readyz", Access::Public, "readyz", ready::ready)
        .get("/metrics", Access::Public, "metrics", metrics)
}

/// The process runs and answers.
async fn alive() -> &'static str {
    "alive\n"
}

/// What Prometheus reads.
async fn metrics(State(web): State<Web>, request: Request) -> Result<Response, Failure> {
    if !may_read(&web.config, &request) {
        return Err(
            Failure::new(FailureKind::SignInNeeded).with_detail("figures need the token of operations")
        );
    }
    let machine = health::machine(&web.app).await;
    // What the process knows of itself is told while the database fails: that is when it is wanted.
    let (health, work) = match (health::check(&web.app).await, health::workload(&web.app).await) {
        (Ok(health), Ok(work)) => (Some(health), Some(work)),
        (Err(error), _) | (_, Err(error)) => {
            tracing::warn!(%error, error.sources = %souffleur_app::error::Sources(&error), "figures of the database are left out");
            (None, None)
        }
    };
    let counters = web.app.counters();
    let refused = web.limits.refused();
    let mail_errors = health::transport_errors(&web.app);
    let measured = Measured {
        machine: &machine,
        health: health.as_ref(),
        work: work.as_ref(),
        counters,
        mail_paused: matches!(health::transport_health(&web.app), health::TransportHealth::Paused { .. }),
        mail_errors: &mail_errors,
        refused: &refused,
    };
    let kind = HeaderValue::from_static("text/plain; version=0.0.4; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind)], web.metrics.text(&measured)).into_response())
}
