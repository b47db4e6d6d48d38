//! `POST /questions/{id}/drafts`: hands in a proposed answer.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use souffleur_app::attachment::receive;
use souffleur_core::id::{DraftId, QuestionId};
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Message, MessageForm, Path};
use utoipa::ToSchema;

/// A proposed answer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftJson {
    body: String,
    /// The version of the question that was seen, where that matters.
    version: Option<i64>,
}

/// The draft as it was handed in.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DraftedJson {
    #[schema(value_type = uuid::Uuid)]
    id: DraftId,
    /// Which version of the draft this is.
    draft_version: i32,
    /// The question's version now.
    version: i64,
}

/// Hands in a draft; it replaces what the same author handed in before, with its files.
#[utoipa::path(post, path = "/api/v1/questions/{id}/drafts", operation_id = "submit-draft", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body(content((DraftJson = "application/json"), (MessageForm<DraftJson> = "multipart/form-data"))),
    security(("bearer" = [])),
    responses((status = 201, description = "Handed in.", body = DraftedJson), Refusals))]
pub(super) async fn submit_draft(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Message { message: input, files }: Message<DraftJson>,
) -> Result<(StatusCode, axum::Json<DraftedJson>), Failure> {
    let files = receive(&web.app, 0, files).await?;
    let drafted =
        question::draft_with(&web.app, current.actor(), id, input.body, files, input.version).await?;
    let answer =
        DraftedJson { id: drafted.draft, draft_version: drafted.draft_version, version: drafted.version };
    Ok((StatusCode::CREATED, axum::Json(answer)))
}
