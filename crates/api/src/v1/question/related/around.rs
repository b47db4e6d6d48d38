//! `GET /questions/{id}/related`: the questions around one.

use axum::extract::State;
use serde::Serialize;
use souffleur_app::view::Relation;
use souffleur_core::id::QuestionId;
use souffleur_core::permission::Action;
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::Path;
use utoipa::ToSchema;

use crate::v1::question::list::RowJson;

/// The questions around one, of those that the caller may see.
#[derive(Debug, Default, Serialize, ToSchema)]
pub(super) struct RelatedJson {
    /// The one that it is answered with; null where it is answered by itself.
    lead: Option<RowJson>,
    /// Those that are answered with it.
    followers: Vec<RowJson>,
    /// The one that it was merged into; null where it was not.
    merged_into: Option<RowJson>,
    /// Those that were merged into it.
    merged: Vec<RowJson>,
    /// Those that it is linked with.
    links: Vec<RowJson>,
    /// Open ones that ask the same and are not answered with it, the oldest first; only for who may put them together.
    #[serde(skip_serializing_if = "Option::is_none")]
    same: Option<Vec<RowJson>>,
}

/// Shows the questions around one.
#[utoipa::path(get, path = "/api/v1/questions/{id}/related", operation_id = "get-related", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    security(("bearer" = [])),
    responses((status = 200, description = "What it has to do with others.", body = RelatedJson), Refusals))]
pub(super) async fn get_related(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
) -> Result<axum::Json<RelatedJson>, Failure> {
    let (app, actor) = (&web.app, current.actor());
    let mut around = RelatedJson::default();
    for one in question::related(app, actor, id).await? {
        let row = RowJson::from(one.row);
        match one.relation {
            Relation::Lead => around.lead = Some(row),
            Relation::Follower => around.followers.push(row),
            Relation::MergedInto => around.merged_into = Some(row),
            Relation::Merged => around.merged.push(row),
            Relation::Linked => around.links.push(row),
        }
    }
    if actor.may(Action::Relate).is_ok() {
        let same = question::alike(app, actor, id).await?;
        around.same = Some(same.into_iter().map(RowJson::from).collect());
    }
    Ok(axum::Json(around))
}
