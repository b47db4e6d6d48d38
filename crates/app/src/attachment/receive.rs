//! A file comes in: weighed, read for what it is, cleaned of what names people, and kept. All of that before anything
//! refers to it, so a message that was acknowledged has its files.

use souffleur_channels::media::{self, Unclean};
use souffleur_core::attachment::{Attachment, FileName};

use crate::{
    app::App,
    error::{Error, Problem},
};

/// The field that files come in.
const FIELD: &str = "files";
/// What a megabyte is to people.
const MEGABYTE: u32 = 1024 * 1024;

/// A file as it came. What its sender calls it, and what kind they say it is, is not believed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// What its sender calls it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Takes files in, beside others that came before with the same message. All of them, or none.
pub async fn receive(app: &App, before: usize, uploads: Vec<Upload>) -> Result<Vec<Attachment>, Error> {
    let config = &app.config().attachments;
    check(app, before + uploads.len())?;
    if uploads.iter().any(|upload| upload.bytes.len() > config.most_bytes as usize) {
        let most = i64::from(config.most_bytes / MEGABYTE);
        return Err(Error::invalid(FIELD, Problem::TooLarge { megabytes: most }));
    }
    let mut kept = Vec::with_capacity(uploads.len());
    for upload in uploads {
        kept.push(keep(app, upload).await?);
    }
    Ok(kept)
}

/// Refuses more files than one message may bring.
pub(crate) fn check(app: &App, count: usize) -> Result<(), Error> {
    let most = app.config().attachments.most_files;
    if count <= most {
        return Ok(());
    }
    Err(Error::invalid(FIELD, Problem::TooManyFiles { most: i64::try_from(most).unwrap_or(i64::MAX) }))
}

async fn keep(app: &App, upload: Upload) -> Result<Attachment, Error> {
    let Upload { name, bytes } = upload;
    // Reading a document through takes a while, which others need not wait for.
    let cleaned = tokio::task::spawn_blocking(move || media::clean(&bytes)).await.map_err(Error::internal)?;
    let (media, bytes) = cleaned.map_err(|why| Error::invalid(FIELD, problem(why)))?;
    let size = u32::try_from(bytes.len()).map_err(Error::internal)?;
    let hash = app.config().attachments.vault.keep(bytes, app.now()).await?;
    Ok(Attachment { hash, media, size, name: FileName::of(&name, media) })
}

fn problem(why: Unclean) -> Problem {
    match why {
        Unclean::Kind => Problem::FileKind,
        Unclean::Damaged => Problem::FileDamaged,
        Unclean::Locked => Problem::FileLocked,
    }
}
