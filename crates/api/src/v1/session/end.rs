//! `DELETE /session`: ends the session one is in.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use souffleur_admin::user;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::security::clear_site_data;

/// Signs out.
#[utoipa::path(delete, path = "/api/v1/session", operation_id = "end-session", tag = "session",
    security(("bearer" = [])),
    responses((status = 204, description = "Signed out; the refresh token is worth nothing any more."), Refusals))]
pub(super) async fn end_session(
    State(web): State<Web>,
    current: Signed,
) -> Result<(StatusCode, HeaderMap), Failure> {
    user::sign_out(&web.app, current.session).await?;
    let mut headers = HeaderMap::new();
    clear_site_data(&mut headers);
    Ok((StatusCode::NO_CONTENT, headers))
}
