//! Who got a question looks at it, or does not: then it goes back to the router, which gives it to nobody twice.

use jiff::Timestamp;
use souffleur_app::{App, error::Error, history::History, view::QuestionView};
use souffleur_core::{
    Actor,
    assignment::Assignment,
    event::EventKind,
    id::UserId,
    question::{Question, Status},
};
use souffleur_store::{OutboxItem, Tx};

use super::{
    handover::{Handover, Hands},
    reassignment::ReassignmentContext,
    waiting::save_changed,
};

/// Remembers that its holder has looked at a question. It is no change of the question, so a reader never waits for it to
/// succeed.
pub(super) async fn opened(app: &App, actor: Actor, view: &mut QuestionView) {
    let holder = view.question.assignee.expert();
    let (Some(last), now) = (view.assignments.last_mut(), app.now()) else { return };
    if holder.is_none() || actor.user() != holder || last.opened_at.is_some() {
        return;
    }
    let written = async {
        let mut tx = app.store().begin().await?;
        tx.open_assignment(last.id, now).await?;
        tx.commit().await
    };
    match written.await {
        Ok(()) => last.opened_at = Some(now),
        Err(error) => {
            tracing::warn!(%error, error.sources = %souffleur_app::error::Sources(&error), "that a question was opened could not be written");
        }
    }
}

/// Passes a question on that an expert has not opened, and says how it is now and what letter goes with that; none if they
/// have, or have worked on it, or got it so lately that their time has not come.
pub async fn give_back(
    app: &App,
    tx: &mut Tx,
    mut question: Question,
    by: UserId,
    now: Timestamp,
) -> Result<Option<(Question, Option<OutboxItem>)>, Error> {
    let assignments = tx.assignments_of(question.id).await?;
    let unopened = assignments.last().filter(|last| last.opened_at.is_none());
    let Some(last) = unopened.filter(|_| matches!(question.status, Status::New | Status::Assigned)) else {
        return Ok(None);
    };
    let case = ReassignmentContext::load(app, tx, Actor::Desk, question.clone(), None).await?;
    let Some(draft) = case.running_draft().cloned() else { return Ok(None) };
    // Where hours moved, the timer counted from when the draft was first asked for.
    let again =
        case.plan(by, last.at).and_then(|plan| plan.unread(&draft)).filter(|timer| timer.due_at > now);
    if let Some(again) = again {
        tx.insert_timers(&[again]).await?;
        return Ok(None);
    }
    let without = asked(&assignments);
    let handover = case.give_to_next_best(&without).await?;
    let mut history = History::new(app, Actor::Desk, now, question.id);
    history.note(EventKind::LeftUnread { target: draft.id, by });
    let mut hands = Hands { tx, history: &mut history, question: &mut question, now };
    handover.carry_out(&mut hands).await?;
    question.version = save_changed(app, tx, &mut history, &question).await?;
    history.append(tx).await?;
    let Handover { letter, .. } = handover;
    Ok(Some((question, letter)))
}

/// Everybody who has had the question.
fn asked(assignments: &[Assignment]) -> Vec<UserId> {
    assignments.iter().filter_map(|assignment| assignment.assignee.expert()).collect()
}
