//! Somebody says what a question is about: the surest thing that the router can learn from. Where another policy applies
//! to that, or the house pauses for it, the promises that run move at once.

use souffleur_app::access::allow;
use souffleur_app::{
    App,
    error::{Error, Problem},
};
use souffleur_core::{
    Actor,
    event::{EventKind, RescheduleReason},
    id::{QuestionId, TopicId},
    permission::Action,
};
use souffleur_store::ExampleSource;

use super::transaction::{Changed, QuestionTx};
use crate::routing::{Lesson, teach, text};

/// Corrects the topic of a question. Who holds it stays the same.
pub async fn set_topic(
    app: &App,
    actor: Actor,
    id: QuestionId,
    topic: TopicId,
    version: Option<i64>,
) -> Result<Changed, Error> {
    actor.may(Action::Assign)?;
    if app.settings().topic(topic).is_none() {
        return Err(Error::invalid("topic_id", Problem::Unknown));
    }
    let reader = app.store().read();
    let seen = allow(&reader, actor, Action::Assign, reader.question(id).await?).await?;
    let first = app.store().read().thread(id).await?.into_iter().next().ok_or(Error::NotFound)?;
    let said = text(seen.subject.as_deref(), &first.body);
    let lessons = [Lesson::new(ExampleSource::Correction, topic, said, Some(id))];

    let mut opened = QuestionTx::lock(app, actor, Action::Assign, id, version).await?;
    let from = opened.question.topic.replace(topic);
    if from == Some(topic) {
        let (version, status) = (opened.question.version, opened.question.status);
        return Ok(Changed { version, status });
    }
    opened.history.note(EventKind::TopicChanged { from, to: topic });
    opened.recount(RescheduleReason::Topic).await?;
    Lesson::store(&lessons, &mut opened.tx, opened.now).await?;
    let changed = opened.commit().await?;
    teach(app, &lessons).await;
    Ok(changed)
}
