//! How a target ends: kept, broken, or excused. What has ended stays as it ended.

use jiff::Timestamp;
use souffleur_core::{event::EventKind, text::Remark};
use souffleur_sla::TargetKind;
use souffleur_store::{Target, TargetState, Tx};

use crate::{error::Error, history::History};

/// What a customer waits for.
pub const REPLIES: [TargetKind; 2] = [TargetKind::FirstReply, TargetKind::NextReply];

/// The reply that is owed, if one is: its promise runs, or was broken and nothing has come since.
pub fn owed_reply(unmet: &[Target]) -> Option<&Target> {
    unmet.iter().find(|target| REPLIES.contains(&target.kind))
}

/// What was promised has come. Strictly before it was due the promise is kept; otherwise it stays broken, and the
/// target says by when it was made good.
pub async fn meet(
    tx: &mut Tx,
    history: &mut History,
    mut target: Target,
    now: Timestamp,
) -> Result<(), Error> {
    let (id, promise) = (target.id, target.kind.as_str().to_owned());
    match missed(&target, now) {
        None if target.state == TargetState::Pending => {
            target.state = TargetState::Met;
            history.note(EventKind::TargetMet { target: id, promise });
        }
        Some(due_at) if target.state == TargetState::Pending => {
            target.state = TargetState::Breached;
            history.note_at(due_at, EventKind::TargetBreached { target: id, promise });
        }
        _ => {}
    }
    target.met_at = Some(now);
    end(tx, &target).await
}

/// What was promised is no longer needed, for a reason. What was broken by then stays broken.
pub async fn waive(
    tx: &mut Tx,
    history: &mut History,
    mut target: Target,
    reason: &Remark,
    now: Timestamp,
) -> Result<(), Error> {
    if target.state != TargetState::Pending {
        return Ok(());
    }
    let (id, promise) = (target.id, target.kind.as_str().to_owned());
    if let Some(due_at) = missed(&target, now) {
        target.state = TargetState::Breached;
        history.note_at(due_at, EventKind::TargetBreached { target: id, promise });
    } else {
        target.state = TargetState::NoReplyNeeded;
        target.reason = Some(reason.clone());
        history.note(EventKind::NoReplyNeeded { target: id, promise, reason: reason.clone() });
    }
    end(tx, &target).await
}

/// A draft that nobody waits for any more. The reason is a code and not a sentence: nobody wrote it.
pub async fn waive_draft(
    tx: &mut Tx,
    history: &mut History,
    targets: &[Target],
    reason: &'static str,
    now: Timestamp,
) -> Result<(), Error> {
    let reason = Remark::parse(reason).map_err(Error::internal)?;
    for target in targets.iter().filter(|target| target.kind == TargetKind::Draft) {
        waive(tx, history, target.clone(), &reason, now).await?;
    }
    Ok(())
}

/// When a target that runs was broken, if its time has passed without anybody having noticed yet.
fn missed(target: &Target, now: Timestamp) -> Option<Timestamp> {
    target.due_at.filter(|due_at| *due_at <= now)
}

async fn end(tx: &mut Tx, target: &Target) -> Result<(), Error> {
    tx.save_target(target).await?;
    Ok(tx.cancel_timers(target.id).await?)
}
