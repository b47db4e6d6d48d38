//! A colleague who was asked writes beside the draft. It is taken over by who holds the question, or is not; nothing of it
//! goes further by itself.

use souffleur_app::{App, error::Error};
use souffleur_core::{
    Actor, alert::AlertKind, event::EventKind, id::QuestionId, permission::Action, side_draft::SideDraft,
    text::Body,
};

use super::transaction::QuestionTx;
use crate::alert::{AlertRequest, raise};

/// Keeps what a colleague wrote, in place of what they wrote before, and tells who asked and who holds the question.
pub async fn draft_beside(app: &App, actor: Actor, id: QuestionId, body: &str) -> Result<SideDraft, Error> {
    actor.may(Action::DraftBeside)?;
    let author = actor.user().ok_or(Error::Forbidden)?;
    let body = Body::parse(body).map_err(|problem| Error::invalid("body", problem))?;
    let mut opened = QuestionTx::lock(app, actor, Action::DraftBeside, id, None).await?;
    // Who holds it, or sees everything, has other places to write.
    let unasked = || Error::IllegalStep("nobody asked you about this question".to_owned());
    let asked = opened.tx.side_draft(id, author).await?.ok_or_else(unasked)?;
    opened.question.status.drafted()?;
    opened.forget_unsent().await?;
    let now = opened.now;
    let written = SideDraft { body: Some(body), at: Some(now), ..asked };
    opened.tx.write_side_draft(&written).await?;
    opened.history.note(EventKind::SideDraftWritten);
    let mut to = vec![written.asked_by];
    to.extend(opened.question.assignee.expert().filter(|holder| *holder != written.asked_by));
    let news = |to| AlertRequest {
        to,
        kind: AlertKind::SideDraft,
        question: Some(id),
        target: None,
        at: now,
        detail: None,
    };
    let news: Vec<AlertRequest> = to.into_iter().filter(|to| *to != author).map(news).collect();
    raise(app, &mut opened.tx, &app.settings(), now, &news).await?;
    opened.commit_history().await?;
    Ok(written)
}
