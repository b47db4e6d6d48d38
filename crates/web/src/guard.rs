//! Before every handler: may this caller come in, and does a request that changes something come from our own pages?

use axum::extract::Request;
use axum::http::header::{ACCEPT, LOCATION};
use axum::http::{HeaderValue, Method, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::MethodRouter;

use crate::access::{RoutePolicy, may_enter};
use crate::admission::admit;
use crate::auth::Caller;
use crate::csrf;
use crate::error::{Failure, FailureKind};
use crate::request_context::RequestContext;
use crate::route_kind::RouteKind;
use crate::state::Web;

/// Puts the guard of a row before its handler.
pub(crate) fn guarded(
    handler: MethodRouter<Web>,
    policy: RoutePolicy,
    form: csrf::FormPolicy,
) -> MethodRouter<Web> {
    handler.route_layer(from_fn(move |request, next| guard(policy, form, request, next)))
}

async fn guard(policy: RoutePolicy, form: csrf::FormPolicy, request: Request, next: Next) -> Response {
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    if let Err(failure) = may_enter(policy.access, &caller) {
        return refuse(failure, form.kind, &request);
    }
    let admitted = async {
        csrf::check_head(form, &caller, &request)?;
        let (request, upload) = admit(policy.admission, form.kind, &caller, request).await?;
        Ok::<_, Failure>((csrf::check(form, &caller, request).await?, upload))
    };
    match admitted.await {
        Ok((request, upload)) => {
            let response = next.run(request).await;
            drop(upload);
            response
        }
        Err(failure) => failure.into_response(),
    }
}

/// Who opens a page without being signed in is shown the way to it.
fn refuse(failure: Failure, kind: RouteKind, request: &Request) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if failure.kind() != FailureKind::SignInNeeded || kind != RouteKind::Page || !reads {
        return failure.into_response();
    }
    // A stream whose session is over must not be tried again and again.
    let is_stream = request.headers().get(ACCEPT).is_some_and(|accept| accept == "text/event-stream");
    if is_stream {
        return StatusCode::NO_CONTENT.into_response();
    }
    let here = request.uri().path_and_query().map_or("/", |path| path.as_str());
    let fragment = request.extensions().get::<RequestContext>().is_some_and(|these| these.fragment);
    // A fragment's own address is no page to come back to; the page it is a part of is.
    let target = sign_in_path(if fragment { page_of(request) } else { here });
    let Ok(target) = HeaderValue::from_str(&target) else { return failure.into_response() };
    if fragment {
        let mut response = failure.into_response();
        response.headers_mut().insert("hx-redirect", target);
        return response;
    }
    (StatusCode::SEE_OTHER, [(LOCATION, target)]).into_response()
}

/// The page from which htmx asks for a part, by its path.
fn page_of(request: &Request) -> &str {
    let url = request.headers().get("hx-current-url").and_then(|url| url.to_str().ok()).unwrap_or_default();
    let path = url.split_once("://").and_then(|(_, rest)| rest.find('/').map(|slash| &rest[slash..]));
    path.unwrap_or("/")
}

/// The sign-in page, which leads back to where one wanted to go.
fn sign_in_path(next: &str) -> String {
    if next == "/" {
        return "/sign-in".to_owned();
    }
    let query = serde_html_form::to_string([("next", next)]).unwrap_or_default();
    format!("/sign-in?{query}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_to_sign_in_leads_back() {
        assert_eq!(sign_in_path("/"), "/sign-in");
        assert_eq!(sign_in_path("/inbox?view=late&q=a"), "/sign-in?next=%2Finbox%3Fview%3Dlate%26q%3Da");
    }
}
