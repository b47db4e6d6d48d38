//! An expert hands in a draft, or the next version of it.

use serde::{Deserialize, Serialize};
use souffleur_app::{App, attachment::check, error::Error, promise::meet};
use souffleur_core::{
    Actor,
    attachment::Attachment,
    draft::{Draft, DraftState},
    event::EventKind,
    id::{DraftId, QuestionId, UserId},
    permission::Action,
    text::Body,
};
use souffleur_sla::TargetKind;
use souffleur_store::Reader;

use super::transaction::QuestionTx;

/// The draft as it was handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Drafted {
    /// Its id.
    pub draft: DraftId,
    /// Which version of it this is.
    pub draft_version: i32,
    /// The question's version now.
    pub version: i64,
}

/// Hands in a draft. It replaces what the same author handed in before, and keeps the expert's promise.
pub async fn draft(
    app: &App,
    actor: Actor,
    id: QuestionId,
    body: String,
    version: Option<i64>,
) -> Result<Drafted, Error> {
    draft_with(app, actor, id, body, Vec::new(), version).await
}

/// The same, with files. They reach the customer only if a community manager sends them.
pub async fn draft_with(
    app: &App,
    actor: Actor,
    id: QuestionId,
    body: String,
    files: Vec<Attachment>,
    version: Option<i64>,
) -> Result<Drafted, Error> {
    actor.may(Action::Draft)?;
    check(app, files.len())?;
    let author = actor.user().ok_or(Error::Forbidden)?;
    let body = Body::parse(&body).map_err(|problem| Error::invalid("body", problem))?;

    let mut opened = QuestionTx::lock(app, actor, Action::Draft, id, version).await?;
    opened.question.status = opened.question.status.drafted()?;
    opened.forget_unsent().await?;
    let draft = submit(app, &mut opened, author, body).await?;
    opened.tx.insert_draft_files(&draft, &files).await?;
    let QuestionTx { tx, history, now, .. } = &mut opened;
    history.note(EventKind::DraftSubmitted { draft: draft.id, version: draft.version });
    for target in tx.unmet_targets(id).await?.into_iter().filter(|target| target.kind == TargetKind::Draft) {
        meet(tx, history, target, *now).await?;
    }
    let changed = opened.commit().await?;
    Ok(Drafted { draft: draft.id, draft_version: draft.version, version: changed.version })
}

/// Writes the next version of the author's open draft, or the first of a new one.
async fn submit(app: &App, opened: &mut QuestionTx, author: UserId, body: Body) -> Result<Draft, Error> {
    let (question, now) = (opened.question.id, opened.now);
    if let Some(before) = open_draft(&opened.tx, question, author).await? {
        let (state, version) = (before.state.submitted()?, before.version + 1);
        let draft = Draft { state, version, body: Some(body), remark: None, at: now, ..before };
        opened.tx.save_draft(&draft).await?;
        return Ok(draft);
    }
    let (id, state, body) = (app.id(now), DraftState::Submitted, Some(body));
    let draft = Draft { id, question, author, state, version: 1, body, remark: None, at: now };
    opened.tx.insert_draft(&draft).await?;
    Ok(draft)
}

/// The newest draft of somebody on a question that no reply was made from yet.
async fn open_draft(reader: &Reader, question: QuestionId, author: UserId) -> Result<Option<Draft>, Error> {
    let drafts = reader.drafts_of(question).await?.into_iter().map(|(draft, _)| draft);
    let open = |draft: &Draft| draft.author == author && draft.state != DraftState::Used;
    Ok(drafts.filter(open).max_by_key(|draft| draft.id))
}
