//! A file comes in: weighed, read for what it is, cleaned of what names people, and kept. All of that before anything
//! refers to it, so a message that was acknowledged has its files.

use std::{
    io,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use souffleur_core::attachment::{Attachment, FileName, Media};
use souffleur_media::{Format, Refusal};
use tokio::{sync::Semaphore, task::spawn_blocking, time::timeout};

use super::upload::Upload;
use crate::{
    App,
    error::{Error, Problem},
};

/// The field that files come in.
const FIELD: &str = "files";
/// What a megabyte is to people.
const MEGABYTE: u32 = 1024 * 1024;

/// Takes files in, beside others that came before with the same message. All of them, or none.
pub async fn receive(app: &App, before: usize, uploads: Vec<Upload>) -> Result<Vec<Attachment>, Error> {
    let config = &app.config().attachments;
    check(app, before + uploads.len())?;
    if uploads.iter().any(|upload| upload.length > u64::from(config.most_bytes)) {
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
pub fn check(app: &App, count: usize) -> Result<(), Error> {
    let most = app.config().attachments.most_files;
    if count <= most {
        return Ok(());
    }
    Err(Error::invalid(FIELD, Problem::TooManyFiles { most: i64::try_from(most).unwrap_or(i64::MAX) }))
}

async fn keep(app: &App, upload: Upload) -> Result<Attachment, Error> {
    let name = upload.name.clone();
    let cleaned = clean(app.cleaning(), app.config().attachments.patience, upload).await?;
    let (format, bytes) = cleaned.map_err(|why| Error::invalid(FIELD, problem(why)))?;
    let media = media(format);
    let size = u32::try_from(bytes.len()).map_err(Error::internal)?;
    let hash = app.config().attachments.vault.keep(bytes, app.now()).await?;
    Ok(Attachment { hash, media, size, name: FileName::of(&name, media) })
}

/// Reads and cleans a file on a thread of its own, in its turn and before its deadline. A file that nobody waits for any more is given
/// up; its turn ends when its thread does, so that no more memory is taken than the turns allow.
async fn clean(
    turns: Arc<Semaphore>,
    patience: Duration,
    mut upload: Upload,
) -> Result<Result<(Format, Vec<u8>), Refusal>, Error> {
    let work = async {
        let turn = turns.acquire_owned().await.map_err(Error::internal)?;
        let waiting = Waiting::default();
        let stop = Arc::clone(&waiting.stop);
        let cleaned = spawn_blocking(move || {
            let _turn = turn;
            Ok::<_, io::Error>(souffleur_media::clean_unless(&upload.read()?, &stop))
        });
        let cleaned = cleaned.await.map_err(Error::internal);
        drop(waiting);
        Ok(cleaned??)
    };
    timeout(patience, work).await.unwrap_or(Ok(Err(Refusal::Stopped)))
}

/// Somebody who waits for a file; when they no longer do, cleaning stops.
#[derive(Debug, Default)]
struct Waiting {
    stop: Arc<AtomicBool>,
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

const fn media(format: Format) -> Media {
    match format {
        Format::Png => Media::Png,
        Format::Jpeg => Media::Jpeg,
        Format::Webp => Media::Webp,
        Format::Gif => Media::Gif,
        Format::Pdf => Media::Pdf,
    }
}

fn problem(why: Refusal) -> Problem {
    match why {
        Refusal::Format => Problem::FileKind,
        Refusal::Damaged => Problem::FileDamaged,
        Refusal::Locked => Problem::FileLocked,
        Refusal::TooManyPixels => Problem::FilePixels { megapixels: souffleur_media::MAX_PIXELS / 1_000_000 },
        Refusal::TooManyFrames => Problem::FileFrames { most: souffleur_media::MAX_FRAMES },
        Refusal::TooComplex => Problem::FileComplex,
        Refusal::Coding => Problem::FileCoding,
        Refusal::Stopped => Problem::FileSlow,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::attachment::Incoming;

    /// One red pixel.
    const PIXEL: &[u8] =
        b"GIF89a\x01\0\x01\0\x80\0\0\xFF\0\0\0\0\0\x2C\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3B";

    async fn pixel() -> Upload {
        let folder = tempfile::tempdir().unwrap();
        let mut incoming = Incoming::begin(folder.path(), 1_000).await.unwrap();
        incoming.write(PIXEL).await.unwrap();
        incoming.finish("a.gif".to_owned()).await.unwrap()
    }

    #[tokio::test]
    async fn a_file_that_gets_no_turn_in_time_is_refused() {
        let turns = Arc::new(Semaphore::new(1));
        let taken = Arc::clone(&turns).try_acquire_owned().unwrap();
        let patience = Duration::from_millis(20);
        let refused = clean(Arc::clone(&turns), patience, pixel().await).await.unwrap();
        assert_eq!(refused, Err(Refusal::Stopped));
        assert_eq!(problem(Refusal::Stopped), Problem::FileSlow);
        drop(taken);
        let cleaned = clean(Arc::clone(&turns), Duration::from_mins(1), pixel().await).await.unwrap();
        assert_eq!(cleaned, Ok((Format::Gif, PIXEL.to_vec())));
        assert_eq!(turns.available_permits(), 1, "the turn is given back");
    }

    #[test]
    fn who_waits_no_longer_stops_the_work() {
        let waiting = Waiting::default();
        let stop = Arc::clone(&waiting.stop);
        drop(waiting);
        assert_eq!(souffleur_media::clean_unless(PIXEL, &stop), Err(Refusal::Stopped));
    }
}
