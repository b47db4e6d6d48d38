//! POST /questions/{id}/close: done. While a reply is owed, the reason says why none is needed.

use souffleur_core::id::QuestionId;
use souffleur_question::question::close;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

/// Closes the question.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let (reason, version) = (Fields::optional(&fields.close_reason), Some(fields.version()));
    if let Err(error) = close(context.app(), context.actor(), id, reason, version).await {
        return refused(context, id, FormKind::Close, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Success, "question-closed", &[]).redirect(&path)
}
