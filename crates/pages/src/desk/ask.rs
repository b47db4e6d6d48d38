//! POST /desk/{id}/ask-colleague: "@karim, how long to Corsica?".

use souffleur_core::id::QuestionId;
use souffleur_question::question::ask_colleague;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use super::place::{Place, own_path};
use crate::pane::{Fields, FormKind};
use crate::question::names;

/// Asks the colleagues whom the sentence mentions.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    match ask_colleague(context.app(), context.actor(), id, &fields.ask).await {
        Err(error) => refused(context, id, FormKind::Ask, fields, error).await,
        Ok(asked) => {
            let path = Place::carried(&fields.back).at(&own_path(id));
            context.flash(FlashKind::Success, "question-asked", &[("names", &names(&asked))]).redirect(&path)
        }
    }
}
