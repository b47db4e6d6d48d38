//! `GET /pauses`: when the house paused, and why.

use axum::extract::State;
use jiff::Timestamp;
use serde::Serialize;
use souffleur_admin::settings::pause;
use souffleur_app::view::PauseView;
use souffleur_core::id::PauseId;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use utoipa::ToSchema;

use crate::v1::shape::Listed;

/// A pause of the house.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct HousePauseJson {
    #[schema(value_type = uuid::Uuid)]
    id: PauseId,
    /// `desk`, `topic` or `channel`.
    scope: String,
    /// The name of the topic or channel; null for the whole desk.
    name: Option<String>,
    /// When it began.
    #[schema(value_type = String)]
    from: Timestamp,
    /// When it ended; null while it lasts.
    #[schema(value_type = Option<String>)]
    until: Option<Timestamp>,
    /// Why.
    reason: String,
    /// Who began it; null where no person did.
    by: Option<String>,
    /// Who ended it.
    ended_by: Option<String>,
}

impl From<PauseView> for HousePauseJson {
    fn from(view: PauseView) -> Self {
        let PauseView { id, scope, name, from, until, reason, by, ended_by } = view;
        Self { id, scope, name, from, until, reason, by, ended_by }
    }
}

/// Lists the pauses of the last year, the newest first.
#[utoipa::path(get, path = "/api/v1/pauses", operation_id = "list-house-pauses", tag = "pause",
    security(("bearer" = [])),
    responses((status = 200, description = "All of them; there is no further page.", body = Listed<HousePauseJson>),
        Refusals))]
pub(super) async fn list_house_pauses(
    State(web): State<Web>,
    current: Signed,
) -> Result<axum::Json<Listed<HousePauseJson>>, Failure> {
    let pauses = pause::list(&web.app, current.actor()).await?;
    let items = pauses.into_iter().map(HousePauseJson::from).collect();
    Ok(axum::Json(Listed { items, next_cursor: None }))
}
