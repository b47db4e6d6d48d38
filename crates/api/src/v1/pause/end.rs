//! `POST /pauses/{id}/end`: the house goes on.

use axum::extract::State;
use axum::http::StatusCode;
use souffleur_admin::settings::pause;
use souffleur_core::id::PauseId;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};

use crate::v1::shape::NothingJson;

/// Ends a pause: promises go on with the time they had left.
#[utoipa::path(post, path = "/api/v1/pauses/{id}/end", operation_id = "end-house-pause", tag = "pause",
    params(("id" = uuid::Uuid, Path, description = "The pause.")), request_body = NothingJson,
    security(("bearer" = [])),
    responses((status = 204, description = "It has ended."), Refusals))]
pub(super) async fn end_house_pause(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<PauseId>,
    Json(NothingJson {}): Json<NothingJson>,
) -> Result<StatusCode, Failure> {
    pause::end(&web.app, current.actor(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
