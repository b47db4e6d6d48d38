//! `GET /questions/{id}/files/{hash}`: a file of a question; and how files stand in a question.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use souffleur_core::attachment::{Attachment, Fingerprint};
use souffleur_core::id::QuestionId;
use souffleur_question::attachment::of_question;
use souffleur_web::Web;
use souffleur_web::auth::Signed;
use souffleur_web::download;
use souffleur_web::error::{Failure, Refusals};
use souffleur_web::extract::Path;
use utoipa::ToSchema;

/// A file that came with a message or a draft.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct FileOut {
    /// What it is called.
    name: String,
    /// What it is, such as `image/png`.
    media_type: &'static str,
    /// In bytes.
    size: u32,
    /// Where it is fetched, with the same token.
    url: String,
}

impl FileOut {
    /// A file of a question.
    pub(super) fn of(question: QuestionId, file: &Attachment) -> Self {
        Self {
            name: file.name.as_str().to_owned(),
            media_type: file.media.content_type(),
            size: file.size,
            url: format!("/api/v1/questions/{question}/files/{}", file.hash),
        }
    }
}

/// Fetches a file of a question: of its thread, its drafts, or the reply that waits.
#[utoipa::path(get, path = "/api/v1/questions/{id}/files/{hash}", operation_id = "get-file", tag = "question",
    params(("id" = uuid::Uuid, Path, description = "The question."),
        ("hash" = String, Path, description = "The SHA-256 of the file, as its `url` has it.")),
    security(("bearer" = [])),
    responses((status = 200, description = "The bytes, by their own content type.",
        content_type = "application/octet-stream"), Refusals))]
pub(super) async fn get_file(
    State(web): State<Web>,
    current: Signed,
    Path((id, hash)): Path<(QuestionId, Fingerprint)>,
) -> Result<Response, Failure> {
    Ok(download::answer(of_question(&web.app, current.actor(), id, &hash).await?))
}
