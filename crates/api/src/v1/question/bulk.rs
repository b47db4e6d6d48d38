//! `POST /questions/bulk`: one step on many questions.

use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::Error;
use souffleur_core::id::{QuestionId, TopicId, UserId};
use souffleur_question::question::{self, AssignTo, Deed};
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, ProblemDocument, Refusals};
use souffleur_web::extract::Json;
use utoipa::ToSchema;

/// Many questions, and what is done to each.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct BulkJson {
    /// At most 200.
    #[schema(value_type = Vec<uuid::Uuid>)]
    ids: Vec<QuestionId>,
    step: StepJson,
}

/// What is done.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case", tag = "do", deny_unknown_fields)]
pub(super) enum StepJson {
    /// Give it to somebody.
    Assign {
        /// The expert; without one, a community manager takes it themselves.
        #[schema(value_type = Option<uuid::Uuid>)]
        expert_id: Option<UserId>,
        /// Why, for colleagues to read.
        reason: Option<String>,
    },
    /// Say what it is about.
    Topic {
        #[schema(value_type = uuid::Uuid)]
        topic_id: TopicId,
    },
    /// Call its customer by one more tag.
    Tag { tag: String },
    /// Close it.
    Close {
        /// Why no reply is needed, where one is owed.
        reason: Option<String>,
    },
    /// Put it out of sight.
    Snooze {
        /// Until when.
        #[schema(value_type = String, format = DateTime)]
        until: Timestamp,
    },
}

impl From<StepJson> for Deed {
    fn from(step: StepJson) -> Self {
        match step {
            StepJson::Assign { expert_id, reason } => {
                Self::Assign { to: expert_id.map_or(AssignTo::CommunityManager, AssignTo::Expert), reason }
            }
            StepJson::Topic { topic_id } => Self::Topic(topic_id),
            StepJson::Tag { tag } => Self::Tag(tag),
            StepJson::Close { reason } => Self::Close(reason),
            StepJson::Snooze { until } => Self::Snooze(until),
        }
    }
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DoneJson {
    /// How many it was done to.
    done: usize,
    /// Those it was not done to.
    refused: Vec<RefusedJson>,
}

/// A question to which something was not done.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RefusedJson {
    number: i64,
    /// Why not.
    problem: ProblemDocument,
}

impl From<(i64, Error)> for RefusedJson {
    fn from((number, why): (i64, Error)) -> Self {
        Self { number, problem: ProblemDocument::from(&Failure::from(why)) }
    }
}

/// Does the same to each of many questions. What can't be done to one is told, and holds up no other; a question that the
/// caller can't know of is passed over.
#[utoipa::path(post, path = "/api/v1/questions/bulk", operation_id = "bulk", tag = "question",
    request_body = BulkJson, security(("bearer" = [])),
    responses((status = 200, description = "Done, but for those that are refused.", body = DoneJson), Refusals))]
pub(super) async fn bulk(
    State(web): State<Web>,
    current: Signed,
    Json(BulkJson { ids, step }): Json<BulkJson>,
) -> Result<axum::Json<DoneJson>, Failure> {
    let done = question::bulk(&web.app, current.actor(), &ids, &step.into()).await?;
    let refused = done.refused.into_iter().map(RefusedJson::from).collect();
    Ok(axum::Json(DoneJson { done: done.done, refused }))
}
