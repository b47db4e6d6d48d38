//! POST /desk/{id}/draft: a draft is handed in, or the next version of it.

use souffleur_core::id::QuestionId;
use souffleur_question::question::{draft_with, get};
use souffleur_render::FlashKind;
use souffleur_web::extract::{MultipartForm, Path};
use souffleur_web::page::{PageContext, PageResult, files};

use super::open::refused;
use super::place::Place;
use crate::pane::{Fields, FormKind};

/// Hands it in, and goes back to the list.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    form: MultipartForm<Fields>,
) -> PageResult {
    let MultipartForm { mut fields, files } = form;
    let files = match files::take(&context, &mut fields.kept, files).await {
        Ok(files) => files,
        Err(error) => return refused(context, id, FormKind::Draft, fields, error).await,
    };
    let (body, version) = (fields.body.clone(), Some(fields.version()));
    let handed_in = draft_with(context.app(), context.actor(), id, body, files, version).await;
    if let Err(error) = handed_in {
        return refused(context, id, FormKind::Draft, fields, error).await;
    }
    let number = get(context.app(), context.actor(), id).await?.question.number.to_string();
    let path = Place::carried(&fields.back).at("/desk");
    context.flash(FlashKind::Success, "desk-handed-in", &[("number", &number)]).redirect(&path)
}
