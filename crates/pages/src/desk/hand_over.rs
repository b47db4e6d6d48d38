//! POST /desk/{id}/hand-over: "not mine, ask Léa".

use souffleur_app::{Error, Problem};
use souffleur_core::id::QuestionId;
use souffleur_question::question::{Assign, AssignTo, assign};
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use super::place::Place;
use crate::pane::{Fields, FormKind};

/// Hands the question over to a colleague.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let to = match fields.to.parse() {
        Ok(expert) => Ok(AssignTo::Expert(expert)),
        Err(_) if fields.to.is_empty() => Err(Error::invalid("expert_id", Problem::Required)),
        Err(_) => Err(Error::invalid("expert_id", Problem::Unknown)),
    };
    let handed_over = match to {
        Ok(to) => {
            let reason = Fields::optional(&fields.assign_reason);
            let input = Assign { to, reason, version: Some(fields.version()) };
            assign(context.app(), context.actor(), id, input).await
        }
        Err(error) => Err(error),
    };
    let name = match handed_over {
        Ok(assigned) => assigned.assignment.expert_name.map(|name| name.to_string()).unwrap_or_default(),
        Err(error) => return refused(context, id, FormKind::Assign, fields, error).await,
    };
    let path = Place::carried(&fields.back).at("/desk");
    context.flash(FlashKind::Success, "desk-handed-over", &[("name", &name)]).redirect(&path)
}
