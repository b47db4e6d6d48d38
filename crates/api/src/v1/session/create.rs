//! `POST /session`: signs in with e-mail address and password.

use axum::extract::State;
use serde::Deserialize;
use souffleur_admin::user;
use souffleur_web::Web;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{ClientIp, Json};
use utoipa::ToSchema;

use super::shape::SessionJson;

/// Who signs in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Credentials {
    email: String,
    password: String,
}

/// Signs in.
#[utoipa::path(post, path = "/api/v1/session", operation_id = "create-session", tag = "session",
    request_body = Credentials,
    responses((status = 200, description = "Signed in.", body = SessionJson), Refusals))]
pub(super) async fn create_session(
    State(web): State<Web>,
    ClientIp(from): ClientIp,
    Json(credentials): Json<Credentials>,
) -> Result<axum::Json<SessionJson>, Failure> {
    web.limits.sign_in(from, &credentials.email)?;
    let signed_in = user::sign_in(&web.app, &credentials.email, &credentials.password).await?;
    SessionJson::of(&web, signed_in).map(axum::Json)
}
