//! POST /questions/{id}/topic: what the question is really about.

use souffleur_app::{Error, Problem};
use souffleur_core::id::QuestionId;
use souffleur_question::question::set_topic;
use souffleur_render::FlashKind;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{PageContext, PageResult};

use super::open::refused;
use crate::inbox_filter::{Filter, question_path};
use crate::pane::{Fields, FormKind};

/// Corrects the topic; the router learns from it.
pub(super) async fn submit(
    context: PageContext,
    Path(id): Path<QuestionId>,
    Form(fields): Form<Fields>,
) -> PageResult {
    let corrected = match fields.topic.parse() {
        Ok(topic) => set_topic(context.app(), context.actor(), id, topic, Some(fields.version())).await,
        Err(_) if fields.topic.is_empty() => Err(Error::invalid("topic_id", Problem::Required)),
        Err(_) => Err(Error::invalid("topic_id", Problem::Unknown)),
    };
    if let Err(error) = corrected {
        return refused(context, id, FormKind::Topic, fields, error).await;
    }
    let path = Filter::carried(&fields.back).at(&question_path(id));
    context.flash(FlashKind::Success, "question-topic-saved", &[]).redirect(&path)
}
