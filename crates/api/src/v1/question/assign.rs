//! `POST /questions/{id}/assignments`: gives a question to somebody, hands it over, or declines it.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use souffleur_core::id::{QuestionId, UserId};
use souffleur_core::permission::Role;
use souffleur_question::question::{self, Assign, AssignTo};
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

use super::view::AssignmentJson;

/// To whom.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AssignJson {
    /// The expert; without one, a community manager takes the question themselves and an expert declines it, so that
    /// the desk finds somebody else.
    #[schema(value_type = Option<uuid::Uuid>)]
    expert_id: Option<UserId>,
    /// Why, for colleagues to read.
    reason: Option<String>,
    /// The version that was seen, where that matters.
    version: Option<i64>,
}

/// Who holds it now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AssignedJson {
    #[serde(flatten)]
    assignment: AssignmentJson,
    /// The question's version now.
    version: i64,
}

/// Assigns a question; the router learns from it.
#[utoipa::path(post, path = "/api/v1/questions/{id}/assignments", operation_id = "assign-question", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = AssignJson, security(("bearer" = [])),
    responses((status = 201, description = "In other hands.", body = AssignedJson), Refusals))]
pub(super) async fn assign_question(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(input): Json<AssignJson>,
) -> Result<(StatusCode, axum::Json<AssignedJson>), Failure> {
    let to = match input.expert_id {
        Some(expert) => AssignTo::Expert(expert),
        None if current.user.role == Role::Expert => AssignTo::Decline,
        None => AssignTo::CommunityManager,
    };
    let assign = Assign { to, reason: input.reason, version: input.version };
    let assigned = question::assign(&web.app, current.actor(), id, assign).await?;
    let answer = AssignedJson { assignment: assigned.assignment.into(), version: assigned.version };
    Ok((StatusCode::CREATED, axum::Json(answer)))
}
