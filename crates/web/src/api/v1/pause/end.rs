//! `POST /pauses/{id}/end`: the house goes on.

use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use souffleur_app::settings::pause;
use souffleur_core::id::PauseId;
use utoipa::ToSchema;

use crate::api::v1::shape::Refusals;
use crate::auth::Signed;
use crate::error::Failure;
use crate::extract::{Json, Path};
use crate::state::Web;

/// The end of a pause: nothing more is to be said.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct EndJson {}

/// Ends a pause: promises go on with the time they had left.
#[utoipa::path(post, path = "/api/v1/pauses/{id}/end", operation_id = "end-house-pause", tag = "pause",
    params(("id" = uuid::Uuid, Path, description = "The pause.")), request_body = EndJson,
    security(("bearer" = [])),
    responses((status = 204, description = "It has ended."), Refusals))]
pub(super) async fn end_house_pause(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<PauseId>,
    Json(EndJson {}): Json<EndJson>,
) -> Result<StatusCode, Failure> {
    pause::end(&web.app, current.actor(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
