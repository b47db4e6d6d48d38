//! `POST /questions/{id}/replies` and `/questions/{id}/recall`: the voice replies, to one or to all who asked the same, and
//! what has not left can be taken back.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::attachment::receive;
use souffleur_app::{App, Problem};
use souffleur_core::Actor;
use souffleur_core::attachment::Attachment;
use souffleur_core::id::{DraftId, MessageId, QuestionId};
use souffleur_core::message::MessageKind;
use souffleur_question::question::{self, Also, LeftOut, SentAlso, WhyNot};
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, FailureKind, ProblemDocument, Refusals};
use souffleur_web::extract::{Json, Message, MessageForm, Path};
use utoipa::ToSchema;

use crate::v1::shape::NothingJson;

/// What the voice is to say.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
#[expect(clippy::struct_excessive_bools, reason = "each is a field of the call that may be left out")]
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
    /// Leaves in ten seconds, and can be taken back until then.
    #[serde(default)]
    undo: bool,
    /// Who else gets the text, of those whose questions are answered with this one: each a reply of its own, that meets its
    /// own promise. `{customer}`, `{question}`, `{due}` and `{voice}` in the text become what they are for each. With it, all
    /// leave in ten seconds, and can be taken back together until then. At most 200.
    #[serde(default)]
    also: Vec<AlsoJson>,
}

/// Somebody who gets the text as well.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AlsoJson {
    /// Their question.
    #[schema(value_type = uuid::Uuid)]
    id: QuestionId,
    /// Its `last_message_at` as it was read: who wrote again since then is left out.
    #[schema(value_type = String, format = DateTime)]
    seen: Timestamp,
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

/// What is about to leave.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeavingJson {
    /// When it does. Nothing has been said before, and no promise is met.
    #[schema(value_type = String, format = DateTime)]
    leaves_at: Timestamp,
    /// How many replies leave beside the first.
    also: usize,
    /// Who gets none of it.
    left_out: Vec<LeftOutJson>,
}

/// Somebody who does not get the text, for whom it is as if it had not been asked for.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct LeftOutJson {
    /// The number of their question.
    number: i64,
    /// `wrote-again`, `language`, `names-another`, `waits`, `unusable` or `apart`.
    why: &'static str,
    /// The same as the answer that a reply to them alone would have had.
    problem: ProblemDocument,
}

impl From<LeftOut> for LeftOutJson {
    fn from(LeftOut { number, why }: LeftOut) -> Self {
        let kind = match why {
            WhyNot::WroteAgain => FailureKind::Stale,
            WhyNot::Waits => FailureKind::Taken,
            WhyNot::Apart => FailureKind::IllegalStep,
            WhyNot::Language | WhyNot::NamesAnother | WhyNot::Unusable => FailureKind::Invalid,
        };
        let failure = Failure::new(kind).with_detail(why.to_string());
        Self { number, why: why.as_str(), problem: ProblemDocument::from(&failure) }
    }
}

/// Lets the voice reply.
#[utoipa::path(post, path = "/api/v1/questions/{id}/replies", operation_id = "send-reply", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")),
    request_body(content((ReplyJson = "application/json"), (MessageForm<ReplyJson> = "multipart/form-data"))),
    security(("bearer" = [])),
    responses((status = 201, description = "Stored, and on its way.", body = RepliedJson),
        (status = 202, description = "Stored; it leaves in a moment, with `undo` or `also`.", body = LeavingJson),
        Refusals))]
pub(super) async fn send_reply(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Message { message: input, files }: Message<ReplyJson>,
) -> Result<Response, Failure> {
    if input.holding && !input.also.is_empty() {
        return Err(Failure::invalid("also", Problem::OneOf));
    }
    let drafted = input.draft_id.filter(|_| input.with_draft_files);
    let mut all = of_draft(&web.app, current.actor(), id, drafted).await?;
    all.extend(receive(&web.app, all.len(), files).await?);
    let also: Vec<Also> = input.also.iter().map(|also| Also { question: also.id, seen: also.seen }).collect();
    let leaves = if input.undo { question::Leaves::Soon } else { question::Leaves::Now };
    let reply = question::Reply {
        body: input.body,
        draft_id: input.draft_id,
        files: all,
        version: input.version,
        weight: if input.holding { MessageKind::Holding } else { MessageKind::Reply },
        confirmed_leaks: input.confirm_names,
    };
    Ok(answer(question::send(&web.app, current.actor(), id, reply, leaves, &also).await?))
}

/// What became of it: said, or about to be.
fn answer(sent: question::Sent) -> Response {
    match sent {
        question::Sent::Said(said) => {
            let said = RepliedJson { id: said.message, version: said.version, status: said.status.as_str() };
            (StatusCode::CREATED, axum::Json(said)).into_response()
        }
        question::Sent::Waits { leaves_at, also: SentAlso { sent, left_out } } => {
            let left_out = left_out.into_iter().map(LeftOutJson::from).collect();
            (StatusCode::ACCEPTED, axum::Json(LeavingJson { leaves_at, also: sent, left_out }))
                .into_response()
        }
    }
}

/// Takes back a reply that has not left, and what was to leave with it.
#[utoipa::path(post, path = "/api/v1/questions/{id}/recall", operation_id = "recall-reply", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")), request_body = NothingJson,
    security(("bearer" = [])),
    responses((status = 204, description = "It does not leave; its text stays with the question."), Refusals))]
pub(super) async fn recall_reply(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(NothingJson {}): Json<NothingJson>,
) -> Result<StatusCode, Failure> {
    question::recall(&web.app, current.actor(), id).await?;
    Ok(StatusCode::NO_CONTENT)
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
