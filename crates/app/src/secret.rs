//! Secrets that the desk hands out once and then knows only by their fingerprint.

use sha2::{Digest as _, Sha256};
use souffleur_store::Hash;

/// What is kept of a secret. It has 256 bits of its own, so a fast hash is enough.
pub fn fingerprint(secret: &str) -> Hash {
    Sha256::digest(secret.as_bytes()).into()
}
