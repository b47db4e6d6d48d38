//! A failure as a page, in the reader's language; and the framework's own refusals as failures of ours.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CONTENT_TYPE, HeaderName, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use souffleur_render::Template;

use super::context::Stage;
use crate::error::{Failure, Kind};
use crate::request_context::Circumstances;
use crate::request_id::current_request_id;
use crate::route_kind;
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
    fn of(kind: Kind) -> Self {
        let sign_in = matches!(kind, Kind::SignInNeeded);
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
            Kind::Malformed,
            Kind::SignInNeeded,
            Kind::SignInRefused,
            Kind::Forbidden,
            Kind::Forged,
            Kind::NotFound,
            Kind::MethodNotAllowed,
            Kind::Stale,
            Kind::IllegalStep,
            Kind::Taken,
            Kind::TooLarge,
            Kind::Slow,
            Kind::MediaType,
            Kind::Invalid,
            Kind::NamesInsider,
            Kind::KeyReused,
            Kind::TooMany,
            Kind::Internal,
            Kind::Unavailable,
            Kind::StorageFull,
            Kind::DatabaseUnavailable,
        ]
        .map(Self::of)
        .map(|page| Self { request_id: (page.status == 500).then(|| "4bf92f3577b34da6".to_owned()), ..page })
        .into()
    }
}

/// Layer: every refusal leaves as a problem document below `/api`, and as a page elsewhere.
pub(crate) async fn present(State(web): State<Web>, request: Request, next: Next) -> Response {
    let kind = route_kind::Kind::of(request.uri().path());
    let circumstances = request.extensions().get::<Circumstances>().cloned();
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let failure = match response.extensions().get::<Failure>() {
        Some(failure) => failure.clone(),
        None if is_bare(&response) => Failure::new(Kind::of(status)),
        None => return response,
    };
    let page = match (kind, circumstances) {
        (route_kind::Kind::Page, Some(circumstances)) => as_page(&web, &failure, circumstances),
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

fn as_page(web: &Web, failure: &Failure, circumstances: Circumstances) -> Option<Response> {
    let stage = Stage::new(web.clone(), circumstances);
    let page = ErrorPage::of(failure.kind());
    let status = failure.kind().status();
    // A fragment must not be swapped for a whole page with a header of its own.
    let shown = if stage.is_fragment() {
        stage.show_as(status, &ErrorFragment(page))
    } else {
        stage.show_as(status, &page)
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
