//! `POST /pauses`: the house pauses, whole, for a topic or for a channel.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use souffleur_admin::settings::pause::{self, PauseForm};
use souffleur_core::id::PauseId;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::Json;
use utoipa::ToSchema;

/// A pause to begin.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BeginJson {
    /// A topic's key, where it is for that topic alone.
    #[serde(default)]
    topic: String,
    /// A channel's name, where it is for that channel alone.
    #[serde(default)]
    channel: String,
    /// Why; everybody who reads the reports sees it.
    reason: String,
}

/// The pause that began.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct BegunJson {
    #[schema(value_type = uuid::Uuid)]
    id: PauseId,
}

/// Begins a pause: promises of working time are not counted until it ends.
#[utoipa::path(post, path = "/api/v1/pauses", operation_id = "begin-house-pause", tag = "pause",
    request_body = BeginJson, security(("bearer" = [])),
    responses((status = 201, description = "The house pauses.", body = BegunJson), Refusals))]
pub(super) async fn begin_house_pause(
    State(web): State<Web>,
    current: Signed,
    Json(input): Json<BeginJson>,
) -> Result<(StatusCode, axum::Json<BegunJson>), Failure> {
    let BeginJson { topic, channel, reason } = input;
    let id = pause::begin(&web.app, current.actor(), PauseForm { topic, channel, reason }).await?;
    Ok((StatusCode::CREATED, axum::Json(BegunJson { id })))
}
