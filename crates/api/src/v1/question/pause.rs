//! `POST /questions/{id}/pause`, `/resume` and `/customer/tags`: waiting for the customer, and what the house calls
//! them.

use axum::extract::State;
use serde::Deserialize;
use souffleur_core::id::QuestionId;
use souffleur_question::question::{self, Changed};
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

use super::status::ChangedJson;

/// A wait.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct PauseJson {
    /// What is waited for.
    reason: Option<String>,
    /// The version that was seen, where that matters.
    version: Option<i64>,
}

/// The end of a wait.
#[derive(Debug, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ResumeJson {
    /// The version that was seen, where that matters.
    version: Option<i64>,
}

/// What the house calls a customer.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TagsJson {
    /// All of them: what is not here is taken away.
    tags: Vec<String>,
    /// The version that was seen, where that matters.
    version: Option<i64>,
}

fn answer(changed: Changed) -> axum::Json<ChangedJson> {
    axum::Json(ChangedJson::from(changed))
}

/// Waits for the customer: working time is not counted meanwhile.
#[utoipa::path(post, path = "/api/v1/questions/{id}/pause", operation_id = "pause", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = PauseJson, security(("bearer" = [])),
    responses((status = 200, description = "Waiting.", body = ChangedJson), Refusals))]
pub(super) async fn pause(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(input): Json<PauseJson>,
) -> Result<axum::Json<ChangedJson>, Failure> {
    Ok(answer(question::wait(&web.app, current.actor(), id, input.reason, input.version).await?))
}

/// Stops waiting for the customer.
#[utoipa::path(post, path = "/api/v1/questions/{id}/resume", operation_id = "resume", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = ResumeJson, security(("bearer" = [])),
    responses((status = 200, description = "Counting again.", body = ChangedJson), Refusals))]
pub(super) async fn resume(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(input): Json<ResumeJson>,
) -> Result<axum::Json<ChangedJson>, Failure> {
    Ok(answer(question::resume(&web.app, current.actor(), id, input.version).await?))
}

/// Says what the house calls the customer. Where another policy applies to that, promises that run move.
#[utoipa::path(post, path = "/api/v1/questions/{id}/customer/tags", operation_id = "tag-customer", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = TagsJson, security(("bearer" = [])),
    responses((status = 200, description = "Noted.", body = ChangedJson), Refusals))]
pub(super) async fn tag_customer(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(input): Json<TagsJson>,
) -> Result<axum::Json<ChangedJson>, Failure> {
    Ok(answer(question::tag_customer(&web.app, current.actor(), id, input.tags, input.version).await?))
}
