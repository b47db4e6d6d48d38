//! A community manager takes up again what was done or hidden. A promise that was excused then runs on as it was, so
//! that hiding and closing for a while buys no time.

use souffleur_core::{Actor, event::What, id::QuestionId, message::Author, permission::Action};
use souffleur_sla::TargetKind;
use souffleur_store::{Target, TargetState, Tx};

use super::{
    fallback::fall_back,
    opened::{Changed, Opened},
};
use crate::{
    app::App,
    error::Error,
    promise::{Plan, REPLIES, Terms, owed_reply, reinstate},
};

/// Reopens a question.
pub async fn reopen(app: &App, actor: Actor, id: QuestionId, version: Option<i64>) -> Result<Changed, Error> {
    actor.may(Action::ChangeStatus)?;
    let mut opened = Opened::take(app, actor, Action::ChangeStatus, id, version).await?;
    let from = opened.question.status;
    let Opened { tx, ledger, question, .. } = &mut opened;
    fall_back(app, tx, ledger, question).await?;
    let to = from.reopened(opened.question.holder)?;
    opened.question.status = to;
    opened.question.hidden_reason = None;
    let Opened { tx, ledger, now, .. } = &mut opened;
    ledger.note(What::StatusChanged { from, to, reason: None });
    let targets = tx.targets_of(id).await?;
    if let Some(target) = last_excused(&targets) {
        reinstate(app, tx, ledger, target.clone(), *now).await?;
    } else if owed_reply(&tx.unmet_targets(id).await?).is_none() && customer_waits(tx, id).await? {
        promise_reply(app, &mut opened).await?;
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
    let Some(terms) = Terms::choose(&settings) else { return Ok(()) };
    let plan = Plan { app, terms, question: question.id, expert: question.holder.expert(), now: *now };
    let Some(planned) = plan.target(TargetKind::NextReply) else { return Ok(()) };
    tx.insert_targets(std::slice::from_ref(&planned.target)).await?;
    tx.insert_timers(&planned.timers).await?;
    ledger.note(planned.event());
    Ok(())
}

/// The last reply that was promised, if it was excused rather than given.
fn last_excused(targets: &[Target]) -> Option<&Target> {
    let last = targets
        .iter()
        .filter(|target| REPLIES.contains(&target.kind))
        .max_by_key(|target| (target.set_at, target.id));
    last.filter(|target| target.state == TargetState::NoReplyNeeded)
}
