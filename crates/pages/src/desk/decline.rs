//! POST /desk/{id}/decline: "not mine"; the router finds whose it is.

use souffleur_core::id::QuestionId;
use souffleur_question::question::{Assign, AssignTo, assign};
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use super::place::Place;
use crate::pane::{Fields, FormKind};

/// Declines the question.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let reason = Fields::optional(&fields.decline_reason);
    let input = Assign { to: AssignTo::Decline, reason, version: Some(fields.version()) };
    let assigned = match assign(context.app(), context.actor(), id, input).await {
        Ok(assigned) => assigned,
        Err(error) => return refused(context, id, FormKind::Decline, fields, error).await,
    };
    let path = Place::carried(&fields.back).at("/desk");
    match assigned.assignment.expert_name {
        Some(name) => context.flash(FlashKind::Success, "desk-declined", &[("name", &name)]),
        None => context.flash(FlashKind::Success, "desk-declined-nobody", &[]),
    }
    .redirect(&path)
}
