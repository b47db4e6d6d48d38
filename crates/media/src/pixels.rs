//! Checks of the size of pictures and animations.

use crate::{
    limits::{MAX_ANIMATED_PIXELS, MAX_FRAMES, MAX_PIXELS},
    refusal::Refusal,
};

/// Refuses a picture without pixels, or with more than [`MAX_PIXELS`].
pub(crate) fn check_pixels(width: impl Into<u64>, height: impl Into<u64>) -> Result<u64, Refusal> {
    match width.into().checked_mul(height.into()) {
        Some(0) => Err(Refusal::Damaged),
        Some(pixels) if pixels <= MAX_PIXELS => Ok(pixels),
        _ => Err(Refusal::TooManyPixels),
    }
}

/// Counts the frames of an animation.
#[derive(Debug, Default)]
pub(crate) struct Frames {
    /// Frames so far.
    pub(crate) count: u32,
    pixels: u64,
}

impl Frames {
    /// Counts one frame with its pixels.
    pub(crate) fn add(&mut self, pixels: u64) -> Result<(), Refusal> {
        self.count += 1;
        self.pixels = self.pixels.saturating_add(pixels);
        let many = self.count > 1 && self.pixels > MAX_ANIMATED_PIXELS;
        if self.count > MAX_FRAMES || many { Err(Refusal::TooManyFrames) } else { Ok(()) }
    }
}
