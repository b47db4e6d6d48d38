//! POST /questions/{id}/show-on-wall: a public question that waits for a first look is shown.

use souffleur_app::question;
use souffleur_core::id::QuestionId;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{Answer, Stage};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, Which};

/// Shows it.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    if let Err(error) = question::show_on_wall(stage.app(), stage.actor(), id).await {
        return refused(stage, id, Which::Reopen, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    stage.flash(FlashKind::Success, "question-shown", &[]).go(&path)
}
