//! POST /questions/{id}/show-on-wall: a public question that waits for a first look is shown.

use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

/// Shows it.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    if let Err(error) = question::show_on_wall(context.app(), context.actor(), id).await {
        return refused(context, id, FormKind::Reopen, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Success, "question-shown", &[]).redirect(&path)
}
