//! `POST /questions/together`, `/questions/{id}/follow` and `/questions/{id}/leave`: questions that ask the same are answered
//! together, or by themselves again.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

use super::other::OtherJson;
use crate::v1::question::bulk::RefusedJson;
use crate::v1::question::status::ChangedJson;

/// Several questions.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct TogetherJson {
    /// From 2 to 200. The one that leads others already leads all of them; else the oldest does.
    #[schema(value_type = Vec<uuid::Uuid>)]
    ids: Vec<QuestionId>,
}

/// What became of them.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct JoinedJson {
    /// The number of the one that leads.
    lead: i64,
    /// How many follow it now that did not before.
    joined: usize,
    /// Those that do not.
    refused: Vec<RefusedJson>,
}

/// Lets several questions be answered together: one expert has one task, and every customer is still promised what they
/// were. What can't follow is told, and holds up no other.
#[utoipa::path(post, path = "/api/v1/questions/together", operation_id = "answer-together", tag = "question",
    request_body = TogetherJson, security(("bearer" = [])),
    responses((status = 200, description = "Together, but for those that are refused.", body = JoinedJson), Refusals))]
pub(super) async fn answer_together(
    State(web): State<Web>,
    current: Signed,
    Json(input): Json<TogetherJson>,
) -> Result<axum::Json<JoinedJson>, Failure> {
    let joined = question::together(&web.app, current.actor(), &input.ids).await?;
    let refused = joined.refused.into_iter().map(RefusedJson::from).collect();
    Ok(axum::Json(JoinedJson { lead: joined.lead, joined: joined.joined, refused }))
}

/// Lets a question be answered with another one that asks the same.
#[utoipa::path(post, path = "/api/v1/questions/{id}/follow", operation_id = "follow", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = OtherJson, security(("bearer" = [])),
    responses((status = 200, description = "It follows.", body = ChangedJson), Refusals))]
pub(super) async fn follow(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(OtherJson { number, version }): Json<OtherJson>,
) -> Result<axum::Json<ChangedJson>, Failure> {
    let changed = question::follow(&web.app, current.actor(), id, number, version).await?;
    Ok(axum::Json(ChangedJson::from(changed)))
}

/// The end of it.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct LeaveJson {
    /// The version that was seen, where that matters.
    version: Option<i64>,
}

/// Lets a question be answered by itself again: its expert is asked for a draft anew.
#[utoipa::path(post, path = "/api/v1/questions/{id}/leave", operation_id = "leave", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = LeaveJson, security(("bearer" = [])),
    responses((status = 200, description = "By itself again.", body = ChangedJson), Refusals))]
pub(super) async fn leave(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(LeaveJson { version }): Json<LeaveJson>,
) -> Result<axum::Json<ChangedJson>, Failure> {
    let changed = question::leave(&web.app, current.actor(), id, version).await?;
    Ok(axum::Json(ChangedJson::from(changed)))
}
