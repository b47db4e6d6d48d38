//! POST /questions/{id}/here: the page says that it is open, and again as long as it is; or that it was left.

use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use serde::Deserialize;
use souffleur_core::id::QuestionId;
use souffleur_question::question::look;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

/// Whether it was left.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    left: String,
}

/// Takes note of it.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    look(context.app(), context.actor(), id, fields.left.is_empty()).await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}
