//! Two years of a desk: each question from asking to what became of it.

use jiff::SignedDuration;
use souffleur_app::App;
use souffleur_core::{
    Actor,
    assignment::DecidedBy,
    event::{Event, EventKind},
    id::{DraftId, MessageId},
    question::{Assignee, Status},
};
use souffleur_sla::TargetKind;
use souffleur_store::{Target, TargetState, Tx};

use super::fill::Past;
use crate::{Error, compose};

/// Questions in one transaction.
const BATCH: usize = 1000;
const DAYS: usize = 730;

/// Writes so many questions.
pub(super) async fn fill(app: &App, questions: usize) -> Result<(), Error> {
    let past = Past::new(app, questions)?.over(DAYS);
    for first in (0..questions).step_by(BATCH) {
        let mut tx = app.store().begin().await.map_err(compose::store_error)?;
        for index in first..(first + BATCH).min(questions) {
            live(app, &past, &mut tx, index).await.map_err(compose::store_error)?;
        }
        tx.commit().await.map_err(compose::store_error)?;
    }
    Ok(())
}

/// A question from asking to what became of it: most are answered in time, one in some late, the newest still run.
async fn live(app: &App, past: &Past<'_>, tx: &mut Tx, index: usize) -> Result<(), souffleur_store::Error> {
    let (customer, mut question, message) = past.question(tx.next_number().await?, index)?;
    // Spread over the day, and over how long an answer takes, without chance.
    let spread = i64::try_from(index.wrapping_mul(7919) % 1000).unwrap_or(0);
    question.status = Status::Answered;
    let first = past.targets(&question).into_iter().find(|target| target.kind == TargetKind::FirstReply);
    let first = first.ok_or(souffleur_store::Error::Missing("policy of the house"))?;
    let due = first.due_at.unwrap_or(past.now);
    let allowed = due.duration_since(question.asked_at).as_secs();
    let took = if spread < 40 { allowed + 60 * spread } else { allowed * spread / 1000 };
    let replied = question.asked_at + SignedDuration::from_secs(took);
    let runs = replied >= past.now;
    let state = match (runs, replied < due) {
        (true, _) if due > past.now => TargetState::Pending,
        (_, true) => TargetState::Met,
        _ => TargetState::Breached,
    };
    let met_at = (!runs).then_some(replied);
    question.status = if runs { Status::Assigned } else { Status::Answered };
    let target = Target { state, met_at, ..first };
    tx.insert_customer(&customer, question.asked_at).await?;
    tx.insert_question(&question, target.due_at.filter(|_| runs)).await?;
    tx.insert_message(question.id, &message, &question.channel, None).await?;
    let assignment = past.assignment(&question);
    tx.insert_assignment(&assignment).await?;
    tx.insert_targets(std::slice::from_ref(&target)).await?;
    let event = |at, by, what| Event { id: app.id(at), question: Some(question.id), by, at, what };
    let to: Assignee = question.assignee;
    let given =
        EventKind::Assigned { assignment: assignment.id, from: None, to, decided_by: DecidedBy::Router };
    let mut events = vec![event(question.asked_at, Actor::Desk, given)];
    if !runs {
        let drafted = question.asked_at + SignedDuration::from_secs(took * 2 / 3);
        let draft: DraftId = app.id(drafted);
        events.push(event(drafted, Actor::Desk, EventKind::DraftSubmitted { draft, version: 1 }));
        let said: MessageId = app.id(replied);
        let unchanged = index.is_multiple_of(2);
        events.push(event(
            replied,
            Actor::Desk,
            EventKind::Replied { message: said, draft: Some(draft), unchanged },
        ));
    }
    tx.append(&events).await
}
