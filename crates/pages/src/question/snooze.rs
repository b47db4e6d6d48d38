//! POST /questions/{id}/snooze and /wake: out of sight until an hour, and back.

use souffleur_core::id::QuestionId;
use souffleur_question::question;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};
use crate::snooze_time::chosen;

/// Puts the question out of sight, and goes on with the next.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let until = chosen(&context, &fields.until, &fields.until_at, &fields.zone);
    let done = match until {
        Ok(until) => question::snooze(context.app(), context.actor(), id, until).await,
        Err(error) => Err(error),
    };
    if let Err(error) = done {
        return refused(context, id, FormKind::Snooze, fields, error).await;
    }
    let next = format!("{}&open=next", Filter::carried(&fields.back).first_page().at("/inbox"));
    context.flash(FlashKind::Success, "question-snoozed", &[]).redirect(&next)
}

/// Brings it back.
pub(super) async fn wake(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    if let Err(error) = question::wake(context.app(), context.actor(), id).await {
        return refused(context, id, FormKind::Wake, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Success, "question-woken", &[]).redirect(&path)
}
