//! A question changes hands: a community manager gives it to somebody, an expert hands it over or declines it. The
//! router learns from it.

use serde::{Deserialize, Serialize};
use souffleur_app::access::allow;
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
};
use souffleur_core::{
    Actor,
    id::{QuestionId, UserId},
    permission::Action,
    question::{Assignee, Question},
    text::Remark,
};

use super::{
    place::place_older,
    reassign::{Assigned, write},
    reassignment::ReassignmentContext,
};

/// Who is to hold a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AssignTo {
    /// This expert.
    Expert(UserId),
    /// The community managers.
    CommunityManager,
    /// Whoever the router finds next, but not who holds it now.
    Decline,
}

/// How a question changes hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assign {
    /// To whom.
    pub to: AssignTo,
    /// Why, for colleagues to read.
    pub reason: Option<String>,
    /// The version of the question that was seen, where the caller cares.
    pub version: Option<i64>,
}

/// Somebody else changing the question in between is no reason to refuse who did not name a version.
const ATTEMPTS: usize = 3;

/// Gives a question to somebody.
pub async fn assign(app: &App, actor: Actor, id: QuestionId, assign: Assign) -> Result<Assigned, Error> {
    actor.may(Action::Assign)?;
    let mut problems = Problems::default();
    let reason = problems.take_optional("reason", assign.reason.as_deref(), Remark::parse);
    problems.check()?;
    for _ in 1..ATTEMPTS {
        match hand_over(app, actor, id, &assign, reason.clone()).await {
            Err(Error::Stale { .. }) if assign.version.is_none() => {}
            answer => return answer,
        }
    }
    hand_over(app, actor, id, &assign, reason).await
}

/// Decides upon what the question is now, and writes if it still is.
async fn hand_over(
    app: &App,
    actor: Actor,
    id: QuestionId,
    assign: &Assign,
    reason: Option<Remark>,
) -> Result<Assigned, Error> {
    let reader = app.store().read();
    let seen = allow(&reader, actor, Action::Assign, reader.question(id).await?).await?;
    if assign.version.is_some_and(|version| version != seen.version) {
        return Err(Error::Stale { current: seen.version });
    }
    let case = ReassignmentContext::load(app, &app.store().read(), actor, seen, reason).await?;
    let handover = match assign.to {
        AssignTo::Expert(expert) => {
            check_expert(app, &case.question, expert)?;
            case.give_to(Assignee::Expert(expert))?
        }
        AssignTo::CommunityManager => {
            refuse_same(&case.question, Assignee::CommunityManager)?;
            case.give_to(Assignee::CommunityManager)?
        }
        AssignTo::Decline => {
            let Some(present) = case.question.assignee.expert() else {
                return Err(Error::IllegalStep(
                    "a question that no expert holds can't be declined".to_owned(),
                ));
            };
            let handover = case.give_to_next_best(&[present]).await?;
            if handover.assignment.assignee.expert().is_none() || place_older(app).await? == 0 {
                handover
            } else {
                // The room went to a question that had waited for it longer.
                handover.case.give_to_next_best(&[present]).await?
            }
        }
    };
    write(app, actor, handover).await
}

/// A question goes to somebody who is there, drafts, and does not hold it already.
fn check_expert(app: &App, question: &Question, expert: UserId) -> Result<(), Error> {
    if !app.settings().may_hold(expert) {
        return Err(Error::invalid("expert_id", Problem::Unknown));
    }
    refuse_same(question, Assignee::Expert(expert))
}

fn refuse_same(question: &Question, assignee: Assignee) -> Result<(), Error> {
    if question.assignee == assignee {
        return Err(Error::IllegalStep("whom it is given to holds the question already".to_owned()));
    }
    Ok(())
}
