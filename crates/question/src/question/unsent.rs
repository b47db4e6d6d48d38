//! What somebody is writing is kept as they write, and others see that they do.

use souffleur_app::access::allow;
use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor,
    autosave::Autosave,
    id::{DraftId, QuestionId},
    permission::Action,
    question::Question,
    text::Body,
};
use souffleur_store::Notice;

/// Keeps what somebody has written so far, a reply or a draft; nothing but white space forgets it.
pub async fn keep(
    app: &App,
    actor: Actor,
    id: QuestionId,
    body: &str,
    draft: Option<DraftId>,
) -> Result<(), Error> {
    let author = actor.user().ok_or(Error::Forbidden)?;
    let now = app.now();
    let body = match body.trim() {
        "" => None,
        _ => Some(Body::parse(body).map_err(|problem| Error::invalid("body", problem))?),
    };
    let reader = app.store().read();
    let question = reader.question(id).await?;
    let action = writes(actor, question.as_ref());
    allow(&reader, actor, action, question).await?;
    // What it was made from may be gone meanwhile; the text is not to be lost with it.
    let draft = match draft {
        Some(draft) => reader.draft(draft).await?.filter(|draft| draft.question == id).map(|draft| draft.id),
        None => None,
    };
    let was_writing = reader
        .unsent_on(id)
        .await?
        .iter()
        .any(|unsent| unsent.author == author && unsent.is_being_written(now));
    let mut tx = app.store().begin().await?;
    let writes = body.is_some();
    match body {
        Some(body) => tx.keep_unsent(&Autosave { question: id, author, body, draft, at: now }).await?,
        None => tx.forget_unsent(id, author).await?,
    }
    // Others look once when somebody begins, and once when they give it up; not at every word.
    if was_writing != writes {
        tx.notify(Notice::Writing(id));
    }
    Ok(tx.commit().await?)
}

/// What somebody writes on a question: the voice's reply, their draft, or beside the draft of another.
fn writes(actor: Actor, question: Option<&Question>) -> Action {
    let own = question.is_none_or(|question| actor.may_on(Action::Draft, question.assignee).is_ok());
    match (actor.may(Action::Reply), own) {
        (Ok(()), _) => Action::Reply,
        (Err(_), true) => Action::Draft,
        (Err(_), false) => Action::DraftBeside,
    }
}

/// What is being written on a question: one's own text, and the others of whom one sees only that they write.
pub async fn unsent(app: &App, actor: Actor, id: QuestionId) -> Result<Vec<Autosave>, Error> {
    actor.may(Action::ReadQuestions)?;
    let now = app.now();
    let mut all = app.store().read().unsent_on(id).await?;
    all.retain(|unsent| Some(unsent.author) == actor.user() || unsent.is_being_written(now));
    Ok(all)
}
