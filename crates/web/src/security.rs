//! Layer: the headers that tell a browser what our pages never do.

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::route_kind::RouteKind;

/// Scripts, styles and pictures of our own and nothing else; no frames, no plug-ins, nothing inline.
pub const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; \
     img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; \
     frame-ancestors 'none'";

const ALWAYS: [(HeaderName, &str); 7] = [
    (CONTENT_SECURITY_POLICY, CONTENT_POLICY),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    // A customer's link is a secret: no other site is told it, while our own forms still say where they come from.
    (REFERRER_POLICY, "same-origin"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    ),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
];

/// Tells the browser of whoever signed out to forget everything that it keeps of the desk.
pub fn clear_site_data(headers: &mut HeaderMap) {
    let name = HeaderName::from_static("clear-site-data");
    headers.insert(name, HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""));
}

/// Whether people reach the desk over TLS, so that browsers may insist on it.
#[derive(Debug, Clone, Copy)]
pub struct Https(pub bool);

/// Sets the headers on every answer.
pub async fn headers(State(Https(https)): State<Https>, request: Request, next: Next) -> Response {
    let kind = RouteKind::of(request.uri().path());
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        // A file has a policy of its own, which is stricter.
        headers.entry(name).or_insert_with(|| HeaderValue::from_static(value));
    }
    if https {
        headers.insert(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    keep_out_of_caches(kind, headers);
    response
}

/// What a page or an answer says depends on who asks; who wants it kept says so.
fn keep_out_of_caches(kind: RouteKind, headers: &mut HeaderMap) {
    if matches!(kind, RouteKind::Page | RouteKind::Api) && !headers.contains_key(CACHE_CONTROL) {
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt as _;

    use super::*;

    async fn answer(https: bool, path: &str) -> HeaderMap {
        let router = Router::new()
            .route("/", get(|| async { "a page" }))
            .layer(from_fn_with_state(Https(https), super::headers));
        let request = Request::get(path).body(Body::empty()).unwrap();
        router.oneshot(request).await.unwrap().headers().clone()
    }

    #[tokio::test]
    async fn every_answer_carries_them_even_a_refusal() {
        for path in ["/", "/nowhere", "/api/v1/nowhere"] {
            let headers = answer(false, path).await;
            for (name, value) in ALWAYS {
                assert_eq!(headers[&name], value, "{path}");
            }
            assert_eq!(headers[CACHE_CONTROL], "no-store");
            assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
        }
    }

    #[tokio::test]
    async fn tls_is_insisted_on_where_it_is_used() {
        assert!(answer(true, "/").await.contains_key(STRICT_TRANSPORT_SECURITY));
    }
}
