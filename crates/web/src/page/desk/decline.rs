//! POST /desk/{id}/decline: "not mine"; the router finds whose it is.

use souffleur_core::id::QuestionId;
use souffleur_question::question::{Assign, AssignTo, assign};
use souffleur_render::FlashKind;

use super::load::Place;
use super::open::refused;
use crate::extract::{Form, Path};
use crate::page::question::{Fields, Which};
use crate::page::{Answer, Stage};

/// Declines the question.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let reason = Fields::optional(&fields.decline_reason);
    let input = Assign { to: AssignTo::Decline, reason, version: Some(fields.version()) };
    let assigned = match assign(stage.app(), stage.actor(), id, input).await {
        Ok(assigned) => assigned,
        Err(error) => return refused(stage, id, Which::Decline, fields, error).await,
    };
    let path = Place::carried(&fields.back).at("/desk");
    match assigned.assignment.expert_name {
        Some(name) => stage.flash(FlashKind::Success, "desk-declined", &[("name", &name)]),
        None => stage.flash(FlashKind::Success, "desk-declined-nobody", &[]),
    }
    .go(&path)
}
