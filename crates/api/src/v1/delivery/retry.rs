//! `POST /deliveries/{id}/retry`: another try, at once.

use axum::extract::State;
use axum::http::StatusCode;
use souffleur_core::id::OutboxId;
use souffleur_question::delivery::retry;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};

use crate::v1::shape::NothingJson;

/// Tries a delivery again with the Message-ID it had, as if for the first time.
#[utoipa::path(post, path = "/api/v1/deliveries/{id}/retry", operation_id = "retry-delivery", tag = "delivery",
    params(("id" = uuid::Uuid, Path, description = "The delivery.")), request_body = NothingJson,
    security(("bearer" = [])),
    responses((status = 204, description = "It waits again, and is tried at once."), Refusals))]
pub(super) async fn retry_delivery(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<OutboxId>,
    Json(NothingJson {}): Json<NothingJson>,
) -> Result<StatusCode, Failure> {
    retry(&web.app, current.actor(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
