//! A community manager puts a question out of their sight for a while. Its promises run on, so it comes back before what
//! is owed on it is late, and at once when anything happens to it.

use jiff::{SignedDuration, Timestamp};
use souffleur_app::{
    App,
    error::{Error, Problem},
};
use souffleur_core::{Actor, event::EventKind, id::QuestionId, permission::Action};
use souffleur_store::{Timer, TimerKind};

use super::transaction::QuestionTx;

/// How far ahead a question can be put.
const FARTHEST: SignedDuration = SignedDuration::from_hours(60 * 24);

/// Puts an open question out of sight until an instant, which must be before the customer is to be answered.
pub async fn snooze(app: &App, actor: Actor, id: QuestionId, until: Timestamp) -> Result<(), Error> {
    actor.may(Action::ChangeStatus)?;
    let mut opened = QuestionTx::lock(app, actor, Action::ChangeStatus, id, None).await?;
    let QuestionTx { tx, history, question, now, .. } = &mut opened;
    if !question.status.is_open() {
        return Err(Error::IllegalStep("a question that is done is out of sight already".to_owned()));
    }
    let owed = tx.targets_of(id).await?;
    let owed =
        owed.iter().filter(|target| target.is_owed_to_customer()).filter_map(|target| target.due_at).min();
    let problem = match until {
        _ if until <= *now => Some(Problem::Past),
        _ if until > *now + FARTHEST => Some(Problem::TooFar),
        _ if owed.is_some_and(|due_at| due_at <= until) => Some(Problem::AfterPromise),
        _ => None,
    };
    if let Some(problem) = problem {
        return Err(Error::invalid("until", problem));
    }
    tx.snooze(id, until).await?;
    let timer = Timer {
        id: app.id(*now),
        due_at: until,
        kind: TimerKind::Wake,
        target: None,
        question: Some(id),
        user: None,
        key: None,
    };
    tx.insert_timers(&[timer]).await?;
    history.note(EventKind::Snoozed { until });
    opened.commit_history().await.map(drop)
}

/// Brings it back now.
pub async fn wake(app: &App, actor: Actor, id: QuestionId) -> Result<(), Error> {
    actor.may(Action::ChangeStatus)?;
    let mut opened = QuestionTx::lock(app, actor, Action::ChangeStatus, id, None).await?;
    let until = opened.question.snoozed_until;
    let Some(until) = until.filter(|until| *until > opened.now) else {
        return Err(Error::IllegalStep("the question is in sight".to_owned()));
    };
    opened.tx.wake(id, until).await?;
    opened.history.note(EventKind::SnoozeEnded);
    opened.commit_history().await.map(drop)
}
