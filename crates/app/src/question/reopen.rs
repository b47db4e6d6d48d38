//! A community manager takes up again what was done or hidden. A promise that was excused then runs on as it was, so
//! that hiding and closing for a while buys no time.

use souffleur_core::{Actor, event::What, id::QuestionId, permission::Action};
use souffleur_store::{Target, TargetState};

use super::{
    fallback::fall_back,
    opened::{Changed, Opened},
};
use crate::{
    app::App,
    error::Error,
    promise::{REPLIES, reinstate},
};

/// Reopens a question.
pub async fn reopen(app: &App, actor: Actor, id: QuestionId, version: Option<i64>) -> Result<Changed, Error> {
    actor.may(Action::ChangeStatus)?;
    let mut opened = Opened::take(app, actor, Action::ChangeStatus, id, version).await?;
    let from = opened.question.status;
    let Opened { tx, ledger, question, .. } = &mut opened;
    fall_back(app, tx, ledger, question).await?;
    let to = from.reopened(opened.question.holder)?;
    opened.question.status = to;
    opened.question.hidden_reason = None;
    let Opened { tx, ledger, now, .. } = &mut opened;
    ledger.note(What::StatusChanged { from, to, reason: None });
    if let Some(target) = last_excused(tx.targets_of(id).await?) {
        reinstate(app, tx, ledger, target, *now).await?;
    }
    opened.save().await
}

/// The last reply that was promised, if it was excused rather than given.
fn last_excused(targets: Vec<Target>) -> Option<Target> {
    let last = targets
        .into_iter()
        .filter(|target| REPLIES.contains(&target.kind))
        .max_by_key(|target| (target.set_at, target.id));
    last.filter(|target| target.state == TargetState::NoReplyNeeded)
}
