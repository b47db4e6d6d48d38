//! `POST /questions/{id}/notes`: a remark for colleagues.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use souffleur_core::id::{NoteId, QuestionId, UserId};
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

/// A remark.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct NoteJson {
    /// `@` before a first name or the part of an address before its `@` mentions a colleague.
    body: String,
}

/// The remark that was left.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct NotedJson {
    #[schema(value_type = uuid::Uuid)]
    id: NoteId,
    /// Whom it mentions.
    #[schema(value_type = Vec<uuid::Uuid>)]
    mentions: Vec<UserId>,
}

/// Leaves a remark.
#[utoipa::path(post, path = "/api/v1/questions/{id}/notes", operation_id = "leave-note", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = NoteJson, security(("bearer" = [])),
    responses((status = 201, description = "Left.", body = NotedJson), Refusals))]
pub(super) async fn leave_note(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(input): Json<NoteJson>,
) -> Result<(StatusCode, axum::Json<NotedJson>), Failure> {
    let noted = question::note(&web.app, current.actor(), id, input.body).await?;
    Ok((StatusCode::CREATED, axum::Json(NotedJson { id: noted.note, mentions: noted.mentions })))
}
