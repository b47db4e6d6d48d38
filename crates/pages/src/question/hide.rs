//! POST /questions/{id}/hide: off the public page, with a reason that everybody can read in its place.

use souffleur_core::id::QuestionId;
use souffleur_question::question::hide;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

/// Hides the question.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let (reason, version) = (fields.hide_reason.clone(), Some(fields.version()));
    if let Err(error) = hide(context.app(), context.actor(), id, reason, version).await {
        return refused(context, id, FormKind::Hide, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Success, "question-hidden", &[]).redirect(&path)
}
