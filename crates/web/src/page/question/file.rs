//! GET /questions/{id}/files/{hash}: a file of a question, for one of the house who may read it.

use souffleur_core::attachment::Fingerprint;
use souffleur_core::id::QuestionId;
use souffleur_question::attachment::of_question;

use crate::extract::Path;
use crate::page::{Answer, Stage, files};

/// Fetches it.
pub(super) async fn show(stage: Stage, Path((id, hash)): Path<(QuestionId, Fingerprint)>) -> Answer {
    Ok(files::answer(of_question(stage.app(), stage.actor(), id, &hash).await?))
}
