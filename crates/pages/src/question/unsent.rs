//! POST /questions/{id}/unsent and /desk/{id}/unsent: what is being written is kept, and others see that somebody
//! writes.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use souffleur_core::id::QuestionId;
use souffleur_question::question::keep_unsent;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use crate::inbox_filter::question_path;
use crate::pane::Fields;

/// Keeps it as it stands. Who gives it up comes back to the question: an expert, from there, to their desk.
pub(crate) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    keep_unsent(context.app(), context.actor(), id, &fields.body, fields.draft()?).await?;
    if fields.discard.is_empty() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    context.redirect(&question_path(id))
}
