//! Who got a question looks at it, or does not: then it goes back to the router, which gives it to nobody twice.

use jiff::Timestamp;
use souffleur_core::{
    Actor,
    assignment::Assignment,
    event::EventKind,
    id::UserId,
    question::{Question, Status},
};
use souffleur_store::{OutboxItem, Tx};

use super::{
    case::Case,
    handover::{Handover, Hands},
    waiting::save_changed,
};
use crate::{app::App, error::Error, ledger::Ledger, view::QuestionView};

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
            tracing::warn!(%error, error.sources = %crate::error::Sources(&error), "that a question was opened could not be written");
        }
    }
}

/// Passes a question on that an expert has not opened, and says how it is now and what letter goes with that; none if they
/// have, or have worked on it, or got it so lately that their time has not come.
pub(crate) async fn give_back(
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
    let case = Case::load(app, tx, Actor::Desk, question.clone(), None).await?;
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
    let mut ledger = Ledger::new(app, Actor::Desk, now, question.id);
    ledger.note(EventKind::LeftUnread { target: draft.id, by });
    let mut hands = Hands { tx, ledger: &mut ledger, question: &mut question, now };
    handover.carry_out(&mut hands).await?;
    question.version = save_changed(app, tx, &mut ledger, &question).await?;
    ledger.append(tx).await?;
    let Handover { letter, .. } = handover;
    Ok(Some((question, letter)))
}

/// Everybody who has had the question.
fn asked(assignments: &[Assignment]) -> Vec<UserId> {
    assignments.iter().filter_map(|assignment| assignment.assignee.expert()).collect()
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use souffleur_core::{id::QuestionId, question::Assignee};
    use souffleur_sla::TargetKind;
    use souffleur_store::TargetState;

    use super::*;
    use crate::{
        intake::{Ask, AskCustomer, ask},
        jobs::fire_timers,
        question::{Assign, AssignTo, assign, get},
        routing::retrain,
        settings::{DeskFile, apply},
        testing::{Desk, FILE},
    };

    /// A desk that gives unopened questions on at half of the expert's time, and a question that is Léa's. It is asked at
    /// 10:55 and to be answered before 17:00, so the draft is due at 14:34 and half of that is over at 12:44:30.
    async fn asked() -> (Desk, QuestionId) {
        let desk = Desk::empty().await;
        let file = FILE.replace("reply = 0.6 }", "reply = 0.6, return_unread_at = 0.5 }");
        apply(&desk.app, Actor::Desk, DeskFile::parse(&file).unwrap()).await.unwrap();
        retrain(&desk.app).await.unwrap();
        let question = Ask {
            body: "Bonjour, quelle taille choisir d'après le guide des tailles ?".to_owned(),
            customer: AskCustomer { name: "Zoé".to_owned(), ..AskCustomer::default() },
            ..Ask::default()
        };
        let id = ask(&desk.app, desk.actor("cm"), question).await.unwrap().id;
        assert_eq!(holder(&desk, id).await, Assignee::Expert(desk.id("lea")));
        (desk, id)
    }

    async fn holder(desk: &Desk, id: QuestionId) -> Assignee {
        desk.app.store().read().question(id).await.unwrap().unwrap().assignee
    }

    /// Lets minutes pass, and what falls into them happen.
    async fn pass(desk: &Desk, minutes: i64) {
        desk.clock.pass(SignedDuration::from_mins(minutes));
        fire_timers::pass(&desk.app).await.unwrap();
    }

    async fn left_by(desk: &Desk, id: QuestionId) -> Vec<UserId> {
        let events = desk.app.store().read().events_of(id).await.unwrap();
        let left = |what: &EventKind| match what {
            EventKind::LeftUnread { by, .. } => Some(*by),
            _ => None,
        };
        events.iter().filter_map(|event| left(&event.what)).collect()
    }

    #[tokio::test]
    async fn what_nobody_opens_goes_on_and_to_nobody_twice() {
        let (desk, id) = asked().await;
        pass(&desk, 109).await;
        assert_eq!(holder(&desk, id).await, Assignee::Expert(desk.id("lea")), "half a minute is left");
        pass(&desk, 1).await;
        assert_eq!(holder(&desk, id).await, Assignee::Expert(desk.id("karim")));
        assert_eq!(fire_timers::pass(&desk.app).await.unwrap(), 0, "once");
        // Half of the 109 minutes that are left.
        pass(&desk, 53).await;
        assert_eq!(holder(&desk, id).await, Assignee::Expert(desk.id("karim")));
        pass(&desk, 2).await;
        assert_eq!(holder(&desk, id).await, Assignee::CommunityManager, "nobody is left to ask");
        assert_eq!(left_by(&desk, id).await, [desk.id("lea"), desk.id("karim")]);
        let targets = desk.app.store().read().targets_of(id).await.unwrap();
        let draft = targets.iter().find(|target| target.kind == TargetKind::Draft).unwrap();
        assert_eq!(draft.state, TargetState::NoReplyNeeded);
        assert_eq!(desk.app.store().verify().await.unwrap().findings, []);
    }

    #[tokio::test]
    async fn what_its_expert_has_opened_stays_theirs() {
        let (desk, id) = asked().await;
        get(&desk.app, desk.actor("cm"), id).await.unwrap();
        let seen = get(&desk.app, desk.actor("lea"), id).await.unwrap();
        assert!(seen.assignments[0].opened_at.is_some());
        pass(&desk, 115).await;
        assert_eq!(holder(&desk, id).await, Assignee::Expert(desk.id("lea")));
        assert!(left_by(&desk, id).await.is_empty());
    }

    #[tokio::test]
    async fn only_its_expert_can_open_it() {
        let (desk, id) = asked().await;
        let seen = get(&desk.app, desk.actor("cm"), id).await.unwrap();
        assert_eq!(seen.assignments[0].opened_at, None);
        pass(&desk, 115).await;
        assert_eq!(left_by(&desk, id).await, [desk.id("lea")]);
    }

    #[tokio::test]
    async fn who_gets_it_by_hand_has_time_of_their_own() {
        let (desk, id) = asked().await;
        pass(&desk, 100).await;
        let karim = Assign { to: AssignTo::Expert(desk.id("karim")), reason: None, version: None };
        assign(&desk.app, desk.actor("cm"), id, karim).await.unwrap();
        pass(&desk, 30).await;
        assert_eq!(holder(&desk, id).await, Assignee::Expert(desk.id("karim")), "Léa's hour is not his");
        pass(&desk, 31).await;
        assert_eq!(left_by(&desk, id).await, [desk.id("karim")]);
    }

    #[tokio::test]
    async fn after_a_stop_beyond_the_draft_it_stays_where_it_is() {
        let (desk, id) = asked().await;
        pass(&desk, 240).await;
        assert_eq!(holder(&desk, id).await, Assignee::Expert(desk.id("lea")));
        assert!(left_by(&desk, id).await.is_empty());
    }
}
