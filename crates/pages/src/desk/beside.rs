//! POST /desk/{id}/beside: one who was asked writes beside the draft of another.

use souffleur_core::id::QuestionId;
use souffleur_question::question::draft_beside;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use super::place::Place;
use crate::pane::{Fields, FormKind};

/// Hands it to who asked, and goes back to the list.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    if let Err(error) = draft_beside(context.app(), context.actor(), id, &fields.body).await {
        return refused(context, id, FormKind::Beside, fields, error).await;
    }
    let path = Place::carried(&fields.back).at("/desk");
    context.flash(FlashKind::Success, "desk-beside-written", &[]).redirect(&path)
}
