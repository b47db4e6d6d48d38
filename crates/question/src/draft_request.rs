//! The draft that an expert is asked for.

use jiff::Timestamp;
use souffleur_app::{App, Error};
use souffleur_core::{
    draft::{Draft, DraftState},
    id::UserId,
    question::Question,
};
use souffleur_store::Tx;

/// The draft that an expert is asked for.
pub fn requested(app: &App, question: &Question, author: UserId, now: Timestamp) -> Draft {
    let (id, question, state) = (app.id(now), question.id, DraftState::Requested);
    Draft { id, question, author, state, version: 0, body: None, remark: None, at: now }
}

/// Asks an expert for a draft, unless one of theirs is open. A draft that somebody else was asked for and has not begun
/// is theirs to write now.
pub async fn ask_for_draft(tx: &mut Tx, fresh: Draft) -> Result<(), Error> {
    let drafts: Vec<Draft> =
        tx.drafts_of(fresh.question).await?.into_iter().map(|(draft, _)| draft).collect();
    let open = |draft: &&Draft| draft.author == fresh.author && draft.state != DraftState::Used;
    if drafts.iter().any(|draft| open(&draft)) {
        return Ok(());
    }
    match drafts.into_iter().find(|draft| draft.state == DraftState::Requested) {
        Some(begun) => tx.save_draft(&Draft { author: fresh.author, at: fresh.at, ..begun }).await?,
        None => tx.insert_draft(&fresh).await?,
    }
    Ok(())
}
