//! Whose own reply does not leave, and whose lead is done, follows no longer.

use souffleur_app::Error;
use souffleur_core::event::EventKind;

use crate::question::{followers::ask_again, transaction::QuestionTx};

/// A reply that was to leave does not. If the question that it followed is done meanwhile, it follows no longer. Whether that
/// was so; the question must then be saved.
pub(in crate::question) async fn part_if_done(opened: &mut QuestionTx) -> Result<bool, Error> {
    let Some(lead) = opened.question.lead else { return Ok(false) };
    let Some(lead) = opened.tx.question(lead).await?.filter(|lead| !lead.status.is_open()) else {
        return Ok(false);
    };
    opened.question.lead = None;
    let QuestionTx { app, tx, history, question, .. } = opened;
    history.note_as_desk(EventKind::Unfollowed { lead: lead.id, number: lead.number, done: true });
    ask_again(app, tx, history, question).await?;
    Ok(true)
}
