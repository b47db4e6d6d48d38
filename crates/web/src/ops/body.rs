//! The body of an answer, which writes the access line when it has left or was given up.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use http_body::{Frame, SizeHint};

/// Runs once, with the bytes that left.
type Done = Box<dyn FnOnce(u64) + Send>;

/// A body that counts its bytes.
pub(super) struct CountedBody {
    inner: Body,
    bytes: u64,
    done: Option<Done>,
}

impl CountedBody {
    /// Counts the bytes of a body, and says how many there were when it is dropped: at its end, or when its reader left.
    pub(super) fn new(inner: Body, done: impl FnOnce(u64) + Send + 'static) -> Self {
        Self { inner, bytes: 0, done: Some(Box::new(done)) }
    }
}

impl HttpBody for CountedBody {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        task: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.inner).poll_frame(task);
        if let Poll::Ready(Some(Ok(frame))) = &frame {
            let length = frame.data_ref().map_or(0, Bytes::len);
            self.bytes += u64::try_from(length).unwrap_or(u64::MAX);
        }
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.inner.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.inner.size_hint()
    }
}

impl Drop for CountedBody {
    fn drop(&mut self) {
        if let Some(done) = self.done.take() {
            done(self.bytes);
        }
    }
}
