//! How a promise begins to run.

use souffleur_store::Tx;

use super::Planned;
use crate::{error::Error, history::History};

/// Begins a planned promise: writes its target, the timers that watch over it, and the line of the history.
pub async fn begin(tx: &mut Tx, history: &mut History, planned: &Planned) -> Result<(), Error> {
    tx.insert_targets(std::slice::from_ref(&planned.target)).await?;
    tx.insert_timers(&planned.timers).await?;
    history.note(planned.event());
    Ok(())
}
