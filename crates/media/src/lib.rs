#![doc = include_str!("../README.md")]

mod bytes;
mod gif;
mod jpeg;
mod limits;
mod orientation;
mod pdf;
mod pixels;
mod png;
mod refusal;
mod stop;
mod webp;

use std::sync::atomic::AtomicBool;

pub use limits::{MAX_ANIMATED_PIXELS, MAX_FRAMES, MAX_PIXELS};
pub use refusal::Refusal;

use stop::Stop;

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
    clean_unless(bytes, &AtomicBool::new(false))
}

/// Rewrites a file as [`clean`] does, and gives up soon after `stop` is set.
pub fn clean_unless(bytes: &[u8], stop: &AtomicBool) -> Result<(Format, Vec<u8>), Refusal> {
    let format = sniff(bytes).ok_or(Refusal::Format)?;
    let stop = Stop::when(stop);
    let cleaned = match format {
        Format::Png => png::clean(bytes),
        Format::Jpeg => jpeg::clean(bytes),
        Format::Webp => webp::clean(bytes),
        Format::Gif => gif::clean(bytes, stop),
        Format::Pdf => pdf::clean(bytes, stop),
    };
    cleaned.map(|bytes| (format, bytes))
}
