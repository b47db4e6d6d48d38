//! `POST /questions/{id}/verify`: mails a link to the address that was typed with a question.

use axum::extract::State;
use axum::http::StatusCode;
use souffleur_core::id::QuestionId;
use souffleur_question::question::send_sender_confirmation;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::{Json, Path};

use crate::v1::shape::NothingJson;

/// Mails a link to the address of the customer, by which its owner confirms that they asked.
///
/// Links that were mailed before stop working. `409` where the sender is proven already, gave no address, or was mailed three
/// links within the hour, and on a desk without a mail server.
#[utoipa::path(post, path = "/api/v1/questions/{id}/verify", operation_id = "send-verification", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question.")), request_body = NothingJson,
    security(("bearer" = [])),
    responses((status = 204, description = "The link is on its way."), Refusals))]
pub(super) async fn send_verification(
    State(web): State<Web>,
    current: Signed,
    Path(id): Path<QuestionId>,
    Json(NothingJson {}): Json<NothingJson>,
) -> Result<StatusCode, Failure> {
    send_sender_confirmation(&web.app, current.actor(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}
