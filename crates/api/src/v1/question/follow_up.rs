//! `POST /threads/{token}/messages`: a customer writes again, by the token of their own link.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use souffleur_app::attachment::receive;
use souffleur_core::question::Token;
use souffleur_question::intake::{self, FollowUp, Format, Thread};
use souffleur_web::Web;
use souffleur_web::auth::Caller;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Message, MessageForm, Path};
use utoipa::ToSchema;

use super::ask::idempotency_key;

/// A later message.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FollowUpJson {
    /// What the customer writes, in plain text.
    body: String,
    /// `text`, or `html` where the body is that; only its text is kept.
    #[schema(value_type = Option<String>)]
    format: Option<Format>,
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FollowedUpJson {
    number: i64,
    public_url: String,
    /// When the reply is due.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<jiff::Timestamp>,
}

/// Adds a customer's message to their thread; what was done is open again.
#[utoipa::path(post, path = "/api/v1/threads/{token}/messages", operation_id = "follow-up", tag = "question",
    params(("token" = String, Path, description = "What the customer's own link ends with."),
        ("Idempotency-Key" = Option<String>, Header, description = "The same key with the same message is answered the \
        same and stored once; with another message it is refused.")),
    request_body(content((FollowUpJson = "application/json"), (MessageForm<FollowUpJson> = "multipart/form-data"))),
    security((), ("bearer" = [])),
    responses((status = 201, description = "Stored.", body = FollowedUpJson), Refusals))]
pub(super) async fn follow_up(
    State(web): State<Web>,
    caller: Caller,
    Path(token): Path<Token>,
    headers: HeaderMap,
    Message { message, files }: Message<FollowUpJson>,
) -> Result<(StatusCode, axum::Json<FollowedUpJson>), Failure> {
    let public_url = web.app.url(&format!("/q/{}", token.as_str()));
    let input = FollowUp {
        format: message.format.unwrap_or_default(),
        files: receive(&web.app, 0, files).await?,
        idempotency_key: idempotency_key(&headers)?,
        ..FollowUp::new(Thread::Token(token), message.body)
    };
    let followed = intake::follow_up(&web.app, caller.actor(), input).await?;
    let answer = FollowedUpJson { number: followed.number, public_url, due_at: followed.due_at };
    Ok((StatusCode::CREATED, axum::Json(answer)))
}
