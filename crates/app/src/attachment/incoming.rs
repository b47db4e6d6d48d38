//! A file while it is received: on the disk as it comes, in a file without a name that is gone when nobody needs it any
//! more, also after a crash. However large it is and however long it takes, it needs no memory.

use std::{io, path::Path};

use tokio::{fs::File, io::AsyncWriteExt as _, task::spawn_blocking};

use super::upload::Upload;
use crate::{App, error::Error};

/// Bytes of one file that are in memory on their way to the disk.
const BUFFER: usize = 64 * 1024;

/// A file that is being received.
#[derive(Debug)]
pub struct Incoming {
    file: File,
    length: u64,
    limit: u64,
}

impl Incoming {
    /// Begins to receive a file for an application.
    pub async fn for_app(app: &App) -> Result<Self, Error> {
        let config = &app.config().attachments;
        Ok(Self::begin(config.vault.folder(), config.most_bytes.into()).await?)
    }

    /// Begins to receive a file in a folder, of which at most `limit` bytes are kept.
    pub(super) async fn begin(folder: &Path, limit: u64) -> io::Result<Self> {
        let folder = folder.to_owned();
        let file = spawn_blocking(move || {
            std::fs::create_dir_all(&folder)?;
            tempfile::tempfile_in(folder)
        });
        let mut file = File::from_std(file.await.map_err(io::Error::other)??);
        file.set_max_buf_size(BUFFER);
        Ok(Self { file, length: 0, limit })
    }

    /// Takes the next bytes. Those beyond the limit are counted and not kept.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Error> {
        self.length += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.length <= self.limit {
            self.file.write_all(bytes).await?;
        }
        Ok(())
    }

    /// The whole file, under the name its sender gave it.
    pub async fn finish(mut self, name: String) -> Result<Upload, Error> {
        self.file.flush().await?;
        Ok(Upload { name, file: self.file.into_std().await, length: self.length })
    }
}
