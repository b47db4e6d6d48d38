//! The key that tokens are signed with. It is given with the configuration and never stored in the database, so that a
//! copy of the database forges nothing; the database has its fingerprint, by which another key is noticed.

use std::fmt;

use sha2::{Digest as _, Sha256};
use souffleur_store::{Hash, Store};

use crate::{error::Error, thread_link};

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

/// Compares the key with the one that the desk was used with. The one node of an embedded database may bring a new one, as
/// after a restore on another machine: whoever was signed in gets a new access token by their session. The nodes of a
/// PostgreSQL database must have the same, or each would refuse what the other signed.
pub(crate) async fn settle(store: &Store, key: &SigningKey) -> Result<(), Error> {
    let known = store.read().signing_key_hash().await?;
    if known == Some(key.hash()) {
        return Ok(());
    }
    if known.is_some() && store.is_shared() {
        return Err(Error::internal(
            "the signing key of this node is not that of the desk: copy the file named by identity.signing_key_file \
             from another node, or run `souffleur rotate-key` and give its new file to all of them",
        ));
    }
    if known.is_some() {
        tracing::info!("the desk has a new signing key");
    }
    replace(store, key).await
}

/// Makes this the key of the desk. Customers' links follow from it, so each gets a new one, and those so far go on working.
pub async fn replace(store: &Store, key: &SigningKey) -> Result<(), Error> {
    // Before the fingerprint: where it ends half-way, the next start does it again.
    thread_link::renew(store, key).await?;
    let mut tx = store.begin().await?;
    tx.save_signing_key_hash(&key.hash()).await?;
    Ok(tx.commit().await?)
}
