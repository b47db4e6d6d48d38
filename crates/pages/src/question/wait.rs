//! POST /questions/{id}/wait, /resume and /tags: waiting for the customer, and what the house calls them.

use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

/// Waits for the customer.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let (reason, version) = (Fields::optional(&fields.wait_reason), Some(fields.version()));
    if let Err(error) = question::wait(context.app(), context.actor(), id, reason, version).await {
        return refused(context, id, FormKind::Wait, fields, error).await;
    }
    back(context, id, &fields, "question-waits")
}

/// Waits no longer.
pub(super) async fn resume(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let version = Some(fields.version());
    if let Err(error) = question::resume(context.app(), context.actor(), id, version).await {
        return refused(context, id, FormKind::Resume, fields, error).await;
    }
    back(context, id, &fields, "question-resumed")
}

/// Says what the house calls the customer.
pub(super) async fn tags(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let tags = fields.tags.split([',', ';']).map(|tag| tag.trim().to_lowercase()).collect();
    let version = Some(fields.version());
    if let Err(error) = question::tag_customer(context.app(), context.actor(), id, tags, version).await {
        return refused(context, id, FormKind::Tags, fields, error).await;
    }
    back(context, id, &fields, "question-tagged")
}

fn back(context: PageContext, id: QuestionId, fields: &Fields, said: &str) -> PageResult {
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Success, said, &[]).redirect(&path)
}
