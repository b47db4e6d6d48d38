//! POST /questions/{id}/wait, /resume and /tags: waiting for the customer, and what the house calls them.

use souffleur_app::question;
use souffleur_core::id::QuestionId;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{Answer, Stage};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, Which};

/// Waits for the customer.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let (reason, version) = (Fields::optional(&fields.wait_reason), Some(fields.version()));
    if let Err(error) = question::wait(stage.app(), stage.actor(), id, reason, version).await {
        return refused(stage, id, Which::Wait, fields, error).await;
    }
    back(stage, id, &fields, "question-waits")
}

/// Waits no longer.
pub(super) async fn resume(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let version = Some(fields.version());
    if let Err(error) = question::resume(stage.app(), stage.actor(), id, version).await {
        return refused(stage, id, Which::Resume, fields, error).await;
    }
    back(stage, id, &fields, "question-resumed")
}

/// Says what the house calls the customer.
pub(super) async fn tags(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let tags = fields.tags.split([',', ';']).map(|tag| tag.trim().to_lowercase()).collect();
    let version = Some(fields.version());
    if let Err(error) = question::tag_customer(stage.app(), stage.actor(), id, tags, version).await {
        return refused(stage, id, Which::Tags, fields, error).await;
    }
    back(stage, id, &fields, "question-tagged")
}

fn back(stage: Stage, id: QuestionId, fields: &Fields, said: &str) -> Answer {
    let path = Filter::carried(&fields.back).at(&question_path(id));
    stage.flash(FlashKind::Success, said, &[]).go(&path)
}
