//! Which effect each kind of timer has.

use souffleur_app::error::Error;
use souffleur_core::event::EventKind;
use souffleur_question::alert::tell;
use souffleur_store::{Timer, TimerKind, Tx};

use super::{
    batch::Batch,
    digest,
    escalate::{self, Step},
    promise::{self, Passed},
    unread,
};

/// Decides upon the effect of one timer. What can be written with the rest of the batch is left to the batch; what
/// can't be decided without the database, or must be written by itself, is done in the transaction here.
pub(super) async fn apply(tx: &mut Tx, batch: &mut Batch<'_>, timer: &Timer) -> Result<(), Error> {
    match &timer.kind {
        TimerKind::Warn { share } => promise::warn(batch, timer, Passed::Share(*share)),
        TimerKind::Near { minutes } => promise::warn(batch, timer, Passed::Lead(*minutes)),
        TimerKind::Escalate { to, by, then, .. } => {
            escalate::step(tx, batch, timer, Step { to: *to, by: *by, then: *then }).await?;
        }
        TimerKind::Breach => promise::breach(batch, timer),
        TimerKind::Wake => {
            let Some(question) = timer.question else { return Ok(()) };
            // One that was put out of sight for longer, or came back by itself, has another hour.
            if tx.wake(question, timer.due_at).await? {
                batch.note(question, timer.due_at, EventKind::SnoozeEnded);
            }
        }
        TimerKind::Unread { by } => unread::give_back(tx, batch, timer, *by).await?,
        TimerKind::Tell => {
            let Some(user) = timer.user else { return Ok(()) };
            let letters = tell(tx, &batch.head, &batch.settings, user).await?;
            batch.post(letters);
        }
        TimerKind::Digest { digest: kind, day } => {
            digest::send(tx, batch, timer, (*kind, *day)).await?;
        }
    }
    Ok(())
}
