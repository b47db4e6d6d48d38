//! The steps of the escalation ladder: somebody higher is told while nobody answers, and the question is given on.

use souffleur_app::{
    error::Error,
    history::History,
    promise::{AppliedPolicy, Known, Plan, begin, waive_draft},
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    alert::AlertKind,
    assignment::{Assignment, DecidedBy},
    event::EventKind,
    id::UserId,
    permission::{AccessScope, Action, reach},
    question::{Assignee, Question, Status},
    user::User,
};
use souffleur_question::{
    draft_request::{ask_for_draft, requested},
    letter::{promise_at_risk, promise_broken},
    question::save_changed,
};
use souffleur_sla::{EscalationAction, EscalationTarget, NotifyBy, TargetKind};
use souffleur_store::{Target, TargetState, Timer, Tx};

use super::{
    batch::Batch,
    promise::{letters, news},
};

/// What a step says.
#[derive(Debug, Clone, Copy)]
pub(super) struct Step {
    /// Who is told.
    pub(super) to: EscalationTarget,
    /// How.
    pub(super) by: NotifyBy,
    /// What is done.
    pub(super) then: EscalationAction,
}

/// Takes a step, unless the promise has ended.
pub(super) async fn step(tx: &mut Tx, batch: &mut Batch<'_>, timer: &Timer, step: Step) -> Result<(), Error> {
    let (Some(target), Some(question)) = (batch.standing(timer), batch.question(timer)) else {
        return Ok(());
    };
    let (target, mut question) = (target.clone(), question.clone());
    let settings = std::sync::Arc::clone(&batch.settings);
    let told = told(&settings, &question, step.to);
    let to = (step.then == EscalationAction::Reassign).then(|| heir(&settings, &question, step.to)).flatten();
    if let Some(to) = to {
        give(tx, batch, &mut question, to).await?;
        batch.hold(question.clone());
    }
    batch.note(
        question.id,
        timer.due_at,
        EventKind::Escalated {
            target: target.id,
            promise: target.kind.as_str().to_owned(),
            rung: step.to.as_str().to_owned(),
            told: told.iter().map(|user| user.id).collect(),
            reassigned: to.is_some(),
        },
    );
    // A step may come with the breach or after it: then there is no risk left to speak of.
    let broken = batch.running(timer).is_none();
    if step.by == NotifyBy::Email {
        let write = if broken { promise_broken } else { promise_at_risk };
        let letters = letters(tx, batch, timer, &target, &question, &told, write).await?;
        batch.post(letters);
    } else {
        let kind = if broken { AlertKind::PromiseBroken } else { AlertKind::PromiseAtRisk };
        let tell = |reader: &&User| news(kind, reader, timer, &question);
        batch.tell(told.iter().map(tell).collect());
    }
    Ok(())
}

/// Who is told. A question whose draft is in waits for the community managers alone; a rung on which nobody stands is
/// passed over upwards.
fn told<'s>(settings: &'s Settings, question: &Question, rung: EscalationTarget) -> Vec<&'s User> {
    let drafted = question.status == Status::Drafted;
    let one = match rung {
        EscalationTarget::Expert | EscalationTarget::Deputy if drafted => None,
        EscalationTarget::Expert => {
            question.assignee.expert().and_then(|id| settings.user(id)).filter(|user| user.active)
        }
        EscalationTarget::Deputy => deputy(settings, question),
        EscalationTarget::CommunityManager => None,
        EscalationTarget::Supervisor => {
            let watches = |user: &&User| user.active && watches_over(user);
            return settings.users.iter().filter(watches).collect();
        }
    };
    one.map_or_else(|| settings.community_managers().collect(), |user| vec![user])
}

/// Who reads reports and does not reply: a supervisor, in the words of the permission table.
fn watches_over(user: &User) -> bool {
    reach(user.role, Action::ReadReports) != AccessScope::Nothing
        && reach(user.role, Action::Reply) == AccessScope::Nothing
}

fn deputy<'s>(settings: &'s Settings, question: &Question) -> Option<&'s User> {
    let expert = question.assignee.expert().and_then(|id| settings.user(id))?;
    expert.expertise.deputy.filter(|id| settings.may_hold(*id)).and_then(|id| settings.user(id))
}

/// Who gets the question, if that is somebody else than who holds it, and there is still something to draft.
fn heir(settings: &Settings, question: &Question, rung: EscalationTarget) -> Option<Assignee> {
    if !matches!(question.status, Status::New | Status::Assigned) {
        return None;
    }
    let deputy = (rung == EscalationTarget::Deputy).then(|| deputy(settings, question)).flatten();
    let to = deputy.map_or(Assignee::CommunityManager, |user| Assignee::Expert(user.id));
    (to != question.assignee).then_some(to)
}

async fn give(tx: &mut Tx, batch: &Batch<'_>, question: &mut Question, to: Assignee) -> Result<(), Error> {
    let (app, now) = (batch.app, batch.now);
    let from = question.assignee;
    let assignment = Assignment {
        id: app.id(now),
        question: question.id,
        assignee: to,
        topic: question.topic,
        decided_by: DecidedBy::Escalation,
        confidence: None,
        explanation: None,
        reason: None,
        by: Actor::Desk,
        at: now,
        opened_at: None,
    };
    let mut history = History::new(app, Actor::Desk, now, question.id);
    question.status = question.status.assigned(to)?;
    question.assignee = to;
    tx.insert_assignment(&assignment).await?;
    let (assignment, decided_by) = (assignment.id, assignment.decided_by);
    history.note(EventKind::Assigned { assignment, from: Some(from), to, decided_by });
    let targets = tx.targets_of(question.id).await?;
    match to.expert() {
        Some(expert) => ask(tx, batch, &mut history, question, expert, &targets).await?,
        None => waive_draft(tx, &mut history, &targets, "no_expert", now).await?,
    }
    tx.hand_over_targets(question.id, to.expert()).await?;
    question.version = save_changed(app, tx, &mut history, question).await?;
    history.append(tx).await
}

/// A draft of the new expert's own, and a promise of it where the one that ran is broken.
async fn ask(
    tx: &mut Tx,
    batch: &Batch<'_>,
    history: &mut History,
    question: &Question,
    expert: UserId,
    targets: &[Target],
) -> Result<(), Error> {
    let (app, now) = (batch.app, batch.now);
    ask_for_draft(tx, requested(app, question, expert, now)).await?;
    let pending = |kind| move |target: &&Target| target.kind == kind && target.state == TargetState::Pending;
    if targets.iter().any(|target| pending(TargetKind::Draft)(&target)) {
        return Ok(());
    }
    let reply = targets.iter().find(pending(TargetKind::FirstReply)).and_then(|target| target.due_at);
    let customer = tx.customer(question.customer).await?;
    let tags = customer.map(|customer| customer.tags).unwrap_or_default();
    let terms = AppliedPolicy::select(&batch.settings, &Known::of(question, &tags, now));
    let terms = terms.map(|terms| terms.drafted_by(Some(expert), &batch.settings));
    let plan = terms.map(|terms| Plan { app, terms, question: question.id, expert: Some(expert), now });
    let Some(planned) = plan.zip(reply).and_then(|(plan, due_at)| plan.draft_before(due_at)) else {
        return Ok(());
    };
    begin(tx, history, &planned).await
}
