//! Files on a page: those that were sent, to be fetched; those that a form brings; and those that it brought before it
//! was refused, which come back under the desk's seal so that nobody has to choose them again.

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;
use souffleur_app::attachment::{Upload, receive};
use souffleur_core::attachment::{Attachment, FileName, Fingerprint, Media};
use souffleur_core::id::QuestionId;

use super::context::PageContext;
use crate::auth::Keys;

/// What the seal is for.
const PURPOSE: &str = "file";
/// A file that can be fetched.
#[derive(Debug, Clone, Serialize)]
pub struct FileLink {
    /// Where.
    pub href: String,
    /// What it is called.
    pub name: String,
    /// How many kilobytes it has, at least one.
    pub kilobytes: u32,
    /// Whether the page can show it.
    pub image: bool,
}

impl FileLink {
    /// A file of a question, for one of the house.
    pub fn of(question: QuestionId, file: &Attachment) -> Self {
        Self {
            href: format!("/questions/{question}/files/{}", file.hash),
            name: file.name.as_str().to_owned(),
            kilobytes: kilobytes(file.size),
            image: file.media.is_image(),
        }
    }

    /// For samples.
    pub fn samples() -> Vec<Self> {
        let link = |name: &str, image| Self {
            href: format!("/questions/{}/files/{}", uuid_of_samples(), "a".repeat(64)),
            name: name.to_owned(),
            kilobytes: 320,
            image,
        };
        vec![link("photo.jpg", true), link("facture.pdf", false)]
    }
}

fn uuid_of_samples() -> &'static str {
    "00000000-0000-7000-8000-000000000001"
}

/// A file that a form brings along again.
#[derive(Debug, Clone, Serialize)]
pub struct SealedFile {
    /// The file under the desk's seal.
    pub sealed: String,
    /// What it is called.
    pub name: String,
    /// How many kilobytes it has.
    pub kilobytes: u32,
}

impl SealedFile {
    /// Seals a file.
    pub fn of(keys: &Keys, file: &Attachment) -> Self {
        let text = BASE64URL_NOPAD.encode(&serde_json::to_vec(file).unwrap_or_default());
        let sealed = format!("{text}.{}", keys.seal(PURPOSE, &text));
        Self { sealed, name: file.name.as_str().to_owned(), kilobytes: kilobytes(file.size) }
    }

    /// For samples.
    pub fn sample() -> Self {
        let media = Media::Pdf;
        let hash = Fingerprint::of([7; 32]);
        Self::of(
            &Keys::new(b"sample"),
            &Attachment { hash, media, size: 20_000, name: FileName::of("facture", media) },
        )
    }
}

/// The files that a form brought before.
pub fn kept(context: &PageContext, sealed: &[String]) -> Vec<SealedFile> {
    sealed
        .iter()
        .filter_map(|sealed| unseal(&context.web.keys, sealed))
        .map(|file| SealedFile::of(&context.web.keys, &file))
        .collect()
}

/// Takes in what a form brings, and seals it beside what it brought before, so that it comes back if the form is refused.
/// What bears no seal of ours is nobody's file.
pub async fn take(
    context: &PageContext,
    sealed: &mut Vec<String>,
    uploads: Vec<Upload>,
) -> Result<Vec<Attachment>, souffleur_app::Error> {
    let keys = &context.web.keys;
    let mut files: Vec<Attachment> = sealed.iter().filter_map(|one| unseal(keys, one)).collect();
    let new = receive(context.app(), files.len(), uploads).await?;
    sealed.extend(new.iter().map(|file| SealedFile::of(keys, file).sealed));
    files.extend(new);
    Ok(files)
}

fn unseal(keys: &Keys, sealed: &str) -> Option<Attachment> {
    let (text, seal) = sealed.split_once('.')?;
    if !keys.is_sealed(PURPOSE, text, seal) {
        return None;
    }
    serde_json::from_slice(&BASE64URL_NOPAD.decode(text.as_bytes()).ok()?).ok()
}

/// Rounded up: nothing has no length at all.
pub fn kilobytes(bytes: u32) -> u32 {
    bytes.div_ceil(1024).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_bears_our_seal_is_a_file() {
        let keys = Keys::new(b"sample");
        let kept = SealedFile::sample();
        assert_eq!(unseal(&keys, &kept.sealed).map(|file| file.size), Some(20_000));
        assert_eq!(unseal(&Keys::new(b"other"), &kept.sealed), None);
        for forged in ["", ".", "a.b", kept.sealed.trim_start_matches('e')] {
            assert_eq!(unseal(&keys, forged), None);
        }
    }
}
