//! POST /questions/{id}/note: a remark for colleagues.

use souffleur_app::question::note;
use souffleur_core::id::QuestionId;
use souffleur_render::FlashKind;

use super::fields::{Fields, Which};
use super::open::refused;
use crate::extract::{Form, Path};
use crate::page::inbox::{Filter, question_path};
use crate::page::{Answer, Stage};

/// Keeps a note.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    if let Err(error) = note(stage.app(), stage.actor(), id, fields.note.clone()).await {
        return refused(stage, id, Which::Note, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    stage.flash(FlashKind::Success, "question-noted", &[]).go(&path)
}
