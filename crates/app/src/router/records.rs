//! The records of experts, made once from the history.

use souffleur_store::Store;

use crate::error::Error;

/// Makes the records at the first start after they came to be. A long history takes seconds to read, so that is
/// remembered even where it says nothing of anybody.
pub async fn make_records(store: &Store) -> Result<(), Error> {
    if store.read().records_are_made().await? {
        return Ok(());
    }
    let mut tx = store.begin().await?;
    if tx.records().await?.is_empty() {
        tx.rebuild_records().await?;
    }
    tx.note_records_made().await?;
    Ok(tx.commit().await?)
}
