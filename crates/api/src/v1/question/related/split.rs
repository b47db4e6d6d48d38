//! `POST /questions/{id}/split`: a message asks something else, and becomes a question of its own.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use souffleur_core::id::{MessageId, QuestionId};
use souffleur_question::intake;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

use crate::v1::question::ask::AskedJson;

/// A message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SplitJson {
    /// One of the customer's, and not the one that the thread began with.
    #[schema(value_type = uuid::Uuid)]
    message_id: MessageId,
}

/// Makes a question of a message. What is promised on it is counted from when the message came.
#[utoipa::path(post, path = "/api/v1/questions/{id}/split", operation_id = "split", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question in whose thread it stands.")),
    request_body = SplitJson, security(("bearer" = [])),
    responses((status = 201, description = "The new question, linked with the first.", body = AskedJson), Refusals))]
pub(super) async fn split(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(SplitJson { message_id }): Json<SplitJson>,
) -> Result<(StatusCode, axum::Json<AskedJson>), Failure> {
    let asked = intake::split(&web.app, current.actor(), id, message_id).await?;
    Ok((StatusCode::CREATED, axum::Json(AskedJson::of(asked, true))))
}
