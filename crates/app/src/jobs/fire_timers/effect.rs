//! Which effect each kind of timer has.

use souffleur_store::{Timer, TimerKind, Tx};

use super::{
    batch::Batch,
    escalate::{self, Step},
    promise::{self, Passed},
};
use crate::error::Error;

/// Decides upon the effect of one timer. What can be written with the rest of the batch is left to the batch; what
/// can't be decided without the database, or must be written by itself, is done in the transaction here.
pub(super) async fn have(tx: &mut Tx, batch: &mut Batch<'_>, timer: &Timer) -> Result<(), Error> {
    match timer.kind {
        TimerKind::Warn { share } => promise::warn(tx, batch, timer, Passed::Share(share)).await,
        TimerKind::Near { minutes } => promise::warn(tx, batch, timer, Passed::Lead(minutes)).await,
        TimerKind::Escalate { to, by, then, .. } => {
            escalate::step(tx, batch, timer, Step { to, by, then }).await
        }
        TimerKind::Breach => promise::breach(tx, batch, timer).await,
    }
}
