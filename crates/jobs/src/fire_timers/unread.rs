//! An expert has not opened a question in time: it goes to whom the router finds next while there is still time to draft.

use souffleur_app::error::Error;
use souffleur_core::id::UserId;
use souffleur_question::question::give_back as pass_on;
use souffleur_store::{Timer, Tx};

use super::batch::Batch;

/// Takes a question from an expert who has not opened it, unless it is theirs no longer, or too late to help.
pub(super) async fn give_back(
    tx: &mut Tx,
    batch: &mut Batch<'_>,
    timer: &Timer,
    by: UserId,
) -> Result<(), Error> {
    let (Some(target), Some(question)) = (batch.running(timer), batch.question(timer)) else { return Ok(()) };
    let late = target.due_at.is_some_and(|due_at| due_at <= batch.now);
    if late || question.assignee.expert() != Some(by) {
        return Ok(());
    }
    let question = question.clone();
    let Some((question, letter)) = pass_on(batch.app, tx, question, by, batch.now).await? else {
        return Ok(());
    };
    batch.hold(question);
    batch.post(letter);
    Ok(())
}
