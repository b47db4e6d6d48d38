//! Layer: gives every request an id and a span, counts it, and writes its access line. The typed path stays out of all of
//! them: it may hold a customer's secret.

use std::time::Instant;

use axum::body::Body;
use axum::extract::{MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use super::body::CountedBody;
use crate::auth::Caller;
use crate::request_id::{RequestIds, with_request_id};
use crate::state::Web;

/// The route of a path that no row of the table has.
const NO_ROUTE: &str = "(none)";

/// Answers a request within a span of its own, and tells the log and the metrics of it.
pub(crate) async fn observe(State(web): State<Web>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or(NO_ROUTE, MatchedPath::as_str).to_owned();
    let method = folded(request.method());
    let ids = RequestIds::of(request.headers(), web.app.entropy());
    // At the level of errors, so that it is there for every line that the filter lets through.
    let span = tracing::error_span!(
        "request", request_id = %ids.request, trace_id = %ids.trace, span_id = %ids.span, method, route
    );
    let answer = with_request_id(ids.request.clone(), next.run(request)).instrument(span.clone());
    let mut response = answer.await;
    let (took, status) = (started.elapsed(), response.status().as_u16());
    web.metrics.count(&route, method, status, took);
    ids.answer(response.headers_mut());
    let who = response.extensions().get::<Caller>().map_or("nobody", Caller::kind);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    let line = move |bytes: u64| {
        let request_id = ids.request;
        span.in_scope(|| {
            tracing::info!(target: "access", method, route, status, ms, bytes, request_id, who, "answered");
        });
    };
    response.map(|body| Body::new(CountedBody::new(body, line)))
}

/// The method, as one of a few words: whoever invents methods must not make new series.
fn folded(method: &Method) -> &'static str {
    const KNOWN: [Method; 7] = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ];
    const NAMES: [&str; 7] = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];
    KNOWN.iter().zip(NAMES).find(|(known, _)| *known == method).map_or("OTHER", |(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invented_methods_are_one() {
        let named = |name: &str| folded(&Method::from_bytes(name.as_bytes()).unwrap());
        assert_eq!(["GET", "DELETE"].map(named), ["GET", "DELETE"]);
        assert_eq!(["BREW", "PROPFIND", "get"].map(named), ["OTHER"; 3]);
    }
}
