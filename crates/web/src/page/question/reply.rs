//! POST /questions/{id}/reply: the voice speaks, and the next question opens by itself.

use souffleur_app::question::{Reply, get, reply};
use souffleur_core::id::QuestionId;
use souffleur_core::message::Weight;
use souffleur_render::FlashKind;

use super::fields::{Fields, Which};
use super::open::refused;
use crate::extract::{Form, Path};
use crate::page::inbox::{Filter, question_path};
use crate::page::{Answer, Stage};

/// Sends the reply, or a message that asks for patience.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    let weight = if fields.weight == "holding" { Weight::Holding } else { Weight::Reply };
    let input = Reply {
        body: fields.body.clone(),
        draft_id: fields.draft()?,
        version: fields.version(),
        weight,
        confirmed_leaks: !fields.confirmed.is_empty(),
    };
    if let Err(error) = reply(stage.app(), stage.actor(), id, input).await {
        return refused(stage, id, Which::Reply, fields, error).await;
    }
    let number = get(stage.app(), stage.actor(), id).await?.question.number.to_string();
    let filter = Filter::carried(&fields.back);
    match weight {
        Weight::Reply => stage
            .flash(FlashKind::Success, "question-sent", &[("number", &number)])
            .go(&format!("{}&open=next", filter.first_page().at("/inbox"))),
        Weight::Holding => stage
            .flash(FlashKind::Success, "question-held", &[("number", &number)])
            .go(&filter.at(&question_path(id))),
    }
}
