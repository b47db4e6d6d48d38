//! The key that tokens are signed with. It is given with the configuration and never stored in the database, so that a
//! copy of the database forges nothing; the database has its fingerprint, by which another key is noticed.

use std::fmt;

use sha2::{Digest as _, Sha256};
use souffleur_store::Hash;

/// 256 bits that only the nodes of a desk have.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey([u8; Self::LEN]);

impl SigningKey {
    /// How many bytes it has.
    pub const LEN: usize = 32;

    /// A key of these bytes.
    pub const fn new(bytes: [u8; Self::LEN]) -> Self {
        Self(bytes)
    }

    /// The bytes.
    pub const fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// What the database knows it by.
    pub fn hash(&self) -> Hash {
        Sha256::new().chain_update(b"souffleur signing key").chain_update(self.0).finalize().into()
    }
}

impl fmt::Debug for SigningKey {
    /// The key does not belong in a log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SigningKey(…)")
    }
}
