//! The connections of the server: how many may be open, and how long one may take over its next step. Whoever opens many,
//! or stops in the middle of a request or an answer, costs a bounded amount of memory for a bounded time.

mod refusal;
mod stream;
mod unread;

use std::convert::Infallible;
use std::future::Future;
use std::net::{IpAddr, SocketAddr};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;
use std::{fmt, io};

use axum::Router;
use axum::body::Body;
use axum::extract::{ConnectInfo, Request};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt as _;

use crate::caps::{ConcurrencyCounter, Permit};
use crate::config::Caps;
use crate::limit::network;
use refusal::Refusals;
use stream::Timed;
use unread::Polite;

/// How long a connection stays open between two requests, longer than proxies keep theirs for reuse.
const KEEP_ALIVE: Duration = Duration::from_secs(75);
/// The most bytes of a request's head, and of what is read ahead of its body.
const READ_AHEAD: usize = 64 * 1024;
/// The pause after a connection could not be accepted, because the machine has no more descriptors.
const PAUSE: Duration = Duration::from_millis(200);

/// The open connections, each counted for its address and in total.
#[derive(Debug)]
struct Open {
    total: ConcurrencyCounter<()>,
    by_address: Option<ConcurrencyCounter<IpAddr>>,
    refusals: Refusals,
}

impl Open {
    fn new(caps: &Caps, behind_proxy: bool) -> Self {
        // Behind a proxy everybody has the proxy's address; it counts the connections of each visitor itself.
        let by_address = (!behind_proxy).then(|| ConcurrencyCounter::new(caps.connections_per_address));
        Self { total: ConcurrencyCounter::new(caps.connections), by_address, refusals: Refusals::default() }
    }

    /// Counts a connection, or refuses it.
    fn admit(&self, stream: TcpStream, peer: SocketAddr) -> Option<(TcpStream, Places)> {
        let of_address = match self.by_address.as_ref().map(|counter| counter.take(network(peer.ip()))) {
            Some(None) => {
                self.refusals.too_many(stream);
                return None;
            }
            Some(slot) => slot,
            None => None,
        };
        let Some(of_all) = self.total.take(()) else {
            self.refusals.busy(stream);
            return None;
        };
        Some((stream, (of_all, of_address)))
    }
}

/// What a connection occupies until it is closed.
type Places = (Permit<()>, Option<Permit<IpAddr>>);

/// Serves a router until `stop` is done: then no connection is accepted, and requests under way are finished.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    caps: Caps,
    behind_proxy: bool,
    stop: impl Future<Output = ()> + Send + 'static,
) -> io::Result<()> {
    let open = Open::new(&caps, behind_proxy);
    let closing = watch::Sender::new(false);
    let mut stop = pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if is_of_the_peer(&error) => continue,
            Err(error) => {
                tracing::error!(%error, "a connection could not be accepted");
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        if let Some((stream, places)) = open.admit(stream, peer) {
            let (router, closing) = (router.clone(), closing.subscribe());
            tokio::spawn(async move {
                converse(stream, peer, router, caps, closing).await;
                drop(places);
            });
        }
    }
    drop(listener);
    closing.send_replace(true);
    closing.closed().await;
    Ok(())
}

/// Whether a connection ended before it was accepted.
fn is_of_the_peer(error: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(error.kind(), Kind::ConnectionRefused | Kind::ConnectionAborted | Kind::ConnectionReset)
}

/// Answers the requests of one connection.
async fn converse(
    stream: TcpStream,
    peer: SocketAddr,
    router: Router,
    caps: Caps,
    mut closing: watch::Receiver<bool>,
) {
    // Small answers must not wait for each other.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "Nagle's algorithm could not be switched off");
    }
    let begun = Arc::new(AtomicBool::new(false));
    let asked = Arc::clone(&begun);
    let service = service_fn(move |request: Request<Incoming>| {
        asked.store(true, Ordering::Relaxed);
        respond(router.clone(), peer, request)
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(KEEP_ALIVE).max_buf_size(READ_AHEAD);
    let io = TokioIo::new(Timed::new(stream, caps.answer_idle));
    let mut connection = pin!(builder.serve_connection(io, service));
    let mut first_head = pin!(tokio::time::sleep(caps.head));
    let is_waiting = || !begun.load(Ordering::Relaxed);
    let mut is_closing = false;
    loop {
        tokio::select! {
            ended = connection.as_mut() => {
                if let Err(error) = ended { log(&error) }
                return;
            }
            () = &mut first_head, if is_waiting() => {
                if is_waiting() {
                    return;
                }
            }
            _ = closing.wait_for(|closing| *closing), if !is_closing => {
                is_closing = true;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
}

async fn respond(
    router: Router,
    peer: SocketAddr,
    request: Request<Incoming>,
) -> Result<Response, Infallible> {
    let mut request = Polite::of(request).map(Body::new);
    request.extensions_mut().insert(ConnectInfo(peer));
    router.oneshot(request).await
}

fn log(error: &dyn fmt::Display) {
    tracing::debug!(%error, "a connection ended early");
}
