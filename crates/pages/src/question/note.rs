//! POST /questions/{id}/note: a remark for colleagues.

use souffleur_app::question::note;
use souffleur_core::id::QuestionId;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{Answer, Stage};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, Which};

/// Keeps a note.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let unknown = match note(stage.app(), stage.actor(), id, fields.note.clone()).await {
        Ok(noted) => noted.unknown,
        Err(error) => return refused(stage, id, Which::Note, fields, error).await,
    };
    let path = Filter::carried(&fields.back).at(&question_path(id));
    flash_unknown(stage.flash(FlashKind::Success, "question-noted", &[]), &unknown).go(&path)
}

/// Says which names after an `@` nobody has.
pub(crate) fn flash_unknown(stage: Stage, names: &[String]) -> Stage {
    if names.is_empty() {
        return stage;
    }
    let names: Vec<String> = names.iter().map(|name| format!("@{name}")).collect();
    stage.flash(FlashKind::Warning, "question-noted-unknown", &[("names", &names.join(", "))])
}
