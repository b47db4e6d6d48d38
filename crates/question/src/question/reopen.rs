//! A community manager takes up again what was done or hidden. What was promised before is history: an excused promise
//! stays excused and counted, and a new one begins where the customer is still owed a reply. What was merged into another
//! question goes on by itself again: it was not the same.

use souffleur_app::{
    App,
    error::Error,
    promise::{AppliedPolicy, Known, Plan, REPLIES, begin, owed_reply},
};
use souffleur_core::{Actor, event::EventKind, id::QuestionId, message::Author, permission::Action};
use souffleur_sla::TargetKind;
use souffleur_store::{Target, TargetState, Tx};

use super::{
    fallback::fall_back,
    merge::part,
    place::pass_if_unavailable,
    transaction::{Changed, QuestionTx},
};

/// Reopens a question.
pub async fn reopen(app: &App, actor: Actor, id: QuestionId, version: Option<i64>) -> Result<Changed, Error> {
    actor.may(Action::ChangeStatus)?;
    let mut opened = QuestionTx::lock(app, actor, Action::ChangeStatus, id, version).await?;
    let from = opened.question.status;
    let QuestionTx { tx, history, question, .. } = &mut opened;
    fall_back(app, tx, history, question).await?;
    let to = from.reopened(opened.question.assignee)?;
    opened.question.status = to;
    opened.question.hidden_reason = None;
    part(app, &mut opened).await?;
    let QuestionTx { tx, history, .. } = &mut opened;
    history.note(EventKind::StatusChanged { from, to, reason: None });
    let targets = tx.targets_of(id).await?;
    let owed = owed_reply(&tx.unmet_targets(id).await?).is_some();
    if !owed && (was_excused(&targets) || customer_waits(tx, id).await?) {
        promise_reply(app, &mut opened).await?;
    }
    let QuestionTx { tx, history, question, .. } = &mut opened;
    if let Some(letter) = pass_if_unavailable(app, tx, history, question).await? {
        opened.enqueue(letter);
    }
    opened.commit().await
}

/// Whether the customer spoke last: they wrote while the question was hidden, when nothing was promised.
async fn customer_waits(tx: &Tx, id: QuestionId) -> Result<bool, Error> {
    Ok(tx.thread(id).await?.last().is_some_and(|message| message.author == Author::Customer))
}

async fn promise_reply(app: &App, opened: &mut QuestionTx) -> Result<(), Error> {
    let settings = app.settings();
    let QuestionTx { tx, history, question, now, .. } = opened;
    let tags = tx.customer(question.customer).await?.map(|known| known.tags).unwrap_or_default();
    let known = Known::of(question, &tags, *now);
    let Some(terms) = AppliedPolicy::select(&settings, &known) else { return Ok(()) };
    let plan = Plan { app, terms, question: question.id, expert: question.assignee.expert(), now: *now };
    let Some(planned) = plan.target(TargetKind::NextReply) else { return Ok(()) };
    begin(tx, history, &planned).await
}

/// Whether the last reply that was promised was excused rather than given.
fn was_excused(targets: &[Target]) -> bool {
    let replies = targets.iter().filter(|target| REPLIES.contains(&target.kind));
    let last = replies.max_by_key(|target| (target.set_at, target.id));
    last.is_some_and(|target| target.state == TargetState::NoReplyNeeded)
}
