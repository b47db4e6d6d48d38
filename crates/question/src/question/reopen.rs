//! A community manager takes up again what was done or hidden. What was promised before is history: an excused promise
//! stays excused and counted, and a new one begins where the customer is still owed a reply. What was merged into another
//! question goes on by itself again: it was not the same.

use souffleur_app::{
    App,
    error::Error,
    promise::{Known, Plan, REPLIES, Terms, owed_reply},
};
use souffleur_core::{Actor, event::EventKind, id::QuestionId, message::Author, permission::Action};
use souffleur_sla::TargetKind;
use souffleur_store::{Target, TargetState, Tx};

use super::{
    fallback::fall_back,
    merge::part,
    opened::{Changed, Opened},
    place::pass_if_unavailable,
};

/// Reopens a question.
pub async fn reopen(app: &App, actor: Actor, id: QuestionId, version: Option<i64>) -> Result<Changed, Error> {
    actor.may(Action::ChangeStatus)?;
    let mut opened = Opened::take(app, actor, Action::ChangeStatus, id, version).await?;
    let from = opened.question.status;
    let Opened { tx, ledger, question, .. } = &mut opened;
    fall_back(app, tx, ledger, question).await?;
    let to = from.reopened(opened.question.assignee)?;
    opened.question.status = to;
    opened.question.hidden_reason = None;
    part(app, &mut opened).await?;
    let Opened { tx, ledger, .. } = &mut opened;
    ledger.note(EventKind::StatusChanged { from, to, reason: None });
    let targets = tx.targets_of(id).await?;
    let owed = owed_reply(&tx.unmet_targets(id).await?).is_some();
    if !owed && (was_excused(&targets) || customer_waits(tx, id).await?) {
        promise_reply(app, &mut opened).await?;
    }
    let Opened { tx, ledger, question, .. } = &mut opened;
    if let Some(letter) = pass_if_unavailable(app, tx, ledger, question).await? {
        opened.enclose(letter);
    }
    opened.save().await
}

/// Whether the customer spoke last: they wrote while the question was hidden, when nothing was promised.
async fn customer_waits(tx: &Tx, id: QuestionId) -> Result<bool, Error> {
    Ok(tx.thread(id).await?.last().is_some_and(|message| message.author == Author::Customer))
}

async fn promise_reply(app: &App, opened: &mut Opened) -> Result<(), Error> {
    let settings = app.settings();
    let Opened { tx, ledger, question, now, .. } = opened;
    let tags = tx.customer(question.customer).await?.map(|known| known.tags).unwrap_or_default();
    let known = Known::of(question, &tags, *now);
    let Some(terms) = Terms::choose(&settings, &known) else { return Ok(()) };
    let plan = Plan { app, terms, question: question.id, expert: question.assignee.expert(), now: *now };
    let Some(planned) = plan.target(TargetKind::NextReply) else { return Ok(()) };
    tx.insert_targets(std::slice::from_ref(&planned.target)).await?;
    tx.insert_timers(&planned.timers).await?;
    ledger.note(planned.event());
    Ok(())
}

/// Whether the last reply that was promised was excused rather than given.
fn was_excused(targets: &[Target]) -> bool {
    let replies = targets.iter().filter(|target| REPLIES.contains(&target.kind));
    let last = replies.max_by_key(|target| (target.set_at, target.id));
    last.is_some_and(|target| target.state == TargetState::NoReplyNeeded)
}
