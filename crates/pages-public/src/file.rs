//! A file of a thread, for who may read the thread: the customer by their link, everybody on the wall.

use axum::http::HeaderValue;
use axum::http::header::CACHE_CONTROL;
use souffleur_core::id::AttachmentId;
use souffleur_core::question::Token;
use souffleur_question::attachment;
use souffleur_web::download;
use souffleur_web::extract::Path;
use souffleur_web::page::{PageContext, PageResult};

/// GET /q/{token}/files/{id}.
pub(super) async fn of_thread(
    context: PageContext,
    Path((token, id)): Path<(Token, AttachmentId)>,
) -> PageResult {
    Ok(download::answer(attachment::of_thread(context.app(), &token, id).await?))
}

/// GET /wall/{number}/files/{id}.
pub(super) async fn of_wall(
    context: PageContext,
    Path((number, id)): Path<(i64, AttachmentId)>,
) -> PageResult {
    let mut response = download::answer(attachment::of_wall(context.app(), number, id).await?);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(download::ON_THE_WALL));
    Ok(response)
}
