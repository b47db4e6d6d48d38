//! Nothing is held by somebody who is not there any more: the community managers take over.

use souffleur_app::{App, error::Error, history::History};
use souffleur_core::{
    Actor,
    assignment::{Assignment, DecidedBy},
    event::EventKind,
    id::{QuestionId, UserId},
    permission::Action,
    question::{Assignee, Question, Status},
};
use souffleur_store::{
    Tx,
    read::{InboxQuery, Scope},
};

use super::assign::{Assign, AssignTo, assign};

/// Questions that are looked for together.
const AT_ONCE: u32 = 100;

/// Before an old question is open again: if its expert may hold none any more, the community managers do.
pub(crate) async fn fall_back(
    app: &App,
    tx: &mut Tx,
    history: &mut History,
    question: &mut Question,
) -> Result<(), Error> {
    let from = question.assignee;
    if from.expert().is_none_or(|expert| app.settings().may_hold(expert)) {
        return Ok(());
    }
    question.assignee = Assignee::CommunityManager;
    let assignment = Assignment {
        id: app.id(history.now()),
        question: question.id,
        assignee: question.assignee,
        topic: question.topic,
        decided_by: DecidedBy::Fallback,
        confidence: None,
        explanation: None,
        reason: None,
        by: Actor::Desk,
        at: history.now(),
        opened_at: None,
    };
    tx.insert_assignment(&assignment).await?;
    let (assignment, to, decided_by) = (assignment.id, assignment.assignee, assignment.decided_by);
    history.note_at(history.now(), EventKind::Assigned { assignment, from: Some(from), to, decided_by });
    Ok(())
}

/// Gives everything that an expert holds to others, as the router finds them: they are leaving the desk, or their work.
/// Returns how many questions changed hands.
pub async fn release(app: &App, expert: UserId) -> Result<u64, Error> {
    let (mut released, mut before) = (0, None);
    while before != Some(released) {
        before = Some(released);
        for id in open_questions(app, expert).await? {
            let on = Assign { to: AssignTo::Decline, reason: None, version: None };
            match assign(app, Actor::Desk, id, on).await {
                Ok(_) => released += 1,
                // Somebody answered it or took it over meanwhile.
                Err(Error::IllegalStep(_) | Error::NotFound) => {}
                Err(error) => return Err(error),
            }
        }
    }
    Ok(released)
}

/// Passes on what somebody holds and has not drafted on: they are away. The router finds others, and learns nothing of it: it
/// was right about them. Returns how many questions changed hands.
pub async fn pass_on(app: &App, actor: Actor) -> Result<u64, Error> {
    actor.may(Action::Assign)?;
    let expert = actor.user().ok_or(Error::Forbidden)?;
    let query = InboxQuery {
        statuses: vec![Status::Assigned],
        alone: true,
        ..InboxQuery::new(Scope::Own(expert), AT_ONCE)
    };
    let mut passed = 0;
    for row in app.store().read().inbox(&query).await?.items {
        let on = Assign { to: AssignTo::Decline, reason: None, version: None };
        match assign(app, Actor::Desk, row.id, on).await {
            Ok(_) => passed += 1,
            // Somebody answered it or took it over meanwhile.
            Err(Error::IllegalStep(_) | Error::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(passed)
}

async fn open_questions(app: &App, expert: UserId) -> Result<Vec<QuestionId>, Error> {
    let statuses = Status::ALL.into_iter().filter(|status| status.is_open()).collect();
    let query = InboxQuery { statuses, ..InboxQuery::new(Scope::Own(expert), AT_ONCE) };
    Ok(app.store().read().inbox(&query).await?.items.into_iter().map(|row| row.id).collect())
}
