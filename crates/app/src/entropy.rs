//! Randomness: the only place where the program draws it.

use data_encoding::BASE32_NOPAD;
use jiff::Timestamp;
use souffleur_core::Id;
use uuid::Builder;

/// Draws bytes that nobody can guess. Tests bring a seeded one.
pub trait Entropy: Send + Sync {
    /// Fills a buffer.
    fn fill(&self, buffer: &mut [u8]);
}

/// The operating system's randomness.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemEntropy;

impl Entropy for SystemEntropy {
    #[expect(clippy::disallowed_methods, reason = "this is the source that everything else asks")]
    #[expect(clippy::expect_used, reason = "a system without randomness can make no id and must not go on")]
    fn fill(&self, buffer: &mut [u8]) {
        getrandom::fill(buffer).expect("the operating system provides randomness");
    }
}

/// What is made of randomness.
impl dyn Entropy + '_ {
    /// A new id, which sorts after the ids of earlier milliseconds.
    pub fn id<K>(&self, now: Timestamp) -> Id<K> {
        let mut random = [0; 10];
        self.fill(&mut random);
        let millis = u64::try_from(now.as_millisecond()).unwrap_or(0);
        Id::new(Builder::from_unix_timestamp_millis(millis, &random).into_uuid())
    }

    /// A secret for a refresh token, an invitation or a program's token: 256 bits in base 32.
    pub fn secret(&self) -> String {
        let mut random = [0; 32];
        self.fill(&mut random);
        BASE32_NOPAD.encode(&random).to_lowercase()
    }
}
