//! A file of a thread, for who may read the thread: the customer by their link, everybody on the wall.

use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use souffleur_core::id::AttachmentId;
use souffleur_core::question::Token;
use souffleur_question::attachment;

use crate::extract::Path;
use crate::page::{Answer, Stage, files};

/// GET /q/{token}/files/{id}.
pub(super) async fn of_thread(stage: Stage, Path((token, id)): Path<(Token, AttachmentId)>) -> Answer {
    Ok(files::answer(attachment::of_thread(stage.app(), &token, id).await?))
}

/// GET /wall/{number}/files/{id}.
pub(super) async fn of_wall(stage: Stage, Path((number, id)): Path<(i64, AttachmentId)>) -> Answer {
    let mut response = files::answer(attachment::of_wall(stage.app(), number, id).await?);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(files::ON_THE_WALL));
    Ok(response)
}
