//! `POST /questions`: a question, from whoever has one.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use souffleur_app::Problem;
use souffleur_app::attachment::receive;
use souffleur_core::id::QuestionId;
use souffleur_core::question::Visibility;
use souffleur_question::intake::{self, AskCustomer, Format};
use souffleur_web::Web;
use souffleur_web::auth::Caller;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{ClientIp, Message, MessageForm};
use souffleur_web::limit::network;
use utoipa::ToSchema;

use super::view::AssignmentJson;

/// A question.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct AskJson {
    /// What is asked, in plain text.
    body: String,
    /// `text`, or `html` where the body is that; only its text is kept.
    #[schema(value_type = Option<String>)]
    format: Option<Format>,
    /// The line above it.
    subject: Option<String>,
    /// Who asks.
    customer: CustomerJson,
    /// The channel it came by; a program's own channel is the only one it can name, and without a token none.
    channel: Option<String>,
    /// What the channel calls the message; the same one is stored once however often it comes, and refused with another body.
    /// Needs a token.
    external_id: Option<String>,
    /// When the channel says that it was written.
    #[schema(value_type = Option<String>, format = DateTime)]
    channel_at: Option<jiff::Timestamp>,
    /// `public` or `private`; by the channel where it is not given.
    #[schema(value_type = Option<String>)]
    visibility: Option<Visibility>,
    /// `fr` or `en`, for texts that do not tell theirs.
    #[schema(value_type = Option<String>)]
    language: Option<souffleur_core::Language>,
}

/// Who asks.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CustomerJson {
    name: String,
    email: Option<String>,
    handle: Option<String>,
    /// What the house calls them, such as `vip`; from staff and channel tokens only.
    #[serde(default)]
    tags: Vec<String>,
}

/// What became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct AskedJson {
    #[schema(value_type = uuid::Uuid)]
    id: QuestionId,
    number: i64,
    /// Where the customer follows it; whoever has the link may read and write there.
    public_url: String,
    /// When the reply is due.
    #[schema(value_type = Option<String>, format = DateTime)]
    due_at: Option<jiff::Timestamp>,
    /// Who holds it and why; for staff only.
    #[serde(skip_serializing_if = "Option::is_none")]
    assignment: Option<AssignmentJson>,
}

impl AskedJson {
    /// What is told of it, to staff or to others.
    pub(super) fn of(asked: intake::Asked, staff: bool) -> Self {
        Self {
            id: asked.id,
            number: asked.number,
            public_url: asked.public_url,
            due_at: asked.due_at,
            assignment: asked.assignment.filter(|_| staff).map(AssignmentJson::from),
        }
    }
}

/// Asks a question.
#[utoipa::path(post, path = "/api/v1/questions", operation_id = "ask-question", tag = "question",
    params(("Idempotency-Key" = Option<String>, Header, description = "The same key with the same body is answered \
        the same and stored once; with another body it is refused.")),
    request_body(content((AskJson = "application/json"), (MessageForm<AskJson> = "multipart/form-data"))),
    security((), ("bearer" = [])),
    responses((status = 201, description = "Stored, and in somebody's hands.", body = AskedJson), Refusals))]
pub(super) async fn ask(
    State(web): State<Web>,
    caller: Caller,
    ClientIp(from): ClientIp,
    headers: HeaderMap,
    Message { message: asked, files }: Message<AskJson>,
) -> Result<(StatusCode, axum::Json<AskedJson>), Failure> {
    let channel = channel(&caller, asked.channel)?;
    let input = intake::Ask {
        files: receive(&web.app, 0, files).await?,
        body: asked.body,
        format: asked.format.unwrap_or_default(),
        subject: asked.subject,
        customer: AskCustomer {
            name: asked.customer.name,
            email: asked.customer.email,
            handle: asked.customer.handle,
        },
        channel,
        external_id: asked.external_id,
        channel_at: asked.channel_at,
        visibility: asked.visibility,
        language: asked.language,
        tags: asked.customer.tags,
        idempotency_key: idempotency_key(&headers)?,
        network: Some(network(from).to_string()),
    };
    let asked = intake::ask(&web.app, caller.actor(), input).await?;
    Ok((StatusCode::CREATED, axum::Json(AskedJson::of(asked, caller.staff().is_some()))))
}

/// The channel a question comes by. A program speaks for its own only, a stranger for none: whoever could name another's
/// channel could also take the ids of its messages.
fn channel(caller: &Caller, named: Option<String>) -> Result<Option<String>, Failure> {
    let refused = |reason: &str| Failure::invalid("channel", Problem::Other(reason.to_owned()));
    match caller {
        // A stranger's is refused by intake, with everything else that is wrong.
        Caller::Staff(_) | Caller::Nobody => Ok(named),
        Caller::Program(program) => {
            let own = program.channel.as_str();
            if named.as_deref().is_some_and(|named| named != own) {
                return Err(refused("is not the channel of this token"));
            }
            Ok(Some(own.to_owned()))
        }
    }
}

pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<Option<String>, Failure> {
    let Some(key) = headers.get("idempotency-key") else { return Ok(None) };
    let key = key.to_str().map(str::trim).ok().filter(|key| !key.is_empty() && key.len() <= 255);
    key.map(|key| Some(key.to_owned()))
        .ok_or_else(|| Failure::malformed("the Idempotency-Key must be 1 to 255 ASCII characters"))
}
