//! What happens, while it happens: one stream for pages, which only says what to load again, and one for programs.
//! Both resume after the last event that was heard, and tell each reader only of what they may see.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, StreamExt as _, future, stream};
use souffleur_app::live::{self, LiveEvent};
use souffleur_core::id::EventId;
use souffleur_core::permission::Action;
use utoipa_axum::routes;

use crate::api::v1::Refusals;
use crate::auth::{ACCESS_MINUTES, Signed};
use crate::error::Failure;
use crate::route::{Access, Routes};
use crate::state::Web;

/// How often a silent stream says that it is still there; shorter than any proxy's patience.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// How long a stream lasts. Its reader comes back by itself, and has to show again who they are.
const LASTS: Duration = Duration::from_secs(ACCESS_MINUTES.unsigned_abs() * 60);

/// The routes of the streams.
pub(crate) fn routes() -> Routes {
    Routes::new()
        .get("/events", Access::May(Action::Listen), "events", for_pages)
        .api(Access::May(Action::Listen), routes!(listen))
}

/// Tells a page what to load again: `inbox-changed`, `question-1042`, `settings-changed`, `alerts-changed`. The name says it all, since
/// a page under a strict content policy can't look into the data.
async fn for_pages(State(web): State<Web>, current: Signed, headers: HeaderMap) -> Result<Response, Failure> {
    let events = live::subscribe(&web.app, current.actor(), last_heard(&headers)).await?;
    let alerts = live::alerts(&web.app, current.actor())?;
    let alerts = alerts.map(|()| Event::default().event("alerts-changed").data("alert"));
    let writing = live::writing(&web.app, current.actor())?;
    let writing = writing.map(|number| Event::default().event(format!("question-{number}")).data("writing"));
    let events = events.flat_map(|event| stream::iter(signals(&event)));
    Ok(stream_of(&web, stream::select(events, stream::select(alerts, writing))))
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
async fn listen(State(web): State<Web>, current: Signed, headers: HeaderMap) -> Result<Response, Failure> {
    let events = live::subscribe(&web.app, current.actor(), last_heard(&headers)).await?;
    let lines = events.filter_map(|event| {
        let line = Event::default().event(&event.kind).id(event.id.to_string()).json_data(&event);
        future::ready(line.ok())
    });
    Ok(stream_of(&web, lines))
}

/// An id that is none says nothing: the stream begins now.
fn last_heard(headers: &HeaderMap) -> Option<EventId> {
    headers.get("last-event-id")?.to_str().ok()?.trim().parse().ok()
}

fn stream_of(web: &Web, events: impl Stream<Item = Event> + Send + 'static) -> Response {
    let mut stopping = web.stopping.subscribe();
    let stopped = async move {
        // A sender that is gone stops as well.
        let _ = stopping.wait_for(|stopping| *stopping).await;
    };
    let over = future::select(Box::pin(stopped), Box::pin(tokio::time::sleep(LASTS)));
    let open = web.metrics.open_stream();
    let events = events.take_until(over).map(move |event| {
        // Counted as long as the stream is kept.
        let _ = &open;
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
