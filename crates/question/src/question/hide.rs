//! A community manager takes a question off the stage, and says in public why. The house does not delete criticism.

use souffleur_app::{
    App,
    error::{Error, Problem},
    promise::waive,
};
use souffleur_core::{Actor, event::EventKind, id::QuestionId, leak, permission::Action, text::Remark};

use super::transaction::{Changed, QuestionTx};

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
    refuse_insiders(app, &reason)?;

    let mut opened = QuestionTx::lock(app, actor, Action::ChangeStatus, id, version).await?;
    let from = opened.question.status;
    let to = from.hidden()?;
    opened.question.status = to;
    opened.question.hidden_reason = Some(reason.clone());
    let QuestionTx { tx, history, now, .. } = &mut opened;
    for target in tx.pending_targets(id).await? {
        waive(tx, history, target, &reason, *now).await?;
    }
    history.note(EventKind::StatusChanged { from, to, reason: Some(reason) });
    opened.commit().await
}

/// The reason stands in public, so it names nobody of the house; there is always another way to say it.
fn refuse_insiders(app: &App, reason: &Remark) -> Result<(), Error> {
    let settings = app.settings();
    let voices: Vec<&str> = settings.voices.iter().map(|voice| voice.name.as_str()).collect();
    match leak::scan(reason, &settings.insiders(), &voices).first() {
        None => Ok(()),
        Some(leak) => Err(Error::invalid("reason", Problem::NamesInsider { found: leak.found.clone() })),
    }
}
