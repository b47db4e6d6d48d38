//! The answer to a connection that is one too many: given without reading a request, so that it costs next to nothing.

use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::sync::Semaphore;
use tokio::time::timeout;

/// Connections that are answered at the same time; those beyond are closed without a word.
const AT_ONCE: usize = 64;
/// How long the answer may take to get there.
const PATIENCE: Duration = Duration::from_secs(1);
/// How much of the request is read, so that closing does not destroy the answer on its way.
const DISCARDED: usize = 16 * 1024;

const TOO_MANY: &[u8] =
    b"HTTP/1.1 429 Too Many Requests\r\nretry-after: 10\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";
const BUSY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 10\r\ncontent-length: 0\r\nconnection: close\r\n\r\n";

/// Answers connections that are not served.
#[derive(Debug)]
pub(super) struct Refusals(Arc<Semaphore>);

impl Default for Refusals {
    fn default() -> Self {
        Self(Arc::new(Semaphore::new(AT_ONCE)))
    }
}

impl Refusals {
    /// One address has too many connections open.
    pub(super) fn too_many(&self, stream: TcpStream) {
        self.answer(stream, TOO_MANY);
    }

    /// Too many connections are open in total.
    pub(super) fn busy(&self, stream: TcpStream) {
        self.answer(stream, BUSY);
    }

    fn answer(&self, mut stream: TcpStream, answer: &'static [u8]) {
        let Ok(turn) = Arc::clone(&self.0).try_acquire_owned() else { return };
        tokio::spawn(async move {
            let _turn = turn;
            let said = async {
                stream.write_all(answer).await?;
                stream.shutdown().await?;
                let (mut unread, mut left) = ([0; 1024], DISCARDED);
                while left > 0 {
                    match stream.read(&mut unread).await? {
                        0 => break,
                        read => left = left.saturating_sub(read),
                    }
                }
                Ok::<_, std::io::Error>(())
            };
            // Whoever does not take it is gone.
            drop(timeout(PATIENCE, said).await);
        });
    }
}
