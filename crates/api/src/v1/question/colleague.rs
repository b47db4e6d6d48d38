//! Asking colleagues, and what one who was asked writes beside the draft.

use axum::extract::State;
use axum::http::StatusCode;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::view::{AskLine, QuestionView};
use souffleur_core::id::{QuestionId, UserId};
use souffleur_core::side_draft::SideDraft;
use souffleur_question::question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};
use utoipa::ToSchema;

use crate::v1::shape::PersonJson;

/// What is asked.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AskColleagueJson {
    /// One sentence; `@first.last`, or `@` before a first name or the part of an address before its `@`, says whom.
    body: String,
}

/// Who was asked.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct ColleaguesAskedJson {
    asked: Vec<PersonJson>,
}

/// Asks colleagues. Each may see the question from then on, and write beside its draft.
#[utoipa::path(post, path = "/api/v1/questions/{id}/asks", operation_id = "ask-colleague", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = AskColleagueJson, security(("bearer" = [])),
    responses((status = 201, description = "Asked.", body = ColleaguesAskedJson), Refusals))]
pub(super) async fn ask_colleague(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(input): Json<AskColleagueJson>,
) -> Result<(StatusCode, axum::Json<ColleaguesAskedJson>), Failure> {
    let asked = question::ask_colleague(&web.app, current.actor(), id, &input.body).await?;
    let asked = asked.into_iter().map(|(id, name)| PersonJson { id, name: name.to_string() }).collect();
    Ok((StatusCode::CREATED, axum::Json(ColleaguesAskedJson { asked })))
}

/// What one writes beside the draft of another.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SideDraftJson {
    body: String,
}

/// When it was written.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SideDraftedJson {
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
}

/// Writes beside the draft of a question that one was asked about; it replaces what one wrote there before. The question
/// stays with who holds it, and nothing of it reaches the customer.
#[utoipa::path(post, path = "/api/v1/questions/{id}/side-drafts", operation_id = "draft-beside", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body = SideDraftJson, security(("bearer" = [])),
    responses((status = 201, description = "Written.", body = SideDraftedJson), Refusals))]
pub(super) async fn draft_beside(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(input): Json<SideDraftJson>,
) -> Result<(StatusCode, axum::Json<SideDraftedJson>), Failure> {
    let written = question::draft_beside(&web.app, current.actor(), id, &input.body).await?;
    let at = written.at.unwrap_or(written.asked_at);
    Ok((StatusCode::CREATED, axum::Json(SideDraftedJson { at })))
}

/// A question that one was asked about.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AskedOfJson {
    #[schema(value_type = uuid::Uuid)]
    question_id: QuestionId,
    number: i64,
    /// Its subject, or how it begins.
    title: String,
    #[schema(value_type = uuid::Uuid)]
    asked_by: UserId,
    asked_by_name: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    asked_at: Timestamp,
    /// What one was asked.
    request: String,
}

/// What one was asked about and has not written on.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AsksJson {
    items: Vec<AskedOfJson>,
}

/// Lists what one was asked by colleagues and has not written on, the longest waiting first.
#[utoipa::path(get, path = "/api/v1/asks", operation_id = "list-asks", tag = "question", security(("bearer" = [])),
    responses((status = 200, description = "At most 50.", body = AsksJson), Refusals))]
pub(super) async fn list_asks(
    State(web): State<Web>,
    current: Signed,
) -> Result<axum::Json<AsksJson>, Failure> {
    let settings = web.app.settings();
    let item = |line: AskLine| AskedOfJson {
        question_id: line.question,
        number: line.number,
        title: line.title,
        asked_by: line.asked_by,
        asked_by_name: settings.user(line.asked_by).map(|user| user.name.to_string()),
        asked_at: line.asked_at,
        request: line.request,
    };
    let items = question::asks(&web.app, current.actor()).await?.into_iter().map(item).collect();
    Ok(axum::Json(AsksJson { items }))
}

/// A colleague who was asked, and what they wrote.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct SideDraftOut {
    #[schema(value_type = uuid::Uuid)]
    author_id: UserId,
    author_name: Option<String>,
    #[schema(value_type = uuid::Uuid)]
    asked_by: UserId,
    #[schema(value_type = String, format = DateTime)]
    asked_at: Timestamp,
    /// What they were asked.
    request: String,
    /// What they wrote; null until then.
    body: Option<String>,
    #[schema(value_type = Option<String>, format = DateTime)]
    at: Option<Timestamp>,
}

impl SideDraftOut {
    pub(super) fn of(side: &SideDraft, view: &QuestionView) -> Self {
        Self {
            author_id: side.author,
            author_name: view.name(side.author).map(ToString::to_string),
            asked_by: side.asked_by,
            asked_at: side.asked_at,
            request: side.request.to_string(),
            body: side.body.as_ref().map(ToString::to_string),
            at: side.at,
        }
    }
}
