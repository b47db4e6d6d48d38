//! `GET /deliveries`: replies and letters with what became of each.

use axum::extract::State;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_core::id::{MessageId, OutboxId, QuestionId};
use souffleur_question::delivery::{Delivery, DeliveryQuery, list};
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Query, empty_as_none};
use utoipa::{IntoParams, ToSchema};

use crate::v1::shape::Listed;

/// What the address may say.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[serde(default)]
#[into_params(parameter_in = Query)]
pub(super) struct DeliveryParams {
    /// `waiting`, `unknown`, `failed`, `done`, `filed` or `superseded`.
    state: Option<String>,
    /// Where the last page ended.
    cursor: Option<String>,
    /// Rows of the page, 1 to 200.
    #[serde(deserialize_with = "empty_as_none")]
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// A reply or letter with what became of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct DeliveryJson {
    #[schema(value_type = uuid::Uuid)]
    id: OutboxId,
    /// `waiting`, `unknown` (it may have arrived; it is tried again under the same Message-ID), `failed`, `done`,
    /// `filed` (written to a file, as no mail server is set up), or `superseded` (a receipt whose question was answered first; never sent).
    state: &'static str,
    /// Which letter, such as `answer` or `receipt`; null for a post on a channel.
    letter: Option<String>,
    /// The address that it goes to.
    to: Option<String>,
    /// The question it is about; null where it goes to a member of staff.
    #[schema(value_type = Option<uuid::Uuid>)]
    question_id: Option<QuestionId>,
    question_number: Option<i64>,
    /// The message of the thread that it carries or acknowledges.
    #[schema(value_type = Option<uuid::Uuid>)]
    message_id: Option<MessageId>,
    /// How often the other side was asked to take it.
    attempts: u32,
    /// `letter_refused`, `letter_deferred`, `transport_down`, `transport_refused` or `unknown`.
    cause: Option<String>,
    /// The step that failed, such as `recipient`.
    step: Option<String>,
    /// What the other side said last.
    server_reply: Option<String>,
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// When it is tried next; null where nobody will by themselves.
    #[schema(value_type = Option<String>, format = DateTime)]
    next_attempt_at: Option<Timestamp>,
    #[schema(value_type = Option<String>, format = DateTime)]
    delivered_at: Option<Timestamp>,
}

impl From<Delivery> for DeliveryJson {
    fn from(delivery: Delivery) -> Self {
        Self {
            id: delivery.id,
            state: delivery.state.as_str(),
            letter: delivery.letter,
            to: delivery.to,
            question_id: delivery.question,
            question_number: delivery.number,
            message_id: delivery.message,
            attempts: delivery.attempts,
            cause: delivery.cause,
            step: delivery.step,
            server_reply: delivery.server_reply,
            created_at: delivery.created_at,
            next_attempt_at: delivery.next_attempt_at,
            delivered_at: delivery.delivered_at,
        }
    }
}

/// Lists deliveries, newest first.
#[utoipa::path(get, path = "/api/v1/deliveries", operation_id = "list-deliveries", tag = "delivery",
    params(DeliveryParams), security(("bearer" = [])),
    responses((status = 200, description = "A page of deliveries.", body = Listed<DeliveryJson>), Refusals))]
pub(super) async fn list_deliveries(
    State(web): State<Web>,
    current: Signed,
    Query(params): Query<DeliveryParams>,
) -> Result<axum::Json<Listed<DeliveryJson>>, Failure> {
    let DeliveryParams { state, cursor, limit } = params;
    let found = list(&web.app, current.actor(), DeliveryQuery { state, cursor, limit }).await?;
    let next_cursor = found.page.next.map(|cursor| cursor.to_string());
    let items = found.page.items.into_iter().map(DeliveryJson::from).collect();
    Ok(axum::Json(Listed { items, next_cursor }))
}
