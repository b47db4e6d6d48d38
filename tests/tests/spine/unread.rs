//! Who got a question looks at it, or does not: then it goes on, and to nobody twice.

use jiff::SignedDuration;
use souffleur_admin::settings::{DeskFile, apply};
use souffleur_app::training::retrain;
use souffleur_core::{
    Actor,
    event::EventKind,
    id::{QuestionId, UserId},
    question::Assignee,
};
use souffleur_jobs::fire_timers;
use souffleur_question::{
    intake::{Ask, AskCustomer, ask},
    question::{Assign, AssignTo, assign, get},
};
use souffleur_sla::TargetKind;
use souffleur_store::TargetState;

use crate::testing::{Desk, FILE};

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
