//! `GET /questions/same`: open questions that ask the same as each other, to be answered together.

use axum::extract::State;
use serde::Serialize;
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use utoipa::ToSchema;

use crate::v1::question::list::RowJson;

/// What the desk proposes.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SameJson {
    /// The largest first.
    groups: Vec<GroupJson>,
}

/// Questions that ask the same.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct GroupJson {
    /// The one that would lead comes first.
    questions: Vec<RowJson>,
}

/// Lists groups of open questions that ask the same, of the newest 300.
#[utoipa::path(get, path = "/api/v1/questions/same", operation_id = "list-same", tag = "question",
    security(("bearer" = [])),
    responses((status = 200, description = "At most 3 groups.", body = SameJson), Refusals))]
pub(super) async fn list_same(
    State(web): State<Web>,
    current: Signed,
) -> Result<axum::Json<SameJson>, Failure> {
    let groups = question::groups(&web.app, current.actor()).await?.into_iter();
    let group =
        |group: question::Group| GroupJson { questions: group.rows.into_iter().map(RowJson::from).collect() };
    Ok(axum::Json(SameJson { groups: groups.map(group).collect() }))
}
