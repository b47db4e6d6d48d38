//! POST /questions/{id}/follow and /leave: answered with another question, or by itself again.

use souffleur_app::question::{follow, leave as alone};
use souffleur_core::id::QuestionId;
use souffleur_render::FlashKind;

use super::number;
use crate::extract::{Form, Path};
use crate::page::inbox::{Filter, question_path};
use crate::page::question::{Fields, Which, refused};
use crate::page::{Answer, Stage};

/// Lets it be answered with another one.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let done = match number(&fields.number) {
        Ok(lead) => follow(stage.app(), stage.actor(), id, lead, Some(fields.version())).await.map(|_| lead),
        Err(error) => Err(error),
    };
    let lead = match done {
        Ok(lead) => format!("#{lead}"),
        Err(error) => return refused(stage, id, Which::Follow, fields, error).await,
    };
    let path = Filter::carried(&fields.back).at(&question_path(id));
    stage.flash(FlashKind::Success, "related-follows", &[("number", &lead)]).go(&path)
}

/// Lets it be answered by itself.
pub(super) async fn leave(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    if let Err(error) = alone(stage.app(), stage.actor(), id, None).await {
        return refused(stage, id, Which::Leave, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    stage.flash(FlashKind::Success, "related-left", &[]).go(&path)
}
