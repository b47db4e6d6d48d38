//! Limits of what is taken in.

/// Pixels of one picture: the largest that a telephone takes without a special mode, and 200 MB to who looks at it.
pub const MAX_PIXELS: u64 = 50_000_000;
/// Frames of an animation.
pub const MAX_FRAMES: u32 = 1_000;
/// Pixels of all frames of an animation together: what can be looked through in a second.
pub const MAX_ANIMATED_PIXELS: u64 = 200_000_000;
