//! What happens, while it happens: one stream for pages, which only says what to load again, and one for programs.
//! Both resume after the last event that was heard, and tell each reader only of what they may see.

use std::convert::Infallible;
use std::future::Future;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt as _, future, stream};
use serde::Deserialize;
use souffleur_app::live::{self, After, LiveEvent};
use souffleur_app::session;
use souffleur_core::Actor;
use souffleur_core::id::EventId;
use souffleur_core::permission::Action;
use utoipa_axum::routes;

use crate::access::Access;
use crate::auth::{ACCESS_MINUTES, Signed};
use crate::caps;
use crate::error::{Failure, FailureKind, Refusals};
use crate::extract::{ClientIp, Query};
use crate::route::Routes;
use crate::state::Web;

/// How often a silent stream says that it is still there; shorter than any proxy's patience.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a stream lasts. Its reader comes back by itself, and has to show again who they are.
const MAX_STREAM_LIFETIME: Duration = Duration::from_secs(ACCESS_MINUTES.unsigned_abs() * 60);

/// The routes of the streams.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/events", Access::May(Action::Listen), "events", for_pages)
        .api(Access::May(Action::Listen), routes!(listen))
}

/// Tells a page what to load again: `inbox-changed`, `question-1042`, `settings-changed`, `alerts-changed`. The name says it all, since
/// a page under a strict content policy can't look into the data.
///
/// A page begins where it was made, not when it got through: `from` is its place in the history. From then on the stream
/// tells it how far it has come, so that a page that was cut off goes on from there even if it had heard nothing.
async fn for_pages(
    State(web): State<Web>,
    current: Signed,
    ClientIp(from): ClientIp,
    Query(at): Query<Place>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let slot = web.concurrency.stream(from, current.user.id)?;
    let (actor, over) = reader(&web, &current).await?;
    let made = || Some(After::Page(at.from?.parse().ok()?));
    let after = last_heard(&headers).or_else(made);
    // Whoever resumes knows the event they heard; a page that was just made is told first where it begins.
    let begins = match after {
        Some(After::Event(_)) => None,
        Some(After::Page(made)) => Some(made),
        None => Some(live::position(web.app.now())),
    };
    let events = live::subscribe(&web.app, actor, after).await?;
    let alerts = live::alerts(&web.app, actor)?;
    let alerts = alerts.map(|()| Event::default().event("alerts-changed").data("alert"));
    let writing = live::writing(&web.app, actor)?;
    let writing = writing.map(|number| Event::default().event(format!("question-{number}")).data("writing"));
    let events = events.flat_map(|event| stream::iter(signals(&event)));
    let others = stream::select(places(&web), stream::select(alerts, writing)).map(Some);
    // A reader who was too slow for the events comes back for what they missed: the others must not keep them.
    let events = events.map(Some).chain(stream::once(future::ready(None)));
    let all = stream::select(events, others).take_while(|event| future::ready(event.is_some()));
    let first = stream::iter(begins.map(place));
    Ok(stream_of(&web, (slot, over), first.chain(all.filter_map(future::ready))))
}

/// Where a page's stream begins, if it was never cut off.
#[derive(Debug, Deserialize)]
struct Place {
    from: Option<String>,
}

/// An id without an event: how far a page has come.
fn place(id: EventId) -> Event {
    Event::default().id(id.to_string())
}

/// How far a page has come, as often as a heartbeat.
fn places(web: &Web) -> impl Stream<Item = Event> + Send + use<> {
    let clock = std::sync::Arc::clone(web.app.clock());
    let later = stream::unfold(clock, |clock| async move {
        // What happens from here on is told after it; what is on its way is told again to whoever resumes.
        let now = clock.now();
        tokio::time::sleep(HEARTBEAT).await;
        Some((live::position(now), clock))
    });
    later.map(place)
}

fn signals(event: &LiveEvent) -> Vec<Event> {
    let named = |name: &str| Event::default().event(name).data(&event.kind);
    // The id goes with the last one: who was cut off between the two hears both again.
    let last = |name: &str| named(name).id(event.id.to_string());
    match &event.question {
        Some(question) => vec![named("inbox-changed"), last(&format!("question-{}", question.number))],
        None => vec![last("settings-changed")],
    }
}

/// Streams what happens.
#[utoipa::path(get, path = "/api/v1/events", operation_id = "listen", tag = "event",
    params(("Last-Event-ID" = Option<String>, Header, description = "Resumes after this event.")),
    security(("bearer" = [])),
    responses((status = 200, description = "Server-sent events: the name is what happened, the data a JSON object \
        with `id`, `kind`, `at` and `question`. An event may come twice, with the same id.",
        content_type = "text/event-stream", body = String), Refusals))]
async fn listen(
    State(web): State<Web>,
    current: Signed,
    ClientIp(from): ClientIp,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let slot = web.concurrency.stream(from, current.user.id)?;
    let (actor, over) = reader(&web, &current).await?;
    let events = live::subscribe(&web.app, actor, last_heard(&headers)).await?;
    let lines = events.filter_map(|event| {
        let line = Event::default().event(&event.kind).id(event.id.to_string()).json_data(&event);
        future::ready(line.ok())
    });
    Ok(stream_of(&web, (slot, over), lines))
}

/// An id that is none says nothing: the stream begins now.
fn last_heard(headers: &HeaderMap) -> Option<After> {
    headers.get("last-event-id")?.to_str().ok()?.trim().parse().ok().map(After::Event)
}

/// Who reads a stream, and when it is over: the desk stops, the reader's right to it ends, or it has lasted long enough.
async fn reader(
    web: &Web,
    current: &Signed,
) -> Result<(Actor, impl Future<Output = ()> + Send + use<>), Failure> {
    let ended = live::ended(&web.app, current.session, current.user.id);
    // What ended since the request was let in was not heard; from here on it is.
    let user = session::session_user(&web.app, current.session, current.user.id).await?;
    let user = user.ok_or_else(|| Failure::new(FailureKind::SignInNeeded))?;
    let mut stopping = web.stopping.subscribe();
    let stopped = async move {
        // A sender that is gone stops as well.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    };
    let over = async move {
        tokio::select! {
            () = stopped => {}
            () = ended => {}
            () = tokio::time::sleep(MAX_STREAM_LIFETIME) => {}
        }
    };
    Ok((Actor::Staff { id: user.id, role: user.role }, over))
}

fn stream_of(
    web: &Web,
    (slot, over): (caps::StreamPermit, impl Future<Output = ()> + Send + 'static),
    events: impl Stream<Item = Event> + Send + 'static,
) -> Response {
    let open = web.metrics.open_stream();
    let events = events.take_until(Box::pin(over)).map(move |event| {
        // Counted as long as the stream is kept.
        let _ = (&open, &slot);
        Ok::<_, Infallible>(event)
    });
    let mut response = Sse::new(events).keep_alive(KeepAlive::new().interval(HEARTBEAT)).into_response();
    // Proxies that gather answers before they pass them on would make it anything but live.
    response.headers_mut().insert("x-accel-buffering", HeaderValue::from_static("no"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stream_resumes_after_what_was_heard() {
        let mut headers = HeaderMap::new();
        assert_eq!(last_heard(&headers), None);
        headers.insert("last-event-id", HeaderValue::from_static("nonsense"));
        assert_eq!(last_heard(&headers), None);
        headers.insert("last-event-id", HeaderValue::from_static("0198c0de-0000-7000-8000-000000000001"));
        assert!(last_heard(&headers).is_some());
    }
}
