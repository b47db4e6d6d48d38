//! The desk waits for the customer, who has to say something first: until they do, or a community manager has enough of
//! waiting, working time is not counted. A promise by the hour of asking is not paused.

use souffleur_app::{
    App,
    error::Error,
    promise::{end_wait, waits_since},
};
use souffleur_core::{
    Actor,
    event::{EventKind, RescheduleReason},
    id::QuestionId,
    pause::{Pause, PauseScope},
    permission::Action,
};

use super::transaction::{Changed, QuestionTx, read_remark};

/// Begins to wait.
pub async fn wait(
    app: &App,
    actor: Actor,
    id: QuestionId,
    reason: Option<String>,
    version: Option<i64>,
) -> Result<Changed, Error> {
    actor.may(Action::ChangeStatus)?;
    let reason = read_remark("reason", reason.as_deref())?;
    let mut opened = QuestionTx::lock(app, actor, Action::ChangeStatus, id, version).await?;
    let QuestionTx { tx, history, question, now, .. } = &mut opened;
    if !question.status.is_open() {
        return Err(Error::IllegalStep(
            "nobody waits for the customer of a question that is done".to_owned(),
        ));
    }
    if waits_since(tx, question).await?.is_some() {
        return Err(Error::IllegalStep("the desk waits for the customer already".to_owned()));
    }
    let scope = PauseScope::Question(id);
    let pause = Pause {
        id: app.id(*now),
        scope: scope.clone(),
        from: *now,
        until: None,
        reason: reason.clone(),
        by: actor,
        ended_by: None,
    };
    tx.insert_pause(&pause).await?;
    history.note(EventKind::Paused { pause: pause.id, scope, reason });
    opened.recount(RescheduleReason::Customer).await?;
    opened.commit().await
}

/// Stops waiting.
pub async fn resume(app: &App, actor: Actor, id: QuestionId, version: Option<i64>) -> Result<Changed, Error> {
    actor.may(Action::ChangeStatus)?;
    let mut opened = QuestionTx::lock(app, actor, Action::ChangeStatus, id, version).await?;
    let QuestionTx { tx, history, question, now, .. } = &mut opened;
    if !end_wait(app, tx, history, question, actor, *now).await? {
        return Err(Error::IllegalStep("the desk does not wait for the customer".to_owned()));
    }
    opened.commit().await
}
