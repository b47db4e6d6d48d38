//! Layer: finds out who calls, before anything else is decided. Pages are asked for their cookies, the API for its
//! bearer token first.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::HeaderMap;
use axum::http::header::{ACCEPT_LANGUAGE, AUTHORIZATION};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::Cookie;
use jiff::Timestamp;
use souffleur_app::live;
use souffleur_app::session::{self, SignedIn};

use crate::auth::{Caller, CurrentUser, ProgramCaller, REFRESH, SESSION, SetCookie, read_cookies};
use crate::error::{Failure, FailureKind};
use crate::request_context::RequestContext;
use crate::route_kind::RouteKind;
use crate::state::Web;

/// Finds the caller and hands the request on; cookies that were renewed on the way leave with the answer.
pub async fn identify(State(web): State<Web>, mut request: Request, next: Next) -> Response {
    let kind = RouteKind::of(request.uri().path());
    if matches!(kind, RouteKind::Asset | RouteKind::Operations) {
        return next.run(request).await;
    }
    let cookies = read_cookies(&web.config, request.headers());
    let found = match kind {
        RouteKind::Api => by_bearer_or_cookie(&web, request.headers(), &cookies).await,
        _ => by_cookies(&web, &cookies).await,
    };
    let (caller, renewed) = match found {
        Ok(found) => found,
        Err(failure) => return failure.into_response(),
    };
    let request_context = RequestContext {
        caller: caller.clone(),
        uri: request.uri().clone(),
        cookies,
        accept_language: request.headers().get(ACCEPT_LANGUAGE).cloned(),
        fragment: wants_part(request.headers()),
        beside: is_beside(request.headers()),
        unproven: false,
        limited: None,
        at: web.app.now(),
    };
    request.extensions_mut().insert(caller.clone());
    request.extensions_mut().insert(request_context);
    request.extensions_mut().insert(web);
    let mut response = next.run(request).await;
    // For the access line, which is written further out.
    response.extensions_mut().insert(caller);
    for cookie in renewed {
        cookie.set_unless_set(response.headers_mut());
    }
    response
}

/// Whether htmx asks for a part of a page. Going back in the history it asks for all of it.
fn wants_part(headers: &HeaderMap) -> bool {
    headers.contains_key("hx-request") && !headers.contains_key("hx-history-restore-request")
}

type Found = (Caller, Vec<SetCookie>);

async fn by_bearer_or_cookie(web: &Web, headers: &HeaderMap, cookies: &CookieJar) -> Result<Found, Failure> {
    let Some(authorization) = headers.get(AUTHORIZATION) else {
        let access = cookies.get(SESSION).map(Cookie::value);
        let current = match access {
            Some(token) => by_access_token(web, token, true).await?,
            None => None,
        };
        return Ok((current.map_or(Caller::Nobody, Caller::Staff), vec![]));
    };
    let refused =
        || Failure::new(FailureKind::SignInNeeded).with_detail("the bearer token is not valid, or expired");
    let token = authorization.to_str().ok().and_then(bearer).ok_or_else(refused)?;
    // An access token has dots, the token of a program has none.
    let caller = if token.contains('.') {
        by_access_token(web, token, false).await?.map(Caller::Staff)
    } else {
        let program = session::program(&web.app, token).await?;
        program.map(|found| {
            Caller::Program(Arc::new(ProgramCaller { actor: found.actor, channel: found.channel }))
        })
    };
    caller.map(|caller| (caller, vec![])).ok_or_else(refused)
}

fn bearer(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

async fn by_cookies(web: &Web, cookies: &CookieJar) -> Result<Found, Failure> {
    if let Some(access) = cookies.get(SESSION)
        && let Some(current) = by_access_token(web, access.value(), true).await?
    {
        return Ok((Caller::Staff(current), vec![]));
    }
    let Some(refresh) = cookies.get(REFRESH) else { return Ok((Caller::Nobody, vec![])) };
    match session::refresh(&web.app, refresh.value()).await {
        Ok(signed_in) => {
            let renewed = session_cookies(web, &signed_in)?;
            let SignedIn { user, session, .. } = signed_in;
            Ok((Caller::Staff(Arc::new(CurrentUser { user, session, by_cookie: true })), renewed))
        }
        Err(souffleur_app::Error::SessionEnded) => {
            let now = web.app.now();
            Ok((Caller::Nobody, signed_out_cookies(web, now)))
        }
        Err(error) => Err(error.into()),
    }
}

async fn by_access_token(
    web: &Web,
    token: &str,
    by_cookie: bool,
) -> Result<Option<Arc<CurrentUser>>, Failure> {
    let now = web.app.now();
    let Some(claims) = web.keys.read(token, now) else { return Ok(None) };
    // Known before it is looked up: what ends meanwhile is looked up again.
    let (version, elapsed) = (live::access_version(&web.app), web.app.clock().elapsed());
    if !web.sessions.is_fresh(claims.sid, elapsed, version) {
        if session::session_user(&web.app, claims.sid, claims.sub).await?.is_none() {
            return Ok(None);
        }
        web.sessions.mark_alive(claims.sid, elapsed, version);
    }
    let settings = web.app.settings();
    let user = settings.user(claims.sub).filter(|user| user.active).cloned();
    Ok(user.map(|user| Arc::new(CurrentUser { user, session: claims.sid, by_cookie })))
}

/// Takes the two cookies of a session away.
pub fn signed_out_cookies(web: &Web, now: Timestamp) -> Vec<SetCookie> {
    let names = [SESSION, REFRESH];
    let own = names.map(|name| SetCookie::removed(&web.config, name, now)).into_iter();
    own.chain(names.into_iter().filter_map(|name| SetCookie::removed_unprefixed(&web.config, name, now)))
        .collect()
}

/// The two cookies of a new or renewed session.
pub fn session_cookies(web: &Web, signed_in: &SignedIn) -> Result<Vec<SetCookie>, Failure> {
    let now = web.app.now();
    let access = web.keys.issue(signed_in.user.id, signed_in.session, now)?;
    web.sessions.mark_alive(signed_in.session, web.app.clock().elapsed(), live::access_version(&web.app));
    let until = Some(signed_in.refresh_expires_at);
    // The access token expires by what it says; its cookie stays as long as the session, so that who comes late is
    // recognised as late and not as a stranger.
    Ok(vec![
        SetCookie::kept(&web.config, SESSION, &access, now, until),
        SetCookie::kept(&web.config, REFRESH, &signed_in.refresh_token, now, until),
    ]
    .into_iter()
    .chain(
        [SESSION, REFRESH]
            .into_iter()
            .filter_map(|name| SetCookie::removed_unprefixed(&web.config, name, now)),
    )
    .collect())
}

/// Whether `Sec-Fetch-Dest` names something that is neither a page nor asked for by a script.
fn is_beside(headers: &HeaderMap) -> bool {
    let for_what = headers.get("sec-fetch-dest").and_then(|value| value.to_str().ok());
    for_what.is_some_and(|it| !matches!(it, "document" | "iframe" | "frame" | "empty"))
}
