//! Reads a body up to a limit, as long as it keeps coming.

use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_LENGTH;
use futures_util::StreamExt as _;
use tokio::time::{Instant, timeout};

use crate::config::Caps;
use crate::error::{Failure, Kind};
use crate::state::Web;

/// How long a body may take that brings no files; shorter than a request may.
pub(crate) const WHOLE: Duration = Duration::from_secs(25);
/// The bytes a second that a body must bring on average once it has been read for [`Caps::body_idle`].
const LEAST_PER_SECOND: u32 = 256;

/// A body that must keep coming.
pub(crate) struct Paced {
    /// Nothing once it is at its end, or too slow.
    stream: Option<BodyDataStream>,
    idle: Duration,
    begun: Instant,
    whole: Duration,
    read: usize,
}

impl Paced {
    /// Reads a body that may bring nothing for `idle` at most, and is there after `whole`.
    pub(crate) fn new(body: Body, idle: Duration, whole: Duration) -> Self {
        Self { stream: Some(body.into_data_stream()), idle, begun: Instant::now(), whole, read: 0 }
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
                    Err(_) => Err(Failure::new(Kind::Slow)),
                };
            }
        };
        self.read += part.len();
        if self.is_too_slow() {
            self.stream = None;
            return Err(Failure::new(Kind::Slow));
        }
        Ok(Some(part))
    }

    /// Whether it trickles: enough not to be idle, and too little to come to an end.
    fn is_too_slow(&self) -> bool {
        let beyond = self.begun.elapsed().saturating_sub(self.idle).as_secs();
        let least = beyond.saturating_mul(LEAST_PER_SECOND.into());
        u64::try_from(self.read).is_ok_and(|read| read < least)
    }
}

/// Reads a body of at most `limit` bytes.
pub(crate) async fn read(request: Request, limit: usize) -> Result<Bytes, Failure> {
    let idle =
        request.extensions().get::<Web>().map_or(Caps::default().body_idle, |web| web.config.caps.body_idle);
    let mut body = Paced::new(within(request, limit)?.into_body(), idle, WHOLE);
    let mut whole = Vec::new();
    while let Some(part) = body.next().await? {
        if body.read <= limit {
            whole.extend_from_slice(&part);
        } else {
            break;
        }
    }
    if body.read > limit { Err(too_large(limit)) } else { Ok(whole.into()) }
}

/// Refuses a request whose head says that its body is too large, before any of the body is read.
pub(crate) fn within(request: Request, limit: usize) -> Result<Request, Failure> {
    let length = |headers: &HeaderMap| headers.get(CONTENT_LENGTH)?.to_str().ok()?.parse::<u64>().ok();
    let fits = length(request.headers())
        .is_none_or(|length| u64::try_from(limit).is_ok_and(|limit| length <= limit));
    if fits { Ok(request) } else { Err(too_large(limit)) }
}

fn too_large(limit: usize) -> Failure {
    Failure::new(Kind::TooLarge).with_detail(format!("send at most {limit} bytes"))
}
