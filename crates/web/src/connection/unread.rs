//! The rest of a request's body that nobody reads, because its head was enough to refuse it. It is taken in and thrown away
//! for a moment: closing at once would destroy the answer on its way to whoever is still sending.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::header::EXPECT;
use hyper::body::{Body, Frame, Incoming, SizeHint};
use tokio::time::timeout;

/// How long the rest is read.
const PATIENCE: Duration = Duration::from_secs(5);
/// How much of it.
const DISCARDED: u64 = 64 * 1024 * 1024;

/// A body whose rest is thrown away when it is dropped.
#[derive(Debug)]
pub(super) struct Polite {
    body: Option<Incoming>,
    /// Whether its sender waits to be asked for it, and was not yet: reading it would ask.
    waits: bool,
}

impl Polite {
    /// The body of a request, with its head apart.
    pub(super) fn of(request: Request<Incoming>) -> Request<Self> {
        let waits = request.headers().contains_key(EXPECT);
        request.map(|body| Self { body: Some(body), waits })
    }
}

impl Body for Polite {
    type Data = Bytes;
    type Error = hyper::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, hyper::Error>>> {
        self.waits = false;
        let Some(body) = &mut self.body else { return Poll::Ready(None) };
        Pin::new(body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.as_ref().is_none_or(Body::is_end_stream)
    }

    fn size_hint(&self) -> SizeHint {
        self.body.as_ref().map(Body::size_hint).unwrap_or_default()
    }
}

impl Drop for Polite {
    fn drop(&mut self) {
        if let Some(body) = self.body.take().filter(|body| !self.waits && !body.is_end_stream()) {
            tokio::spawn(async move { drop(timeout(PATIENCE, discard(body)).await) });
        }
    }
}

async fn discard(mut body: Incoming) {
    let mut left = DISCARDED;
    while left > 0
        && let Some(Ok(frame)) = std::future::poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await
    {
        let bytes = frame.data_ref().map_or(0, Bytes::len);
        left = left.saturating_sub(u64::try_from(bytes).unwrap_or(u64::MAX));
    }
}
