#![doc = include_str!("../README.md")]

mod gif;
mod jpeg;
mod orientation;
mod pdf;
mod png;
mod webp;

/// The formats that are taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A PNG image.
    Png,
    /// A JPEG image.
    Jpeg,
    /// A WebP image.
    Webp,
    /// A GIF image.
    Gif,
    /// A PDF document.
    Pdf,
}

/// Why a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not one of the [`Format`]s.
    #[error("only images (PNG, JPEG, WebP, GIF) and PDF documents are taken in")]
    Format,
    /// Cut off, or against the rules of its format.
    #[error("the file is damaged")]
    Damaged,
    /// Encrypted: what it holds can't be checked.
    #[error("the document is protected by a password")]
    Locked,
}

/// The format of a file by its first bytes.
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => Some(Format::Png),
        [0xFF, 0xD8, 0xFF, ..] => Some(Format::Jpeg),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Format::Webp),
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Format::Gif),
        [b'%', b'P', b'D', b'F', b'-', ..] => Some(Format::Pdf),
        _ => None,
    }
}

/// Rewrites a file with nothing but what is needed to show it.
pub fn clean(bytes: &[u8]) -> Result<(Format, Vec<u8>), Refusal> {
    let format = sniff(bytes).ok_or(Refusal::Format)?;
    let cleaned = match format {
        Format::Png => png::clean(bytes).ok_or(Refusal::Damaged),
        Format::Jpeg => jpeg::clean(bytes).ok_or(Refusal::Damaged),
        Format::Webp => webp::clean(bytes).ok_or(Refusal::Damaged),
        Format::Gif => gif::clean(bytes).ok_or(Refusal::Damaged),
        Format::Pdf => pdf::clean(bytes),
    };
    cleaned.map(|bytes| (format, bytes))
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
mod tests;
