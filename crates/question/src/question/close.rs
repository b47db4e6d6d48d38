//! A community manager says that a question is done. A reply that is still owed is excused with the reason.

use souffleur_app::{
    App,
    error::{Error, Problem},
    promise::{end_wait, meet, waive, waive_draft},
};
use souffleur_core::{Actor, event::EventKind, id::QuestionId, permission::Action};
use souffleur_sla::TargetKind;

use super::transaction::{Changed, QuestionTx, read_remark};

/// Closes a question. While a reply is owed the reason is required: it says why none is needed.
pub async fn close(
    app: &App,
    actor: Actor,
    id: QuestionId,
    reason: Option<String>,
    version: Option<i64>,
) -> Result<Changed, Error> {
    actor.may(Action::ChangeStatus)?;
    let reason = read_remark("reason", reason.as_deref())?;
    let mut opened = QuestionTx::lock(app, actor, Action::ChangeStatus, id, version).await?;
    let from = opened.question.status;
    let to = from.closed()?;
    opened.question.status = to;
    let QuestionTx { tx, history, now, question, .. } = &mut opened;
    let targets = tx.pending_targets(id).await?;
    for target in &targets {
        match target.kind {
            TargetKind::FirstReply | TargetKind::NextReply => {
                let reason = reason.as_ref().ok_or_else(|| Error::invalid("reason", Problem::Required))?;
                waive(tx, history, target.clone(), reason, *now).await?;
            }
            TargetKind::Close => meet(tx, history, target.clone(), *now).await?,
            TargetKind::Draft => {}
        }
    }
    waive_draft(tx, history, &targets, "closed", *now).await?;
    end_wait(app, tx, history, question, actor, *now).await?;
    history.note(EventKind::StatusChanged { from, to, reason });
    opened.commit().await
}
