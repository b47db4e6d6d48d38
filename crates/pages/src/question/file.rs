//! GET /questions/{id}/files/{hash}: a file of a question, for one of the house who may read it.

use souffleur_core::attachment::Fingerprint;
use souffleur_core::id::QuestionId;
use souffleur_question::attachment::of_question;
use souffleur_web::download;
use souffleur_web::extract::Path;
use souffleur_web::page::{PageContext, PageResult};

/// Fetches it.
pub(super) async fn show(
    context: PageContext,
    Path((id, hash)): Path<(QuestionId, Fingerprint)>,
) -> PageResult {
    Ok(download::answer(of_question(context.app(), context.actor(), id, &hash).await?))
}
