//! What is done follows nothing, and nothing follows it: whoever was not answered with it goes back to their own expert, so
//! that nobody is forgotten.

use souffleur_app::{
    App,
    error::Error,
    history::History,
    promise::{AppliedPolicy, Known, Plan, begin, owed_reply},
};
use souffleur_core::{
    Actor,
    event::EventKind,
    id::QuestionId,
    question::{Question, Status},
};
use souffleur_sla::TargetKind;
use souffleur_store::{TargetState, Tx};

use crate::{
    alert::notify_assignee,
    draft_request::{ask_for_draft, requested},
    question::save_changed,
};

/// A question that was open is done. Those that follow it and whose own reply is about to leave stay until it has.
/// Says whether any went back.
pub(super) async fn let_go(app: &App, tx: &mut Tx, question: &mut Question) -> Result<bool, Error> {
    question.lead = None;
    let (lead, number, mut went) = (question.id, question.number, false);
    for follower in tx.followers(lead).await? {
        if follower.leaves_at.is_none() {
            release(app, tx, follower.id, (lead, number)).await?;
            went = true;
        }
    }
    Ok(went)
}

async fn release(app: &App, tx: &mut Tx, id: QuestionId, lead: (QuestionId, i64)) -> Result<(), Error> {
    let now = app.now();
    let Some(mut question) = tx.question_for_update(id).await? else { return Ok(()) };
    question.lead = None;
    let mut history = History::new(app, Actor::Desk, now, id);
    history.note(EventKind::Unfollowed { lead: lead.0, number: lead.1, done: true });
    ask_again(app, tx, &mut history, &question).await?;
    save_changed(app, tx, &mut history, &question).await?;
    history.append(tx).await
}

/// Asks the expert who holds a question for a draft of their own again, by when is counted from now.
pub(in crate::question) async fn ask_again(
    app: &App,
    tx: &mut Tx,
    history: &mut History,
    question: &Question,
) -> Result<(), Error> {
    let (settings, now) = (app.settings(), history.now());
    let Some(expert) = question.assignee.expert().filter(|_| question.status == Status::Assigned) else {
        return Ok(());
    };
    ask_for_draft(tx, requested(app, question, expert, now)).await?;
    let unmet = tx.unmet_targets(question.id).await?;
    let runs = |target: &souffleur_store::Target| {
        target.kind == TargetKind::Draft && target.state == TargetState::Pending
    };
    let due_at = owed_reply(&unmet).and_then(|target| target.due_at);
    if let Some(due_at) = due_at.filter(|_| !unmet.iter().any(runs)) {
        let tags = tx.customer(question.customer).await?.map(|known| known.tags).unwrap_or_default();
        let terms = AppliedPolicy::select(&settings, &Known::of(question, &tags, now));
        let terms = terms.map(|terms| terms.drafted_by(Some(expert), &settings));
        let plan = terms.map(|terms| Plan { app, terms, question: question.id, expert: Some(expert), now });
        if let Some(planned) = plan.and_then(|plan| plan.draft_before(due_at)) {
            begin(tx, history, &planned).await?;
        }
    }
    notify_assignee(app, tx, &settings, now, question).await
}
