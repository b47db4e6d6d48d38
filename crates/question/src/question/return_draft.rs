//! A community manager sends a draft back to its author.

use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor,
    draft::Draft,
    event::EventKind,
    id::{DraftId, QuestionId},
    permission::Action,
};
use souffleur_routing::{Observation, Outcome};

use super::transaction::{Changed, QuestionTx, read_remark};

/// Sends a draft back, with a remark or without.
pub async fn return_draft(
    app: &App,
    actor: Actor,
    id: QuestionId,
    draft: DraftId,
    remark: Option<String>,
    version: Option<i64>,
) -> Result<Changed, Error> {
    actor.may(Action::ReturnDraft)?;
    let remark = read_remark("remark", remark.as_deref())?;
    let mut opened = QuestionTx::lock(app, actor, Action::ReturnDraft, id, version).await?;
    let before = opened.tx.draft(draft).await?.filter(|draft| draft.question == id).ok_or(Error::NotFound)?;
    let state = before.state.returned()?;
    opened.question.status = opened.question.status.returned(opened.question.assignee)?;
    let topic = opened.question.topic;
    let deeds = topic.map(|topic| Observation {
        expert: before.author,
        topic,
        deed: Outcome::Returned,
        at: opened.now,
    });
    opened.tx.note_deeds(deeds.as_slice()).await?;
    opened.tx.save_draft(&Draft { state, remark: remark.clone(), ..before }).await?;
    opened.history.note(EventKind::DraftReturned { draft, remark });
    let changed = opened.commit().await?;
    app.router().loads.noted(deeds.as_slice());
    Ok(changed)
}
