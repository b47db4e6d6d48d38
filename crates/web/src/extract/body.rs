//! Reads a body up to a limit.

use axum::body::{Body, Bytes};
use futures_util::StreamExt as _;

use crate::error::{Failure, Kind};

/// How much of a body that is too large is read and thrown away. Whoever is still sending would otherwise meet a
/// closed connection instead of the answer.
const DISCARDED: usize = 8 * 1024 * 1024;

/// Reads a body of at most `limit` bytes.
pub(crate) async fn read(body: Body, limit: usize) -> Result<Bytes, Failure> {
    let mut stream = body.into_data_stream();
    let (mut whole, mut length) = (Vec::new(), 0);
    while let Some(part) = stream.next().await {
        let part = part.map_err(|_| Failure::malformed("the body ended early"))?;
        length += part.len();
        if length <= limit {
            whole.extend_from_slice(&part);
        } else if length > limit + DISCARDED {
            break;
        }
    }
    if length > limit {
        return Err(Failure::new(Kind::TooLarge).with_detail(format!("send at most {limit} bytes")));
    }
    Ok(whole.into())
}
