//! A request that changes something proves that it comes from one of our own pages: the browser says so, and it
//! carries a token that only our pages know. Bearer tokens prove it by themselves: no browser sends them unasked.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::Request;
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, Method};
use axum_extra::extract::CookieJar;
use jiff::Timestamp;

use crate::auth::{Caller, Keys, NONCE};
use crate::error::{Failure, FailureKind};
use crate::extract::body;
use crate::extract::form::{FORM_LIMIT, is_form};
use crate::extract::multipart::{self, FileHandling, ParsedForm, is_multipart};
use crate::request_context::RequestContext;
use crate::route_kind::RouteKind;
use crate::state::Web;

/// The hidden field of every form.
pub const FIELD: &str = "csrf";
/// The header of requests that scripts make.
pub const HEADER: &str = "x-csrf-token";
/// How long the form stays good that is shown to a browser without cookies.
const RENEWED_SECONDS: i64 = 60 * 60;

/// What a row of the table says about the forms it takes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FormPolicy {
    /// What kind of answer it gives.
    pub(crate) kind: RouteKind,
    /// Whether the form may bring files, which are taken apart here.
    pub(crate) files: bool,
    /// Whether it is a form in which a customer writes: its handler shows it again where it is unproven.
    pub(crate) customers: bool,
}

/// The token for a signed-in person's forms: good as long as the session.
pub fn session_token(keys: &Keys, caller: &Caller) -> Option<String> {
    caller.staff().map(|current| keys.seal("csrf-session", &current.session.to_string()))
}

/// The token for a visitor's forms, made from their nonce.
pub fn visitor_token(keys: &Keys, nonce: &str) -> String {
    keys.seal("csrf-visitor", nonce)
}

/// The token of a form that is shown again to a customer whose browser keeps no cookies, or lost them: good for an hour,
/// and for customers' forms alone. It is bound to no browser; that the request comes from our own page is what the
/// browser's `Sec-Fetch-Site` or `Origin` says, without which it is not taken.
pub fn renewed_token(keys: &Keys, now: Timestamp) -> String {
    let until = now.as_second().saturating_add(RENEWED_SECONDS).to_string();
    format!("{until}.{}", keys.seal("csrf-renewed", &until))
}

fn is_renewed(keys: &Keys, token: &str, now: Timestamp) -> bool {
    let Some((until, seal)) = token.split_once('.') else { return false };
    let ahead = until.parse::<i64>().is_ok_and(|until| now.as_second() < until);
    ahead && keys.is_sealed("csrf-renewed", until, seal)
}

/// Whether a request must prove where it comes from: it changes something, and a browser would send it unasked.
fn must_prove(kind: RouteKind, caller: &Caller, request: &Request) -> bool {
    let safe = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let by_cookie = caller.staff().is_some_and(|current| current.by_cookie);
    !safe && (kind == RouteKind::Page || by_cookie)
}

/// Refuses a request whose head says that it comes from another site.
pub(crate) fn check_head(route: FormPolicy, caller: &Caller, request: &Request) -> Result<(), Failure> {
    let forged = || Failure::new(FailureKind::Forged);
    if !must_prove(route.kind, caller, request) {
        return Ok(());
    }
    let web = request.extensions().get::<Web>().ok_or_else(forged)?;
    if is_same_origin(request.headers(), &web.config.public_url) { Ok(()) } else { Err(forged()) }
}

/// Lets a request pass that changes nothing, or that proves where it comes from. A customer's form that does not prove it,
/// though the browser says that it comes from our own page, passes as unproven: its handler shows it again.
pub(crate) async fn check(route: FormPolicy, caller: &Caller, request: Request) -> Result<Request, Failure> {
    let FormPolicy { kind, files, customers } = route;
    if !must_prove(kind, caller, &request) {
        return Ok(request);
    }
    let forged = || Failure::new(FailureKind::Forged);
    let web = request.extensions().get::<Web>().cloned().ok_or_else(forged)?;
    let files = files && is_multipart(request.headers());
    let renewable = customers && caller.staff().is_none() && says_origin(request.headers());
    let request_context = request.extensions().get::<RequestContext>();
    let cookies = request_context.map(|these| these.cookies.clone()).unwrap_or_default();
    let limited = request_context.is_some_and(|these| these.limited.is_some());
    let proof = |token: &str| {
        is_valid_token(&web.keys, caller, &cookies, token)
            || (renewable && is_renewed(&web.keys, token, web.app.now()))
    };
    // Of a form that comes too often the words are shown again, not the files that come with it now.
    let outcome = if limited { FileHandling::Discard } else { FileHandling::Keep };
    if let Some(token) = request.headers().get(HEADER).and_then(|token| token.to_str().ok()) {
        return match proof(token) {
            true if files => parse_multipart(&web, request, |_| Ok(outcome)).await,
            true => Ok(request),
            false => Err(forged()),
        };
    }
    if kind != RouteKind::Page {
        return Err(forged().with_detail(format!("send the page's token in the {HEADER} header")));
    }
    let decide = |before: &ParsedForm| match before.field(FIELD) {
        Some(token) if proof(token) => Ok(outcome),
        // It is shown again with its files. They are as bounded as those of a form whose token anybody may fetch.
        _ if renewable => Ok(outcome),
        _ => Err(forged().with_detail("the token must come before the files")),
    };
    let request = if files { parse_multipart(&web, request, decide).await? } else { request };
    let (token, mut request) = field_of(request).await?;
    if token.is_some_and(|token| proof(&token)) {
        return Ok(request);
    }
    let request_context = request.extensions_mut().get_mut::<RequestContext>().filter(|_| renewable);
    request_context.ok_or_else(forged)?.unproven = true;
    Ok(request)
}

fn is_valid_token(keys: &Keys, caller: &Caller, cookies: &CookieJar, token: &str) -> bool {
    let of_session = caller
        .staff()
        .is_some_and(|current| keys.is_sealed("csrf-session", &current.session.to_string(), token));
    // A form that was opened before signing in stays good after it.
    of_session || cookies.get(NONCE).is_some_and(|nonce| keys.is_sealed("csrf-visitor", nonce.value(), token))
}

/// What the browser says about where a request comes from. A browser too old to say anything still has to bring the
/// token.
fn is_same_origin(headers: &HeaderMap, public_url: &str) -> bool {
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match text("sec-fetch-site") {
        Some("same-origin" | "none") => return true,
        Some(_) => return false,
        None => {}
    }
    let Some(origin) = text(ORIGIN.as_str()) else { return true };
    let ours = |url: &str| url.split("://").nth(1).map(|rest| rest.trim_end_matches('/').to_owned());
    let authority = ours(origin);
    authority.is_some() && (authority == ours(public_url) || authority.as_deref() == text(HOST.as_str()))
}

/// Whether the browser says where a request comes from at all.
fn says_origin(headers: &HeaderMap) -> bool {
    headers.contains_key("sec-fetch-site") || headers.contains_key(ORIGIN)
}

/// Reads the token's field of a form, and puts the form back together for its handler.
async fn field_of(request: Request) -> Result<(Option<String>, Request), Failure> {
    if let Some(form) = request.extensions().get::<Arc<ParsedForm>>() {
        let token = form.field(FIELD).map(ToOwned::to_owned);
        return Ok((token, request));
    }
    if !is_form(request.headers()) {
        return Err(Failure::new(FailureKind::MediaType)
            .with_detail("send a form (application/x-www-form-urlencoded)"));
    }
    let (parts, body) = request.into_parts();
    let bytes = body::read(&parts, body, FORM_LIMIT).await?;
    let token = token_in(&bytes);
    Ok((token, Request::from_parts(parts, Body::from(bytes))))
}

/// Takes a form with files apart, and leaves it to its handler.
async fn parse_multipart(
    web: &Web,
    request: Request,
    decide: impl Fn(&ParsedForm) -> Result<FileHandling, Failure>,
) -> Result<Request, Failure> {
    let (mut request, form) = multipart::open(web, request, decide).await?;
    request.extensions_mut().insert(Arc::new(form));
    Ok(request)
}

fn token_in(form: &Bytes) -> Option<String> {
    let mut pairs = form.split(|byte| *byte == b'&');
    let value = pairs.find_map(|pair| pair.strip_prefix(b"csrf="))?;
    // A token is base64url: it is never percent-encoded.
    std::str::from_utf8(value).ok().map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use jiff::SignedDuration;

    use super::*;

    fn says(headers: &[(&'static str, &'static str)]) -> bool {
        let pairs = headers.iter().map(|(name, value)| {
            (axum::http::HeaderName::from_static(name), HeaderValue::from_static(value))
        });
        is_same_origin(&pairs.collect(), "https://desk.example")
    }

    #[test]
    fn the_browser_says_where_a_request_comes_from() {
        assert!(says(&[("sec-fetch-site", "same-origin")]));
        assert!(!says(&[("sec-fetch-site", "cross-site")]));
        assert!(!says(&[("sec-fetch-site", "same-site")]));
        assert!(says(&[("origin", "https://desk.example")]));
        assert!(says(&[("origin", "http://10.0.0.1:8080"), ("host", "10.0.0.1:8080")]));
        assert!(!says(&[("origin", "https://desk.example.evil"), ("host", "desk.example")]));
        assert!(!says(&[("origin", "null"), ("host", "desk.example")]));
        assert!(says(&[]));
    }

    #[test]
    fn only_a_token_of_our_own_forms_is_ours() {
        let keys = Keys::new(b"secret");
        let visitor = |nonce: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("cookie", HeaderValue::from_str(&format!("{NONCE}={nonce}")).unwrap());
            CookieJar::from_headers(&headers)
        };
        let token = visitor_token(&keys, "abc");
        assert!(is_valid_token(&keys, &Caller::Nobody, &visitor("abc"), &token));
        // Somebody else's nonce, no nonce, a nonce that somebody slipped in without our seal.
        assert!(!is_valid_token(&keys, &Caller::Nobody, &visitor("other"), &token));
        assert!(!is_valid_token(&keys, &Caller::Nobody, &CookieJar::new(), &token));
        assert!(!is_valid_token(&keys, &Caller::Nobody, &visitor("abc"), "abc"));
        assert!(!is_valid_token(&keys, &Caller::Nobody, &visitor("abc"), ""));
    }

    #[test]
    fn a_renewed_token_is_good_for_an_hour() {
        let keys = Keys::new(b"secret");
        let now = souffleur_render::sample_now();
        let token = renewed_token(&keys, now);
        assert!(is_renewed(&keys, &token, now));
        assert!(!is_renewed(&keys, &token, now + SignedDuration::from_hours(1)));
        let (until, seal) = token.split_once('.').unwrap();
        for forged in [format!("{until}9.{seal}"), format!("{until}."), seal.to_owned(), String::new()] {
            assert!(!is_renewed(&keys, &forged, now), "{forged}");
        }
        assert_eq!(token_in(&Bytes::from(format!("csrf={token}&body=a"))), Some(token));
    }

    #[test]
    fn the_field_is_found_wherever_it_stands() {
        assert_eq!(token_in(&Bytes::from_static(b"body=a&csrf=x-_9")).as_deref(), Some("x-_9"));
        assert_eq!(token_in(&Bytes::from_static(b"body=csrf=no")), None);
        assert_eq!(token_in(&Bytes::from_static(b"")), None);
    }
}
