//! The router with everything around it, and the server that runs it.

use std::future::Future;
use std::io;
use std::time::Duration;

use axum::extract::{DefaultBodyLimit, Request};
use axum::http::{StatusCode, header::CONTENT_TYPE};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router};
use tokio::net::TcpListener;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{NotForContentType, Predicate as _, SizeAbove};

use crate::config::Caps;
use crate::error::{Failure, FailureKind};
use crate::extract::form::FORM_LIMIT;
use crate::identify::identify;
use crate::page::present;
use crate::route::Routes;
use crate::security::Https;
use crate::state::Web;
use crate::{connection, ops, security};

/// How long a request may take; a stream of events counts until it begins.
const REQUEST_TIMEOUT: Duration = Duration::from_secs(30);
/// How long one may take that brings files from a slow telephone.
const UPLOAD_TIMEOUT: Duration = Duration::from_mins(2);

/// Open connections of the listener of operations: monitoring needs few.
const OPS_CONNECTIONS: usize = 64;

/// Answers smaller than this fit into a packet as they are.
const MIN_COMPRESSED_BYTES: u64 = 1024;

/// The whole desk over HTTP, by the table of its routes. Serve it with [`serve`], or with connection information of one's own.
pub fn router(web: Web, routes: Routes) -> Router {
    let https = Https(web.config.is_https());
    // The last layer is the first to see a request.
    routes
        .into_router()
        .fallback(|| async { Failure::not_found() })
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(in_time))
        .layer(from_fn_with_state(web.clone(), present))
        .layer(from_fn_with_state(web.clone(), identify))
        .layer(DefaultBodyLimit::max(FORM_LIMIT))
        .layer(compression())
        .layer(from_fn_with_state(https, security::headers))
        .layer(from_fn_with_state(web.clone(), ops::observe))
        .with_state(web)
}

/// Serves the desk until `stop` is done: then open requests are finished, and streams of events end.
pub async fn serve(
    listener: TcpListener,
    web: Web,
    routes: Routes,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let (stopping, leaving) = (web.stopping.clone(), web.clone());
    let (caps, behind_proxy) = (web.config.caps, web.config.behind_proxy);
    let stop = async move {
        stop.await;
        leaving.leave();
        stopping.send_replace(true);
    };
    connection::serve(listener, router(web, routes), caps, behind_proxy, stop).await
}

/// Serves operations alone, by a listener of their own, until `stop` is done: to whoever reaches it, with all figures.
pub async fn serve_ops(
    listener: TcpListener,
    web: Web,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let caps = Caps { connections: OPS_CONNECTIONS, ..web.config.caps };
    let router = ops::routes()
        .into_router()
        .fallback(|| async { Failure::not_found() })
        .layer(CatchPanicLayer::custom(panicked))
        .layer(from_fn(in_time))
        .layer(Extension(ops::OwnListener))
        .layer(from_fn_with_state(web.clone(), ops::observe))
        .with_state(web);
    // Its few connections are those of whoever watches the desk, from one address.
    connection::serve(listener, router, caps, true, stop).await
}

/// Gives up on a request that takes too long.
async fn in_time(request: Request, next: Next) -> Response {
    let brings = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    let files = brings.is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let limit = if files { UPLOAD_TIMEOUT } else { REQUEST_TIMEOUT };
    let answer = tokio::time::timeout(limit, next.run(request)).await;
    answer.unwrap_or_else(|_| StatusCode::SERVICE_UNAVAILABLE.into_response())
}

fn compression() -> CompressionLayer<impl tower_http::compression::Predicate> {
    let worth_it = SizeAbove::new(MIN_COMPRESSED_BYTES)
        .and(NotForContentType::SSE)
        .and(NotForContentType::IMAGES)
        .and(NotForContentType::const_new("font/"));
    CompressionLayer::new().quality(CompressionLevel::Fastest).compress_when(worth_it)
}

/// A handler that panicked is a fault of ours like any other. What it panicked with may quote a customer, so only the
/// panic hook's own report goes to the log.
fn panicked(_: Box<dyn std::any::Any + Send>) -> Response {
    tracing::error!("a handler panicked");
    Failure::new(FailureKind::Internal).into_response()
}
