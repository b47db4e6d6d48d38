//! One question with everything inside the house about it.

use souffleur_app::{App, error::Error, view::QuestionView};
use souffleur_core::{Actor, id::QuestionId, permission::Action};

use super::unread::opened;

/// A question by its id. Who may not see it is told that there is none.
pub async fn get(app: &App, actor: Actor, id: QuestionId) -> Result<QuestionView, Error> {
    actor.may(Action::ReadQuestions)?;
    let mut view = app.store().read().question_view(id).await?.ok_or(Error::NotFound)?;
    let asked = view.side_drafts.iter().any(|side| Some(side.author) == actor.user());
    let seen = actor.may_on(Action::ReadQuestions, view.question.assignee);
    let seen = if asked { seen.or_else(|_| actor.may_as_asked(Action::ReadQuestions)) } else { seen };
    seen.map_err(|_| Error::NotFound)?;
    opened(app, actor, &mut view).await;
    Ok(view)
}

/// A question by the number that people say.
pub async fn by_number(app: &App, actor: Actor, number: i64) -> Result<QuestionView, Error> {
    actor.may(Action::ReadQuestions)?;
    let id = app.store().read().question_by_number(number).await?.ok_or(Error::NotFound)?.id;
    get(app, actor, id).await
}
