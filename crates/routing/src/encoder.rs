//! The optional sentence model: what a text means, as a vector of fixed length, beside which words it has. Core only knows
//! this shape; what reads a model's files lives in the program. The vector's numbers are features like any n-gram's, in
//! buckets of their own behind those, so that one linear model weighs both and one step teaches both.

use serde::{Deserialize, Serialize};

use super::checksum::checksum;

/// Something that turns a text into a vector of fixed length: the same text always into the same vector.
pub trait Encoder: Send + Sync + std::fmt::Debug {
    /// Which encoder it is: a model that was learned by one is of no use with another.
    fn id(&self) -> EncoderId;

    /// The vector of a text, of length one; none where there is nothing to read, or where it could not be computed: the
    /// words alone are read then.
    fn encode(&self, text: &str) -> Option<Vec<f32>>;
}

/// Which encoder a model was learned with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct EncoderId {
    /// A number that changes when the files of the encoder would; see [`EncoderId::of`].
    pub fingerprint: u64,
    /// How many numbers a vector has.
    pub dimensions: u32,
}

impl EncoderId {
    /// The longest vector that is taken: no sentence model has more, and each number is a weight a topic.
    pub const MOST: u32 = 4_096;

    /// The identity of an encoder that is made of these files.
    pub fn of(files: &[&[u8]], dimensions: u32) -> Self {
        let fingerprint = files.iter().fold(0, |sum: u64, file| sum.rotate_left(17) ^ checksum(file));
        Self { fingerprint, dimensions }
    }
}

/// A text as a model reads it: its words, and what it means where an encoder has read it.
#[derive(Debug, Clone, Copy)]
pub struct ModelInput<'a> {
    /// The text.
    pub text: &'a str,
    /// Its vector. A model that was learned without one passes it over.
    pub meaning: Option<&'a [f32]>,
}

impl<'a> From<&'a str> for ModelInput<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, meaning: None }
    }
}

impl<'a> From<&'a String> for ModelInput<'a> {
    fn from(text: &'a String) -> Self {
        Self { text, meaning: None }
    }
}
