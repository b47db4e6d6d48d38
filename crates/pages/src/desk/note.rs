//! POST /desk/{id}/note: a remark for colleagues.

use souffleur_core::id::QuestionId;
use souffleur_question::question::note;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use super::place::{Place, own_path};
use crate::pane::{Fields, FormKind};
use crate::question::flash_unknown;

/// Keeps a note.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let unknown = match note(context.app(), context.actor(), id, fields.note.clone()).await {
        Ok(noted) => noted.unknown,
        Err(error) => return refused(context, id, FormKind::Note, fields, error).await,
    };
    let path = Place::carried(&fields.back).at(&own_path(id));
    flash_unknown(context.flash(FlashKind::Success, "question-noted", &[]), &unknown).redirect(&path)
}
