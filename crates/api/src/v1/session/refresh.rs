//! `POST /session/refresh`: a new access token for a refresh token, which is good once.

use axum::extract::State;
use serde::Deserialize;
use souffleur_admin::user;
use souffleur_web::Web;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::Json;
use utoipa::ToSchema;

use super::shape::SessionJson;

/// What proves that one is signed in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Proof {
    refresh_token: String,
}

/// Renews the session.
#[utoipa::path(post, path = "/api/v1/session/refresh", operation_id = "refresh-session", tag = "session",
    request_body = Proof,
    responses((status = 200, description = "Renewed.", body = SessionJson), Refusals))]
pub(super) async fn refresh_session(
    State(web): State<Web>,
    Json(proof): Json<Proof>,
) -> Result<axum::Json<SessionJson>, Failure> {
    let signed_in = user::refresh(&web.app, &proof.refresh_token).await?;
    SessionJson::of(&web, signed_in).map(axum::Json)
}
