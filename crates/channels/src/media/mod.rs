//! Files of people, cleaned: what names somebody (EXIF, XMP, IPTC, comments, authors, signatures) is taken out before
//! anybody can fetch one. Each format keeps what is needed to show it and nothing else, so that a kind of metadata that is
//! not known yet is dropped too. What can't be read through to its end is refused.

mod gif;
mod jpeg;
mod orientation;
mod pdf;
mod png;
mod webp;

use souffleur_core::attachment::Media;

/// Why a file is not taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unclean {
    /// It is none of the kinds that the desk takes in.
    #[error("only images (PNG, JPEG, WebP, GIF) and PDF documents are taken in")]
    Kind,
    /// It is damaged, or hides something behind its end.
    #[error("the file is damaged")]
    Damaged,
    /// It can't be read without a password, so nobody knows what it says of whom.
    #[error("the document is protected by a password")]
    Locked,
}

/// Sniffs what bytes are, and takes out of them what could name somebody.
pub fn clean(bytes: &[u8]) -> Result<(Media, Vec<u8>), Unclean> {
    let media = Media::sniff(bytes).ok_or(Unclean::Kind)?;
    let cleaned = match media {
        Media::Png => png::clean(bytes).ok_or(Unclean::Damaged),
        Media::Jpeg => jpeg::clean(bytes).ok_or(Unclean::Damaged),
        Media::Webp => webp::clean(bytes).ok_or(Unclean::Damaged),
        Media::Gif => gif::clean(bytes).ok_or(Unclean::Damaged),
        Media::Pdf => pdf::clean(bytes),
    };
    cleaned.map(|bytes| (media, bytes))
}

/// Reads a file from front to back; every step says whether there was enough of it.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|taken| taken[0])
    }

    fn big_u16(&mut self) -> Option<u16> {
        self.take(2).map(|taken| u16::from_be_bytes([taken[0], taken[1]]))
    }
}

#[cfg(test)]
pub(crate) mod tests;
