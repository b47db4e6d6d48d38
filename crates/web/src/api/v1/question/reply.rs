//! `POST /questions/{id}/replies`: the voice replies.

use axum::extract::State;
use axum::http::StatusCode;
use serde::{Deserialize, Serialize};
use souffleur_app::App;
use souffleur_app::attachment::receive;
use souffleur_app::question;
use souffleur_core::Actor;
use souffleur_core::attachment::Attachment;
use souffleur_core::id::{DraftId, MessageId, QuestionId};
use souffleur_core::message::Weight;
use utoipa::ToSchema;

use crate::api::v1::shape::Refusals;
use crate::auth::Signed;
use crate::error::Failure;
use crate::extract::{Message, MessageForm, Path};
use crate::state::Web;

/// What the voice is to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct ReplyJson {
    body: String,
    /// The draft it was made from.
    #[schema(value_type = Option<uuid::Uuid>)]
    draft_id: Option<DraftId>,
    /// Whether the files of that draft go along, before those that come with the reply.
    #[serde(default)]
    with_draft_files: bool,
    /// The version of the question that was read; the reply is refused if it changed since.
    version: i64,
    /// Only asks for patience: it meets no promise.
    #[serde(default)]
    holding: bool,
    /// The text names a colleague, and is meant to.
    #[serde(default)]
    confirm_names: bool,
}

/// What was sent.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct RepliedJson {
    /// The message; the other side of the channel drops a repeat by it.
    #[schema(value_type = uuid::Uuid)]
    id: MessageId,
    /// The question's version now.
    version: i64,
    /// Where it stands now.
    status: &'static str,
}

/// Lets the voice reply.
#[utoipa::path(post, path = "/api/v1/questions/{id}/replies", operation_id = "send-reply", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body(content((ReplyJson = "application/json"), (MessageForm<ReplyJson> = "multipart/form-data"))),
    security(("bearer" = [])),
    responses((status = 201, description = "Stored, and on its way.", body = RepliedJson), Refusals))]
pub(super) async fn send_reply(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Message { message: input, files }: Message<ReplyJson>,
) -> Result<(StatusCode, axum::Json<RepliedJson>), Failure> {
    let drafted = input.draft_id.filter(|_| input.with_draft_files);
    let mut all = of_draft(&web.app, current.actor(), id, drafted).await?;
    all.extend(receive(&web.app, all.len(), files).await?);
    let reply = question::Reply {
        body: input.body,
        draft_id: input.draft_id,
        files: all,
        version: input.version,
        weight: if input.holding { Weight::Holding } else { Weight::Reply },
        confirmed_leaks: input.confirm_names,
    };
    let replied = question::reply(&web.app, current.actor(), id, reply).await?;
    let answer =
        RepliedJson { id: replied.message, version: replied.version, status: replied.status.as_str() };
    Ok((StatusCode::CREATED, axum::Json(answer)))
}

/// The files of a draft of this question.
async fn of_draft(
    app: &App,
    actor: Actor,
    id: QuestionId,
    draft: Option<DraftId>,
) -> Result<Vec<Attachment>, Failure> {
    let Some(draft) = draft else { return Ok(vec![]) };
    Ok(question::get(app, actor, id).await?.draft_files.remove(&draft).unwrap_or_default())
}
