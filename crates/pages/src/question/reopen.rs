//! POST /questions/{id}/reopen: taken up again.

use souffleur_app::question::reopen;
use souffleur_core::id::QuestionId;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{Answer, Stage};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, Which};

/// Reopens the question.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    if let Err(error) = reopen(stage.app(), stage.actor(), id, Some(fields.version())).await {
        return refused(stage, id, Which::Reopen, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    stage.flash(FlashKind::Success, "question-reopened", &[]).go(&path)
}
