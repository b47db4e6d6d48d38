//! POST /questions/{id}/return: a draft goes back to its author, with a remark.

use souffleur_core::id::QuestionId;
use souffleur_question::question::return_draft;
use souffleur_render::FlashKind;
use souffleur_web::error::Failure;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

/// Sends a draft back.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let draft = fields.draft()?.ok_or_else(|| Failure::malformed("draft_id names no draft"))?;
    let (remark, version) = (Fields::optional(&fields.remark), Some(fields.version()));
    if let Err(error) = return_draft(context.app(), context.actor(), id, draft, remark, version).await {
        return refused(context, id, FormKind::Return, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Success, "question-returned", &[]).redirect(&path)
}
