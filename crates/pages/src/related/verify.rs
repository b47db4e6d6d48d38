//! POST /questions/{id}/verify: mails a link to the address that was typed with a question, by which its owner confirms it.

use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};
use crate::question::refused;

/// Mails the link.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    if let Err(error) = question::send_sender_confirmation(context.app(), context.actor(), id).await {
        return refused(context, id, FormKind::Part, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Success, "related-verify-sent", &[]).redirect(&path)
}
