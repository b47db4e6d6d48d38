//! `POST /questions/{id}/merge`: the same person asked twice.

use axum::extract::State;
use serde::Serialize;
use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

use super::other::OtherJson;

/// Where it goes on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct MergedJson {
    /// The question that stays: the older of the two.
    #[schema(value_type = uuid::Uuid)]
    into: QuestionId,
    /// Its number.
    number: i64,
    /// The number of the other, which is closed.
    merged: i64,
}

/// Merges two questions of one customer. The older one stays, so that no promise is put off; reopening the other parts them.
#[utoipa::path(post, path = "/api/v1/questions/{id}/merge", operation_id = "merge", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "Either of the two.")),
    request_body = OtherJson, security(("bearer" = [])),
    responses((status = 200, description = "One thread.", body = MergedJson), Refusals))]
pub(super) async fn merge(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(OtherJson { number, version }): Json<OtherJson>,
) -> Result<axum::Json<MergedJson>, Failure> {
    let question::Merged { into, number, merged } =
        question::merge(&web.app, current.actor(), id, number, version).await?;
    Ok(axum::Json(MergedJson { into, number, merged }))
}
