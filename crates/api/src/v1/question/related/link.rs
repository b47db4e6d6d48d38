//! `POST /questions/{id}/links` and `DELETE /questions/{id}/links/{number}`: two questions that have to do with each other.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

/// The other question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkJson {
    /// Its number.
    number: i64,
}

/// Links two questions. A link has no direction.
#[utoipa::path(post, path = "/api/v1/questions/{id}/links", operation_id = "link", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = LinkJson, security(("bearer" = [])),
    responses((status = 204, description = "Each is shown beside the other."), Refusals))]
pub(super) async fn link(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(LinkJson { number }): Json<LinkJson>,
) -> Result<StatusCode, Failure> {
    question::link(&web.app, current.actor(), id, number).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes a link.
#[utoipa::path(delete, path = "/api/v1/questions/{id}/links/{number}", operation_id = "unlink", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question."),
        ("number" = i64, Path, description = "The number of the other.")),
    security(("bearer" = [])),
    responses((status = 204, description = "They have nothing to do with each other."), Refusals))]
pub(super) async fn unlink(
    State(web): State<Web>,
    current: Signed,
    Path((id, number)): Path<(QuestionId, i64)>,
) -> Result<StatusCode, Failure> {
    question::unlink(&web.app, current.actor(), id, number).await?;
    Ok(StatusCode::NO_CONTENT)
}
