//! POST /questions/{id}/reopen: taken up again.

use souffleur_core::id::QuestionId;
use souffleur_question::question::reopen;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

/// Reopens the question.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    if let Err(error) = reopen(context.app(), context.actor(), id, Some(fields.version())).await {
        return refused(context, id, FormKind::Reopen, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Success, "question-reopened", &[]).redirect(&path)
}
