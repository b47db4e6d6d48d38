//! Reads a body up to a limit, as long as it keeps coming.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use axum::http::request::Parts;
use futures_util::StreamExt as _;
use tokio::time::{Instant, timeout};

use crate::config::Caps;
use crate::error::{Failure, FailureKind};
use crate::state::Web;

/// How long a body may take that brings no files; shorter than a request may.
const MAX_DURATION: Duration = Duration::from_secs(25);
/// The bytes a second that a body must bring on average once it has been read for [`Caps::body_idle`].
const MIN_BYTES_PER_SECOND: u32 = 256;

/// A body that must keep coming, up to a limit.
pub(crate) struct LimitedBody {
    /// Nothing once it is at its end, too slow or too large.
    stream: Option<BodyDataStream>,
    limit: usize,
    idle: Duration,
    begun: Instant,
    whole: Duration,
    read: usize,
}

impl LimitedBody {
    /// Reads a body of at most `limit` bytes that may bring nothing for `idle` at most, and is there after `whole`. One whose
    /// head says that it is larger is refused before any of it is read.
    pub(crate) fn new(
        head: &HeaderMap,
        body: Body,
        limit: usize,
        idle: Duration,
        whole: Duration,
    ) -> Result<Self, Failure> {
        let length = || head.get(CONTENT_LENGTH)?.to_str().ok()?.parse::<u64>().ok();
        if length().is_some_and(|length| u64::try_from(limit).is_ok_and(|limit| length > limit)) {
            return Err(too_large(limit));
        }
        let stream = Some(body.into_data_stream());
        Ok(Self { stream, limit, idle, begun: Instant::now(), whole, read: 0 })
    }

    /// The next bytes, or nothing at its end.
    pub(crate) async fn next(&mut self) -> Result<Option<Bytes>, Failure> {
        let Some(stream) = &mut self.stream else { return Ok(None) };
        let left = self.whole.saturating_sub(self.begun.elapsed());
        let part = match timeout(self.idle.min(left), stream.next()).await {
            Ok(Some(Ok(part))) => part,
            ended => {
                self.stream = None;
                return match ended {
                    Ok(None) => Ok(None),
                    Ok(_) => Err(Failure::malformed("the body ended early")),
                    Err(_) => Err(Failure::new(FailureKind::Slow)),
                };
            }
        };
        self.read += part.len();
        if self.is_too_slow() {
            self.stream = None;
            return Err(Failure::new(FailureKind::Slow));
        }
        if self.read > self.limit {
            self.stream = None;
            return Err(too_large(self.limit));
        }
        Ok(Some(part))
    }

    /// Whether it trickles: enough not to be idle, and too little to come to an end.
    fn is_too_slow(&self) -> bool {
        let beyond = self.begun.elapsed().saturating_sub(self.idle).as_secs();
        let least = beyond.saturating_mul(MIN_BYTES_PER_SECOND.into());
        u64::try_from(self.read).is_ok_and(|read| read < least)
    }
}

/// Reads a body of at most `limit` bytes.
pub(crate) async fn read(head: &Parts, body: Body, limit: usize) -> Result<Bytes, Failure> {
    let idle =
        head.extensions.get::<Web>().map_or(Caps::default().body_idle, |web| web.config.caps.body_idle);
    let mut body = LimitedBody::new(&head.headers, body, limit, idle, MAX_DURATION)?;
    let mut whole = Vec::new();
    while let Some(part) = body.next().await? {
        whole.extend_from_slice(&part);
    }
    Ok(whole.into())
}

fn too_large(limit: usize) -> Failure {
    Failure::new(FailureKind::TooLarge).with_detail(format!("send at most {limit} bytes"))
}
