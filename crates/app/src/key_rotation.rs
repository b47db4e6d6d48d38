//! The desk's signing key is compared with the one it was used with, and changed for another.

use souffleur_store::Store;

use crate::{error::Error, signing_key::SigningKey, thread_link};

/// Compares the key with the one that the desk was used with. The one node of an embedded database may bring a new one, as
/// after a restore on another machine: whoever was signed in gets a new access token by their session. The nodes of a
/// PostgreSQL database must have the same, or each would refuse what the other signed.
pub async fn settle(store: &Store, key: &SigningKey) -> Result<(), Error> {
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
