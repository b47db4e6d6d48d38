//! As little of HTTP/1.1 as a keep-alive client needs, so that the clients leave the processor to the server.

use std::{io, net::SocketAddr};

use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

/// One connection.
#[derive(Debug)]
pub(super) struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) body: Vec<u8>,
}

/// Where the body of an answer ends.
enum Length {
    Known(usize),
    Chunked,
}

impl Connection {
    pub(super) async fn open(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(16 * 1024) })
    }

    /// Sends one request and reads its whole answer.
    pub(super) async fn ask(&mut self, request: &[u8]) -> io::Result<Answer> {
        let mut body = Vec::new();
        let status = self.ask_for(request, |piece| body.extend_from_slice(piece)).await?;
        Ok(Answer { status, body })
    }

    /// Sends one request and passes its answer on as it comes, so that it may be of any size.
    pub(super) async fn ask_for(&mut self, request: &[u8], mut take: impl FnMut(&[u8])) -> io::Result<u16> {
        self.stream.write_all(request).await?;
        self.buffer.clear();
        let head = loop {
            if let Some(end) = find(&self.buffer, b"\r\n\r\n") {
                break end + 4;
            }
            self.more().await?;
        };
        let (status, length) = read_head(&self.buffer[..head])?;
        self.buffer.drain(..head);
        match length {
            Length::Known(length) => self.next(length, &mut take).await?,
            Length::Chunked => self.chunks(&mut take).await?,
        }
        Ok(status)
    }

    async fn chunks(&mut self, take: &mut impl FnMut(&[u8])) -> io::Result<()> {
        loop {
            let line = loop {
                if let Some(end) = find(&self.buffer, b"\r\n") {
                    break end;
                }
                self.more().await?;
            };
            let size = std::str::from_utf8(&self.buffer[..line]).ok();
            let size =
                size.and_then(|size| usize::from_str_radix(size.trim(), 16).ok()).ok_or_else(broken)?;
            self.buffer.drain(..line + 2);
            self.next(size, take).await?;
            self.next(2, &mut |_: &[u8]| ()).await?;
            if size == 0 {
                return Ok(());
            }
        }
    }

    /// Passes the next so many bytes on.
    async fn next(&mut self, size: usize, take: &mut impl FnMut(&[u8])) -> io::Result<()> {
        while self.buffer.len() < size {
            self.more().await?;
        }
        take(&self.buffer[..size]);
        self.buffer.drain(..size);
        Ok(())
    }

    async fn more(&mut self) -> io::Result<()> {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}

fn read_head(head: &[u8]) -> io::Result<(u16, Length)> {
    let head = std::str::from_utf8(head).map_err(|_| broken())?;
    let mut lines = head.lines();
    let status = lines.next().and_then(|line| line.split(' ').nth(1)).and_then(|status| status.parse().ok());
    let mut length = Length::Known(0);
    for line in lines {
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.eq_ignore_ascii_case("content-length") {
            length = Length::Known(value.trim().parse().map_err(|_| broken())?);
        } else if name.eq_ignore_ascii_case("transfer-encoding") {
            length = Length::Chunked;
        }
    }
    Ok((status.ok_or_else(broken)?, length))
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

fn broken() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "not an answer of HTTP/1.1")
}

/// A request with a JSON body.
pub(super) fn post(path: &str, token: Option<&str>, body: &str) -> Vec<u8> {
    let authorization = token.map(|token| format!("authorization: Bearer {token}\r\n")).unwrap_or_default();
    let length = body.len();
    let head = "host: bench\r\ncontent-type: application/json\r\naccept: application/json\r\n";
    format!("POST {path} HTTP/1.1\r\n{head}{authorization}content-length: {length}\r\n\r\n{body}")
        .into_bytes()
}

/// A request for a page, as somebody who is signed in.
pub(super) fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: bench\r\naccept: text/html\r\n{headers}\r\n").into_bytes()
}

#[cfg(test)]
mod tests {
    use tokio::net::TcpListener;

    use super::*;

    #[tokio::test]
    async fn answers_are_read_to_their_end_and_the_connection_is_kept() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let server = tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut heard = [0; 1024];
            for answer in [
                "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhell\r\nA\r\no, you two\r\n0\r\n\r\n",
            ] {
                assert!(stream.read(&mut heard).await.unwrap() > 0);
                stream.write_all(answer.as_bytes()).await.unwrap();
            }
        });
        let mut connection = Connection::open(address).await.unwrap();
        let first = connection.ask(&post("/x", None, "{}")).await.unwrap();
        assert_eq!((first.status, first.body.as_slice()), (201, b"hello".as_slice()));
        let second = connection.ask(&get("/x", "")).await.unwrap();
        assert_eq!((second.status, second.body.as_slice()), (200, b"hello, you two".as_slice()));
        server.await.unwrap();
        assert!(connection.ask(&get("/x", "")).await.is_err(), "the server is gone");
    }
}
