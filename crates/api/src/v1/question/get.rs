//! `GET /questions/{id}`: one question with everything that its reader may see of it.

use axum::extract::State;
use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::Path;

use super::view::QuestionJson;

/// Shows a question.
#[utoipa::path(get, path = "/api/v1/questions/{id}", operation_id = "get-question", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    security(("bearer" = [])),
    responses((status = 200, description = "The question; what the reader's role may not see is absent.",
        body = QuestionJson), Refusals))]
pub(super) async fn get_question(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
) -> Result<axum::Json<QuestionJson>, Failure> {
    let view = question::get(&web.app, current.actor(), id).await?;
    Ok(axum::Json(QuestionJson::of(&web.app, current.user.role, &view)))
}
