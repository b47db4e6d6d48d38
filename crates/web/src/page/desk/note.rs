//! POST /desk/{id}/note: a remark for colleagues.

use souffleur_core::id::QuestionId;
use souffleur_question::question::note;
use souffleur_render::FlashKind;

use super::load::{Place, own_path};
use super::open::refused;
use crate::extract::{Form, Path};
use crate::page::question::{Fields, Which};
use crate::page::{Answer, Stage};

/// Keeps a note.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let unknown = match note(stage.app(), stage.actor(), id, fields.note.clone()).await {
        Ok(noted) => noted.unknown,
        Err(error) => return refused(stage, id, Which::Note, fields, error).await,
    };
    let path = Place::carried(&fields.back).at(&own_path(id));
    stage.flash(FlashKind::Success, "question-noted", &[]).say_unknown(&unknown).go(&path)
}
