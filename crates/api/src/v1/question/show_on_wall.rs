//! `POST /questions/{id}/show-on-wall`: shows a public question that waits for a first look.

use axum::extract::State;
use axum::http::StatusCode;
use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};

use crate::v1::shape::NothingJson;

/// Shows a public question on the wall after a first look. `409` where it does not wait for one.
#[utoipa::path(post, path = "/api/v1/questions/{id}/show-on-wall", operation_id = "show-on-wall", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")), request_body = NothingJson,
    security(("bearer" = [])),
    responses((status = 204, description = "It is on the wall."), Refusals))]
pub(super) async fn show_on_wall(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(NothingJson {}): Json<NothingJson>,
) -> Result<StatusCode, Failure> {
    question::show_on_wall(&web.app, current.actor(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
