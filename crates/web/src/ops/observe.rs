//! Layer: counts every request and tells the log of it. The typed path stays out of both: it may hold a customer's
//! secret.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::middleware::Next;
use axum::response::Response;

use crate::state::Web;

/// Counts a request and how long it took until its first byte.
pub async fn observe(State(web): State<Web>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let method = request.method().clone();
    let response = next.run(request).await;
    let took = started.elapsed();
    let route = route.as_ref().map_or("(none)", MatchedPath::as_str);
    let status = response.status();
    web.metrics.count(route, method.as_str(), status.as_u16(), took);
    tracing::debug!(%method, route, status = status.as_u16(), ?took, "answered");
    response
}
