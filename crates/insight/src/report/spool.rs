//! A file that is made as fast as the database gives its rows, and sent as fast as somebody takes it: in between it lies on
//! the disk, where nothing else can find it. So a slow reader holds no connection to the database, and no memory.

use std::io;

use futures_util::stream::{self, Stream, StreamExt as _};
use souffleur_app::error::Error;
use tokio::{
    fs::File,
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    sync::{OwnedSemaphorePermit, watch},
};

/// Bytes that are sent at once.
const PIECE: usize = 256 * 1024;

/// How far a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Made {
    /// So many bytes are there, and more will come.
    Until(u64),
    /// So many, and that is all.
    Whole(u64),
    /// It broke off: what was sent is not all.
    Broken,
}

/// What somebody reads of it.
struct Reading {
    file: File,
    made: watch::Receiver<Made>,
    at: u64,
}

/// Makes a file of some pieces, beside whoever reads it, and then gives its turn back. Nobody reads any more: it is not made
/// to the end.
pub(super) async fn spooled<S>(
    turn: OwnedSemaphorePermit,
    pieces: S,
) -> Result<impl Stream<Item = Result<Vec<u8>, Error>> + Send + use<S>, Error>
where
    S: Stream<Item = Result<Vec<u8>, Error>> + Send + 'static,
{
    let (written, read) = tokio::task::spawn_blocking(unnamed).await.map_err(Error::internal)??;
    let (tell, made) = watch::channel(Made::Until(0));
    tokio::spawn(async move {
        let last = match write(pieces, written, &tell).await {
            Ok(length) => Made::Whole(length),
            Err(error) => {
                tracing::warn!(%error, error.sources = %souffleur_app::error::Sources(&error), "a file for somebody could not be made to its end");
                Made::Broken
            }
        };
        tell.send_replace(last);
        drop(turn);
    });
    let reading = Reading { file: read, made, at: 0 };
    Ok(stream::try_unfold(reading, |mut reading| async move {
        let piece = reading.piece().await?;
        Ok(piece.map(|piece| (piece, reading)))
    }))
}

/// A file without a name, opened twice.
fn unnamed() -> io::Result<(File, File)> {
    let named = tempfile::NamedTempFile::new()?;
    let read = named.reopen()?;
    // Its name is gone from here on; the file itself when both are closed.
    let written = named.into_file();
    Ok((File::from_std(written), File::from_std(read)))
}

async fn write(
    pieces: impl Stream<Item = Result<Vec<u8>, Error>>,
    mut file: File,
    tell: &watch::Sender<Made>,
) -> Result<u64, Error> {
    let mut pieces = std::pin::pin!(pieces);
    let mut length = 0;
    while let Some(piece) = pieces.next().await {
        let piece = piece?;
        file.write_all(&piece).await?;
        file.flush().await?;
        length += piece.len() as u64;
        if tell.send(Made::Until(length)).is_err() {
            break;
        }
    }
    Ok(length)
}

impl Reading {
    async fn piece(&mut self) -> Result<Option<Vec<u8>>, Error> {
        let at = self.at;
        let more = |made: &Made| !matches!(made, Made::Until(length) if *length <= at);
        // Who makes it says how it ended before it goes.
        let made = *self.made.wait_for(more).await.map_err(Error::internal)?;
        let length = match made {
            Made::Until(length) | Made::Whole(length) => length,
            Made::Broken => return Err(Error::internal("the file broke off")),
        };
        let Ok(wanted @ 1..) = usize::try_from(length - at).map(|rest| rest.min(PIECE)) else {
            return Ok(None);
        };
        let mut piece = vec![0; wanted];
        self.file.read_exact(&mut piece).await?;
        self.at += wanted as u64;
        Ok(Some(piece))
    }
}

#[cfg(test)]
mod tests {
    use futures_util::TryStreamExt as _;

    use std::sync::Arc;

    use tokio::sync::Semaphore;

    use super::*;

    async fn read(pieces: Vec<Result<Vec<u8>, Error>>) -> Result<Vec<u8>, Error> {
        let turn = Arc::new(Semaphore::new(1)).acquire_owned().await.unwrap();
        spooled(turn, stream::iter(pieces)).await?.try_concat().await
    }

    #[tokio::test]
    async fn what_is_read_is_what_was_made() {
        let piece = |byte: u8, length: usize| vec![byte; length];
        let pieces = [piece(b'a', 10), piece(b'b', 3 * PIECE + 1), piece(b'c', 1)];
        let whole = pieces.concat();
        assert_eq!(read(pieces.into_iter().map(Ok).collect()).await.unwrap(), whole);
        assert_eq!(read(vec![]).await.unwrap(), Vec::<u8>::new());
    }

    #[tokio::test]
    async fn what_broke_off_does_not_look_whole() {
        let broken = vec![Ok(b"one".to_vec()), Err(Error::internal("no more"))];
        assert!(read(broken).await.is_err());
    }

    #[tokio::test]
    async fn who_reads_slowly_lets_others_have_their_turn() {
        let turns = Arc::new(Semaphore::new(1));
        let pieces = || stream::iter((0..50).map(|_| Ok(vec![b'x'; PIECE])).collect::<Vec<_>>());
        let turn = Arc::clone(&turns).acquire_owned().await.unwrap();
        let first = spooled(turn, pieces()).await.unwrap();
        // Nobody has read a byte of the first, and the second gets its turn all the same.
        let turn = turns.acquire_owned().await.unwrap();
        let second = spooled(turn, pieces()).await.unwrap();
        assert_eq!(second.try_concat().await.unwrap().len(), 50 * PIECE);
        assert_eq!(first.try_concat().await.unwrap().len(), 50 * PIECE);
    }
}
