//! Reasons to refuse a file.

use crate::limits::MAX_PIXELS;

/// Why a file is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Not one of the [`Format`](crate::Format)s.
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
    /// An animation beyond [`MAX_FRAMES`](crate::MAX_FRAMES) or [`MAX_ANIMATED_PIXELS`](crate::MAX_ANIMATED_PIXELS).
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
