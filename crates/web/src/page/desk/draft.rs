//! POST /desk/{id}/draft: a draft is handed in, or the next version of it.

use souffleur_app::question::{draft, get};
use souffleur_core::id::QuestionId;
use souffleur_render::FlashKind;

use super::load::Place;
use super::open::refused;
use crate::extract::{Form, Path};
use crate::page::question::{Fields, Which};
use crate::page::{Answer, Stage};

/// Hands it in, and goes back to the list.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let handed_in = draft(stage.app(), stage.actor(), id, fields.body.clone(), Some(fields.version())).await;
    if let Err(error) = handed_in {
        return refused(stage, id, Which::Draft, fields, error).await;
    }
    let number = get(stage.app(), stage.actor(), id).await?.question.number.to_string();
    let path = Place::carried(&fields.back).at("/desk");
    stage.flash(FlashKind::Success, "desk-handed-in", &[("number", &number)]).go(&path)
}
