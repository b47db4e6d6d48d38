//! POST /questions/{id}/note: a remark for colleagues.

use souffleur_core::id::QuestionId;
use souffleur_question::question::note;
use souffleur_render::FlashKind;

use super::fields::{Fields, Which};
use super::open::refused;
use crate::extract::{Form, Path};
use crate::page::inbox::{Filter, question_path};
use crate::page::{Answer, Stage};

/// Keeps a note.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let unknown = match note(stage.app(), stage.actor(), id, fields.note.clone()).await {
        Ok(noted) => noted.unknown,
        Err(error) => return refused(stage, id, Which::Note, fields, error).await,
    };
    let path = Filter::carried(&fields.back).at(&question_path(id));
    stage.flash(FlashKind::Success, "question-noted", &[]).say_unknown(&unknown).go(&path)
}

impl Stage {
    /// Says which names after an `@` nobody has.
    pub(crate) fn say_unknown(self, names: &[String]) -> Self {
        if names.is_empty() {
            return self;
        }
        let names: Vec<String> = names.iter().map(|name| format!("@{name}")).collect();
        self.flash(FlashKind::Warning, "question-noted-unknown", &[("names", &names.join(", "))])
    }
}
