//! How far an import is, for the page: the command that imports is another process, so it is said in the store.

use serde::{Deserialize, Serialize};
use souffleur_app::{App, error::Error};

/// The scope and the key under which it is kept.
const SCOPE: &str = "import";
const KEY: &str = "history";
/// An import that has said nothing for so long was stopped.
const STOPPED: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);

/// How far an import of past questions is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportProgress {
    /// Rows read.
    pub rows: u64,
    /// Rows that could not be taken.
    pub refused: u64,
    /// Whether all rows are in, and the router is trained.
    pub training: bool,
}

/// The import that is under way, if one is.
pub async fn import_progress(app: &App) -> Result<Option<ImportProgress>, Error> {
    let Some(kept) = app.store().read().idempotent(SCOPE, KEY).await? else { return Ok(None) };
    if app.now().duration_since(kept.at) > STOPPED {
        return Ok(None);
    }
    Ok(serde_json::from_str(&kept.response).ok())
}

/// Says how far it is; nothing says that it has ended.
pub(super) async fn say(app: &App, progress: Option<ImportProgress>) -> Result<(), Error> {
    let mut tx = app.store().begin().await?;
    tx.forget_answer(SCOPE, KEY).await?;
    if let Some(progress) = progress {
        let told = serde_json::to_string(&progress).map_err(Error::internal)?;
        tx.remember(SCOPE, KEY, &[0; 32], &told, app.now()).await?;
    }
    Ok(tx.commit().await?)
}
