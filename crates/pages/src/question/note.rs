//! POST /questions/{id}/note: a remark for colleagues.

use souffleur_core::id::QuestionId;
use souffleur_question::question::note;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

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
    let path = Filter::carried(&fields.back).at(&question_path(id));
    flash_unknown(context.flash(FlashKind::Success, "question-noted", &[]), &unknown).redirect(&path)
}

/// Says which names after an `@` nobody has.
pub(crate) fn flash_unknown(context: PageContext, names: &[String]) -> PageContext {
    if names.is_empty() {
        return context;
    }
    let names: Vec<String> = names.iter().map(|name| format!("@{name}")).collect();
    context.flash(FlashKind::Warning, "question-noted-unknown", &[("names", &names.join(", "))])
}
