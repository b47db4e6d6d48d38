//! A failure as a page, in the reader's language; and the framework's own refusals as failures of ours.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, HeaderName, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use souffleur_render::Template;

use super::context::PageContext;
use crate::error::{Failure, FailureKind};
use crate::request_context::RequestContext;
use crate::request_id::current_request_id;
use crate::route_kind::RouteKind;
use crate::state::Web;

/// The page that says what went wrong and where to go from here.
#[derive(Debug, Serialize)]
pub struct ErrorPage {
    /// The HTTP status.
    pub status: u16,
    /// The end of the keys `error-…-title` and `error-…-text`.
    pub code: &'static str,
    /// Whether signing in would help.
    pub sign_in: bool,
    /// The id of the request, where it is our fault and who runs the desk can look it up.
    pub request_id: Option<String>,
}

impl ErrorPage {
    fn of(kind: FailureKind) -> Self {
        let sign_in = matches!(kind, FailureKind::SignInNeeded);
        let status = kind.status();
        let request_id = current_request_id().filter(|_| status.is_server_error());
        Self { status: status.as_u16(), code: kind.code(), sign_in, request_id }
    }
}

/// The same inside a page that asked for a part of itself.
#[derive(Debug, Serialize)]
#[serde(transparent)]
pub struct ErrorFragment(ErrorPage);

impl Template for ErrorFragment {
    const NAME: &'static str = "page/error_fragment.html";

    fn samples() -> Vec<Self> {
        ErrorPage::samples().into_iter().map(Self).collect()
    }
}

impl Template for ErrorPage {
    const NAME: &'static str = "page/error.html";

    fn samples() -> Vec<Self> {
        [
            FailureKind::Malformed,
            FailureKind::SignInNeeded,
            FailureKind::SignInRefused,
            FailureKind::Forbidden,
            FailureKind::Forged,
            FailureKind::NotFound,
            FailureKind::MethodNotAllowed,
            FailureKind::Stale,
            FailureKind::IllegalStep,
            FailureKind::Taken,
            FailureKind::TooLarge,
            FailureKind::Slow,
            FailureKind::MediaType,
            FailureKind::Invalid,
            FailureKind::NamesInsider,
            FailureKind::KeyReused,
            FailureKind::TooMany,
            FailureKind::Internal,
            FailureKind::Unavailable,
            FailureKind::StorageFull,
            FailureKind::DatabaseUnavailable,
        ]
        .map(Self::of)
        .map(|page| Self { request_id: (page.status == 500).then(|| "4bf92f3577b34da6".to_owned()), ..page })
        .into()
    }
}

/// Layer: every refusal leaves as a problem document below `/api`, and as a page elsewhere.
pub(crate) async fn present(State(web): State<Web>, request: Request, next: Next) -> Response {
    let kind = RouteKind::of(request.uri().path());
    let request_context = request.extensions().get::<RequestContext>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let failure = match response.extensions().get::<Failure>() {
        Some(failure) => failure.clone(),
        None if is_bare(&response) => Failure::new(FailureKind::of(status)),
        None => return response,
    };
    let page = match (kind, request_context) {
        (RouteKind::Page, Some(request_context)) => as_page(&web, &failure, request_context),
        _ => None,
    };
    let answer = page.unwrap_or_else(|| failure.clone().into_response());
    carry_over(&response, failure.retry_on(answer))
}

/// Whether a refusal is the framework's own: no body to speak of.
fn is_bare(response: &Response) -> bool {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    kind.is_none_or(|kind| kind.starts_with("text/plain"))
}

fn as_page(web: &Web, failure: &Failure, request_context: RequestContext) -> Option<Response> {
    let context = PageContext::new(web.clone(), request_context);
    let page = ErrorPage::of(failure.kind());
    let status = failure.kind().status();
    // A fragment must not be swapped for a whole page with a header of its own.
    let shown = if context.is_fragment() {
        context.show_as(status, &ErrorFragment(page))
    } else {
        context.show_as(status, &page)
    };
    shown.ok().map(|response| response.map(Body::new))
}

/// The headers of a refusal that mean something to whoever was refused.
fn carry_over(from: &Response, mut to: Response) -> Response {
    for name in [ALLOW, RETRY_AFTER, WWW_AUTHENTICATE, HeaderName::from_static("hx-redirect")] {
        if let Some(value) = from.headers().get(&name) {
            to.headers_mut().insert(name, value.clone());
        }
    }
    to
}
