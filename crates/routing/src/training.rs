//! Options of a training.

use super::encoder::Encoder;

/// What a training may be told.
#[derive(Debug, Clone, Copy, Default)]
pub struct Training<'a> {
    /// Orders the visits; the same seed and examples give the same model.
    pub seed: u64,
    /// The version that explanations quote.
    pub version: u64,
    /// Tells the meaning of the examples; none to learn from words alone.
    pub encoder: Option<&'a dyn Encoder>,
}
