//! A public question that waits for a first look is let onto the wall.

use souffleur_app::access::allow;
use souffleur_app::{App, error::Error, history::History, view::QuestionView};
use souffleur_core::{Actor, event::EventKind, id::QuestionId, permission::Action};

/// Whether a question is kept off the wall: it was held back, and nobody has looked at it since.
pub fn waits_for_first_look(view: &QuestionView) -> bool {
    let said = |what: &EventKind| view.events.iter().any(|event| event.what == *what);
    said(&EventKind::Withheld) && !said(&EventKind::Released)
}

/// Shows a question that was kept off the wall.
pub async fn show_on_wall(app: &App, actor: Actor, id: QuestionId) -> Result<(), Error> {
    actor.may(Action::ChangeStatus)?;
    let now = app.now();
    let mut tx = app.store().begin().await?;
    let question = tx.question(id).await?;
    allow(&tx, actor, Action::ChangeStatus, question).await?;
    if !tx.release_to_wall(id, now).await? {
        return Err(Error::IllegalStep("the question does not wait for a first look".to_owned()));
    }
    let mut history = History::new(app, actor, now, id);
    history.note(EventKind::Released);
    history.append(&mut tx).await?;
    Ok(tx.commit().await?)
}
