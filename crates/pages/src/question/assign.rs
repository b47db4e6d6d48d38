//! POST /questions/{id}/assign: the question goes to somebody else.

use souffleur_app::{Error, Problem};
use souffleur_core::id::QuestionId;
use souffleur_question::question::{Assign, AssignTo, assign};
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

/// Gives the question to an expert, or back to the community managers.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let to = match fields.to.as_str() {
        "managers" => Ok(AssignTo::CommunityManager),
        "" => Err(Problem::Required),
        expert => expert.parse().map(AssignTo::Expert).map_err(|_| Problem::Unknown),
    };
    let given = match to {
        Ok(to) => {
            let reason = Fields::optional(&fields.assign_reason);
            let input = Assign { to, reason, version: Some(fields.version()) };
            assign(context.app(), context.actor(), id, input).await
        }
        Err(problem) => Err(Error::invalid("expert_id", problem)),
    };
    let assigned = match given {
        Ok(assigned) => assigned,
        Err(error) => return refused(context, id, FormKind::Assign, fields, error).await,
    };
    let path = Filter::carried(&fields.back).at(&question_path(id));
    match assigned.assignment.expert_name {
        Some(name) => context.flash(FlashKind::Success, "question-assigned", &[("name", &name)]),
        None => context.flash(FlashKind::Success, "question-assigned-nobody", &[]),
    }
    .redirect(&path)
}
