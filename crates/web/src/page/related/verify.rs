//! POST /questions/{id}/verify: mails a link to the address that was typed with a question, by which its owner confirms it.

use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_render::FlashKind;

use crate::extract::{Form, Path};
use crate::page::inbox::{Filter, question_path};
use crate::page::question::{Fields, Which, refused};
use crate::page::{Answer, Stage};

/// Mails the link.
pub(super) async fn submit(stage: Stage, Path(id): Path<QuestionId>, Form(fields): Form<Fields>) -> Answer {
    if let Err(error) = question::send_sender_confirmation(stage.app(), stage.actor(), id).await {
        return refused(stage, id, Which::Part, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    stage.flash(FlashKind::Success, "related-verify-sent", &[]).go(&path)
}
