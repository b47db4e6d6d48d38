//! POST /alerts/questions/{id}: what one was told of a question counts as read. The question's page says so by itself
//! once it is looked at, whichever way one came there.

use axum::http::StatusCode;
use axum::response::IntoResponse;
use souffleur_core::id::QuestionId;
use souffleur_question::alert::{self, Seen};
use souffleur_web::extract::Path;
use souffleur_web::page::{PageContext, PageResult};

/// Marks what one was told of it; nothing, where one was told nothing.
pub(super) async fn mark(context: PageContext, Path(id): Path<QuestionId>) -> PageResult {
    alert::seen(context.app(), context.actor(), Seen::Of(id)).await?;
    if context.is_fragment() {
        // The bell may have been asked for before this was known.
        return Ok((StatusCode::NO_CONTENT, [("hx-trigger", "alerts-changed")]).into_response());
    }
    context.redirect(&format!("/questions/{id}"))
}
