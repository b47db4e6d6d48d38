//! POST /questions/{id}/ask-colleague: "@karim, how long to Corsica?".

use souffleur_core::id::QuestionId;
use souffleur_question::question::ask_colleague;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

/// Asks the colleagues whom the sentence mentions.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    match ask_colleague(context.app(), context.actor(), id, &fields.ask).await {
        Err(error) => refused(context, id, FormKind::Ask, fields, error).await,
        Ok(asked) => {
            let path = Filter::carried(&fields.back).at(&question_path(id));
            context.flash(FlashKind::Success, "question-asked", &[("names", &names(&asked))]).redirect(&path)
        }
    }
}

/// The names of whom one asked, in a row.
pub(crate) fn names(asked: &[(souffleur_core::id::UserId, souffleur_core::text::Name)]) -> String {
    asked.iter().map(|(_, name)| name.to_string()).collect::<Vec<_>>().join(", ")
}
