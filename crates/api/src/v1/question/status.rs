//! `POST /questions/{id}/status`: closes, hides or reopens. The other statuses follow from what is done with a
//! question, and can't be set.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use souffleur_app::Problem;
use souffleur_core::id::QuestionId;
use souffleur_core::question::Status;
use souffleur_question::question::{self, Changed};
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

/// Where it is to stand.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct StatusJson {
    /// `closed`, `hidden`, or `new` or `assigned` to open it again: which of the two it becomes depends on who holds
    /// it.
    status: String,
    /// Why. Hiding needs one, which is said in public; closing needs one while a reply is still owed.
    reason: Option<String>,
    /// The version that was seen, where that matters.
    version: Option<i64>,
}

/// Where it stands now.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ChangedJson {
    pub(super) status: &'static str,
    /// The question's version now.
    pub(super) version: i64,
}

impl From<Changed> for ChangedJson {
    fn from(changed: Changed) -> Self {
        Self { status: changed.status.as_str(), version: changed.version }
    }
}

/// Changes the status.
#[utoipa::path(post, path = "/api/v1/questions/{id}/status", operation_id = "change-status", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = StatusJson, security(("bearer" = [])),
    responses((status = 200, description = "Changed.", body = ChangedJson), Refusals))]
pub(super) async fn change_status(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(input): Json<StatusJson>,
) -> Result<axum::Json<ChangedJson>, Failure> {
    let (app, actor) = (&web.app, current.actor());
    let StatusJson { status, reason, version } = input;
    let changed = match Status::parse(&status) {
        Some(Status::Closed) => question::close(app, actor, id, reason, version).await?,
        Some(Status::Hidden) => question::hide(app, actor, id, reason.unwrap_or_default(), version).await?,
        Some(Status::New | Status::Assigned) => question::reopen(app, actor, id, version).await?,
        Some(Status::Drafted | Status::Answered) => {
            let follows = "follows from what is done with the question; set closed, hidden, new or assigned";
            return Err(Failure::invalid("status", Problem::Other(follows.to_owned())));
        }
        None => return Err(Failure::invalid("status", Problem::Unknown)),
    };
    Ok(axum::Json(ChangedJson::from(changed)))
}
