#![doc = include_str!("../README.md")]

mod gif;
mod jpeg;
mod orientation;
mod pdf;
mod png;
mod webp;

use std::sync::atomic::{AtomicBool, Ordering};

/// Pixels of one picture: the largest that a telephone takes without a special mode, and 200 MB to who looks at it.
pub const MAX_PIXELS: u64 = 50_000_000;
/// Frames of an animation.
pub const MAX_FRAMES: u32 = 1_000;
/// Pixels of all frames of an animation together: what can be looked through in a second.
pub const MAX_ANIMATED_PIXELS: u64 = 200_000_000;

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
    /// A picture, or one within a document, beyond [`MAX_PIXELS`].
    #[error("the picture has more than {} megapixels", MAX_PIXELS / 1_000_000)]
    TooManyPixels,
    /// An animation beyond [`MAX_FRAMES`] or [`MAX_ANIMATED_PIXELS`].
    #[error("the animation is too long")]
    TooManyFrames,
    /// A document that unpacks to more bytes, objects or levels than the budget allows.
    #[error("the document is too complex to be checked")]
    TooComplex,
    /// A document with a coding that can't be rewritten, such as JPEG 2000.
    #[error("the document holds a picture or text in a coding that can't be checked")]
    Coding,
    /// The caller asked to stop.
    #[error("the deadline passed")]
    Stopped,
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
    let stop = Stop(stop);
    let cleaned = match format {
        Format::Png => png::clean(bytes),
        Format::Jpeg => jpeg::clean(bytes),
        Format::Webp => webp::clean(bytes),
        Format::Gif => gif::clean(bytes, stop),
        Format::Pdf => pdf::clean(bytes, stop),
    };
    cleaned.map(|bytes| (format, bytes))
}

/// A caller's wish to stop, looked at between steps.
#[derive(Debug, Clone, Copy)]
struct Stop<'a>(&'a AtomicBool);

impl Stop<'_> {
    fn check(self) -> Result<(), Refusal> {
        if self.0.load(Ordering::Relaxed) { Err(Refusal::Stopped) } else { Ok(()) }
    }
}

/// Refuses a picture without pixels, or with more than [`MAX_PIXELS`].
fn check_pixels(width: impl Into<u64>, height: impl Into<u64>) -> Result<u64, Refusal> {
    match width.into().checked_mul(height.into()) {
        Some(0) => Err(Refusal::Damaged),
        Some(pixels) if pixels <= MAX_PIXELS => Ok(pixels),
        _ => Err(Refusal::TooManyPixels),
    }
}

/// Counts the frames of an animation.
#[derive(Debug, Default)]
struct Frames {
    count: u32,
    pixels: u64,
}

impl Frames {
    fn add(&mut self, pixels: u64) -> Result<(), Refusal> {
        self.count += 1;
        self.pixels = self.pixels.saturating_add(pixels);
        let many = self.count > 1 && self.pixels > MAX_ANIMATED_PIXELS;
        if self.count > MAX_FRAMES || many { Err(Refusal::TooManyFrames) } else { Ok(()) }
    }
}

/// Reads a file from front to back; every step fails where there is not enough left.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Refusal> {
        let (taken, rest) = self.0.split_at_checked(count).ok_or(Refusal::Damaged)?;
        self.0 = rest;
        Ok(taken)
    }

    fn byte(&mut self) -> Result<u8, Refusal> {
        self.take(1).map(|taken| taken[0])
    }

    fn big_u16(&mut self) -> Result<u16, Refusal> {
        self.take(2).map(|taken| u16::from_be_bytes([taken[0], taken[1]]))
    }

    fn big_u32(&mut self) -> Result<u32, Refusal> {
        self.take(4).map(|four| u32::from_be_bytes([four[0], four[1], four[2], four[3]]))
    }

    fn little_u16(&mut self) -> Result<u16, Refusal> {
        self.take(2).map(|taken| u16::from_le_bytes([taken[0], taken[1]]))
    }

    fn little_u24(&mut self) -> Result<u32, Refusal> {
        self.take(3).map(|three| u32::from_le_bytes([three[0], three[1], three[2], 0]))
    }

    fn little_u32(&mut self) -> Result<u32, Refusal> {
        self.take(4).map(|four| u32::from_le_bytes([four[0], four[1], four[2], four[3]]))
    }
}
