//! Who has a question open. It is nobody's work and no history: every node keeps it in memory, and hears of it from the
//! others.

use souffleur_app::{App, error::Error};
use souffleur_app::{access::allow, viewers::GONE};
use souffleur_core::{
    Actor,
    id::{QuestionId, UserId},
    permission::Action,
};
use souffleur_store::Notice;

/// Somebody has a question open, or has left it.
pub async fn look(app: &App, actor: Actor, id: QuestionId, here: bool) -> Result<(), Error> {
    let user = actor.user().ok_or(Error::Forbidden)?;
    let reader = app.store().read();
    allow(&reader, actor, Action::ReadQuestions, reader.question(id).await?).await?;
    let until = here.then(|| app.now() + GONE);
    let mut tx = app.store().begin().await?;
    tx.notify(Notice::Looking { question: id, user, until });
    Ok(tx.commit().await?)
}

/// Who else has a question open.
pub fn lookers(app: &App, actor: Actor, id: QuestionId) -> Vec<UserId> {
    let mut here = app.viewers().at(id, app.clock().elapsed());
    here.retain(|user| Some(*user) != actor.user());
    here
}
