//! The questions around one, as far as somebody may see them.

use souffleur_app::access::allow;
use souffleur_app::{App, error::Error, view::Related};
use souffleur_core::{Actor, id::QuestionId, permission::Action, question::Assignee};

/// The questions that one is answered with, was merged with or is linked with, in that order.
pub async fn related(app: &App, actor: Actor, id: QuestionId) -> Result<Vec<Related>, Error> {
    let reader = app.store().read();
    let question = allow(&reader, actor, Action::ReadQuestions, reader.question(id).await?).await?;
    let mut related = reader.related(&question).await?;
    // To have a question is not to have those beside it.
    related.retain(|one| {
        let holder = Assignee::from(one.row.expert.as_ref().map(|(id, _)| *id));
        actor.may_on(Action::ReadQuestions, holder).is_ok()
    });
    Ok(related)
}
