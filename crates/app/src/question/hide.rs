//! A community manager takes a question off the stage, and says in public why. The house does not delete criticism.

use souffleur_core::{Actor, event::What, id::QuestionId, permission::Action, text::Remark};

use super::opened::{Changed, Opened};
use crate::{app::App, error::Error, promise::excuse};

/// Hides a question. Everybody may read the reason in its place; a reply that was owed is excused with it.
pub async fn hide(
    app: &App,
    actor: Actor,
    id: QuestionId,
    reason: String,
    version: Option<i64>,
) -> Result<Changed, Error> {
    actor.may(Action::ChangeStatus)?;
    let reason = Remark::parse(&reason).map_err(|problem| Error::invalid("reason", problem))?;

    let mut opened = Opened::take(app, actor, Action::ChangeStatus, id, version).await?;
    let from = opened.question.status;
    let to = from.hidden()?;
    opened.question.status = to;
    opened.question.hidden_reason = Some(reason.clone());
    let Opened { tx, ledger, now, .. } = &mut opened;
    for target in tx.pending_targets(id).await? {
        excuse(tx, ledger, target, &reason, *now).await?;
    }
    ledger.note(What::StatusChanged { from, to, reason: Some(reason) });
    opened.save().await
}
