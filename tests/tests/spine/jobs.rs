//! What the desk does by itself, with a clock moved by hand.

use std::collections::BTreeSet;

use jiff::{SignedDuration, Timestamp};
use souffleur_admin::settings;
use souffleur_channels::email::{Cause, SendError, Step};
use souffleur_core::{Actor, alert::AlertKind, delivery::DeliveryState, event::EventKind, id::QuestionId};
use souffleur_jobs::{
    Runner,
    deliver_outbox::{self, Delivered},
    fire_timers, learn, tidy,
};
use souffleur_question::intake::{Ask, AskCustomer, ask};
use souffleur_store::TargetState;
use tokio::sync::watch;

use crate::testing::{Desk, Kept};

/// Asks Léa for a size, with or without an address.
async fn asked(desk: &Desk, email: Option<&str>) -> QuestionId {
    let question = Ask {
        body: "Bonjour, quelle taille et quelle coupe choisir d'après le guide des tailles ?".to_owned(),
        customer: AskCustomer { name: "Zoé".to_owned(), email: email.map(str::to_owned), handle: None },
        ..Ask::default()
    };
    ask(&desk.app, Actor::Customer, question).await.unwrap().id
}

async fn history(desk: &Desk, question: QuestionId) -> Vec<(Timestamp, &'static str)> {
    let events = desk.app.store().read().events_of(question).await.unwrap();
    let timed =
        |what: &EventKind| matches!(what, EventKind::TargetWarned { .. } | EventKind::TargetBreached { .. });
    events.iter().filter(|event| timed(&event.what)).map(|event| (event.at, event.what.as_str())).collect()
}

/// Delivers everything and says which letters went to whom.
async fn delivered(desk: &Desk) -> Vec<(String, String)> {
    let post = Kept::default();
    while deliver_outbox::pass(&desk.app, &post).await.unwrap().all() > 0 {}
    let letters = post.letters.into_inner().unwrap();
    letters.into_iter().map(|letter| (letter.to.address.to_string(), letter.subject)).collect()
}

#[tokio::test]
async fn a_promise_is_warned_of_and_broken_once_at_its_true_time() {
    let desk = Desk::set_up().await;
    let question = asked(&desk, None).await;
    delivered(&desk).await;
    assert_eq!(fire_timers::pass(&desk.app).await.unwrap(), 0);
    // From 10:55 to 17:00 the draft has 60 %: until 14:34. Half of that is over at 12:44:30.
    desk.clock.pass(SignedDuration::from_hours(2));
    assert_eq!(fire_timers::pass(&desk.app).await.unwrap(), 2, "the warning, and the letter that says it");
    assert_eq!(fire_timers::pass(&desk.app).await.unwrap(), 0, "once");
    let at = |text: &str| text.parse::<Timestamp>().unwrap();
    assert_eq!(history(&desk, question).await, [(at("2025-11-24T11:44:30Z"), "target_warned")]);
    let warned = delivered(&desk).await;
    assert_eq!(warned.len(), 1, "{warned:?}");
    assert_eq!(warned[0].0, "lea@example.test");
    // The night passes before anybody looks again.
    desk.clock.pass(SignedDuration::from_hours(20));
    assert_eq!(fire_timers::pass(&desk.app).await.unwrap(), 5 + 2, "what happened, and a letter each");
    let history = history(&desk, question).await;
    assert_eq!(history.last(), Some(&(at("2025-11-24T16:00:00Z"), "target_breached")));
    assert!(history.is_sorted(), "{history:?}");
    let targets = desk.app.store().read().targets_of(question).await.unwrap();
    assert!(targets.iter().all(|target| target.state == TargetState::Breached && target.met_at.is_none()));
    let mut broken = delivered(&desk).await;
    broken.sort();
    let readers: Vec<&str> = broken.iter().map(|(to, _)| to.as_str()).collect();
    assert_eq!(
        readers,
        ["cm@example.test", "lea@example.test"],
        "of draft and reply together, and no warning that comes too late: {broken:?}"
    );
}

#[tokio::test]
async fn what_nobody_in_particular_holds_concerns_the_community_managers() {
    let desk = Desk::set_up().await;
    let question = Ask {
        body: "Vendez-vous des tracteurs agricoles ?".to_owned(),
        customer: AskCustomer { name: "Zoé".to_owned(), ..AskCustomer::default() },
        ..Ask::default()
    };
    let asked = ask(&desk.app, Actor::Customer, question).await.unwrap();
    let row = desk.app.store().read().question(asked.id).await.unwrap().unwrap();
    assert_eq!(row.assignee.expert(), None);
    delivered(&desk).await;
    desk.clock.pass(SignedDuration::from_hours(4));
    assert!(fire_timers::pass(&desk.app).await.unwrap() > 0);
    let warned = delivered(&desk).await;
    assert!(!warned.is_empty() && warned.iter().all(|(to, _)| to == "cm@example.test"), "{warned:?}");
}

/// The receipt, and the call to work.
async fn two_letters(desk: &Desk) {
    asked(desk, Some("zoe@client.test")).await;
}

fn failure(cause: Cause, step: Step) -> SendError {
    SendError::new(cause, step, "no luck")
}

#[tokio::test]
async fn a_letter_that_a_server_refuses_or_defers_fails_alone() {
    let desk = Desk::set_up().await;
    two_letters(&desk).await;
    let deferred = || failure(Cause::LetterDeferred, Step::Recipient);
    let post = Kept::default();
    post.failures.lock().unwrap().extend([deferred(), failure(Cause::LetterRefused, Step::Recipient)]);
    let first = deliver_outbox::pass(&desk.app, &post).await.unwrap();
    assert_eq!(first, Delivered { sent: 0, retried: 1, given_up: 1, held: 0 });
    assert_eq!(deliver_outbox::pass(&desk.app, &post).await.unwrap().all(), 0, "not before its time");
    // Deferred for five days, hour by hour.
    for _ in 0..(5 * 24 - 4) {
        desk.clock.pass(SignedDuration::from_mins(76));
        if desk.app.store().read().outbox_waiting().await.unwrap() > 0 {
            post.failures.lock().unwrap().push_back(deferred());
            deliver_outbox::pass(&desk.app, &post).await.unwrap();
        }
    }
    assert_eq!(desk.app.store().read().outbox_waiting().await.unwrap(), 0, "given up at last");
    assert_eq!(desk.app.store().read().failed_deliveries().await.unwrap(), 2);
    assert!(post.letters.lock().unwrap().is_empty());
}

#[tokio::test]
async fn an_outage_of_days_costs_no_letter_an_attempt_and_is_told_once() {
    let desk = Desk::set_up().await;
    two_letters(&desk).await;
    let post = Kept::default();
    let refused = || failure(Cause::TransportRefused, Step::Auth);
    let mut tried = 0;
    for _ in 0..(10 * 24 * 4) {
        post.failures.lock().unwrap().extend(std::iter::repeat_with(refused).take(8));
        let delivered = deliver_outbox::pass(&desk.app, &post).await.unwrap();
        assert_eq!(delivered.all(), 0);
        tried += delivered.held;
        desk.clock.pass(SignedDuration::from_mins(15));
    }
    assert!(tried >= 900, "it is tried again by itself: {tried}");
    let waiting = desk.app.store().read().outbox(9).await.unwrap();
    assert!(waiting.len() == 2 && waiting.iter().all(|item| item.attempts == 0), "{waiting:?}");
    let told = |kind: AlertKind| {
        let (app, users) = (desk.app.clone(), [desk.id("cm"), desk.id("admin"), desk.id("lea")]);
        async move {
            let mut counts = Vec::new();
            for user in users {
                let rows = app.store().read().alerts_of(user, app.now(), 99).await.unwrap();
                counts.push(rows.iter().filter(|row| row.kind == kind).count());
            }
            counts
        }
    };
    assert_eq!(told(AlertKind::MailPaused).await, [1, 1, 0]);
    assert_eq!(told(AlertKind::MailResumed).await, [0, 0, 0]);
    post.failures.lock().unwrap().clear();
    let mut sent = 0;
    while sent < 2 {
        sent += deliver_outbox::pass(&desk.app, &post).await.unwrap().sent;
    }
    assert_eq!(told(AlertKind::MailResumed).await, [1, 1, 0]);
    assert_eq!(told(AlertKind::MailPaused).await, [1, 1, 0]);
}

#[tokio::test]
async fn an_unknown_outcome_is_tried_again_under_the_same_id() {
    let desk = Desk::set_up().await;
    two_letters(&desk).await;
    let post = Kept::default();
    let before: Vec<_> = desk.app.store().read().outbox(9).await.unwrap();
    post.failures.lock().unwrap().push_back(failure(Cause::Unknown, Step::Content));
    let first = deliver_outbox::pass(&desk.app, &post).await.unwrap();
    assert_eq!((first.sent, first.retried), (1, 1), "one drop does not stop the others");
    let counts = desk.app.store().read().delivery_counts().await.unwrap();
    assert_eq!(counts.by_state, [(DeliveryState::Unknown, 1)].into());
    desk.clock.pass(SignedDuration::from_mins(1));
    assert_eq!(deliver_outbox::pass(&desk.app, &post).await.unwrap().sent, 1);
    let sent: BTreeSet<String> =
        post.letters.lock().unwrap().iter().map(|letter| letter.id.clone()).collect();
    let ids = before.iter().map(|item| match &item.effect {
        souffleur_store::Effect::Letter(letter) => letter.message_id.clone(),
        souffleur_store::Effect::Post(_) => unreachable!(),
    });
    assert_eq!(sent, ids.collect());
}

#[tokio::test]
async fn what_a_node_was_sending_when_it_ended_is_sent_when_it_starts_again() {
    let desk = Desk::set_up().await;
    two_letters(&desk).await;
    let (app, now) = (&desk.app, desk.app.now());
    let mut tx = app.store().begin().await.unwrap();
    let node = app.config().delivery.node;
    assert_eq!(tx.claim_outbox(now, node, now + SignedDuration::from_mins(1), 9).await.unwrap().len(), 2);
    tx.commit().await.unwrap();
    let post = Kept::default();
    assert_eq!(deliver_outbox::pass(app, &post).await.unwrap().all(), 0, "somebody has them");
    assert_eq!(deliver_outbox::release(app).await.unwrap(), 2);
    assert_eq!(deliver_outbox::pass(app, &post).await.unwrap().sent, 2, "no time has passed");
}

#[tokio::test]
async fn the_jobs_run_by_themselves_and_stop_when_told() {
    let desk = Desk::set_up().await;
    let (stop, stopping) = watch::channel(false);
    let post = std::sync::Arc::new(Kept::default());
    let runner = Runner::start(&desk.app, souffleur_jobs::all(std::sync::Arc::clone(&post) as _), &stopping);
    let mut notices = desk.app.store().subscribe();
    asked(&desk, Some("zoe@client.test")).await;
    // No sleep: look again whenever something was committed.
    while desk.app.store().read().outbox_waiting().await.unwrap() > 0 {
        tokio::select! {
            _ = notices.recv() => {}
            () = tokio::task::yield_now() => {}
        }
    }
    assert_eq!(post.letters.lock().unwrap().len(), 2, "the receipt and the call to work");
    stop.send(true).unwrap();
    runner.finished().await;
}

#[tokio::test]
async fn the_questions_of_who_leaves_are_held_by_others_at_once() {
    let desk = Desk::set_up().await;
    let (app, admin) = (&desk.app, desk.administrator());
    let question = asked(&desk, None).await;
    let holder = || async { app.store().read().question(question).await.unwrap().unwrap().assignee.expert() };
    let held_by = holder().await.unwrap();
    let form = settings::user::get(app, admin, held_by).await.unwrap().form();
    let gone = settings::user::UserForm { active: false, ..form };
    settings::user::save(app, admin, Some(held_by), gone).await.unwrap();
    assert_ne!(holder().await, Some(held_by));
    assert_eq!(tidy::pass(app).await.unwrap(), 0);
}

#[tokio::test]
async fn the_router_is_trained_when_topics_change() {
    let desk = Desk::set_up().await;
    let (app, admin) = (&desk.app, desk.administrator());
    let mut topics = app.settings().topics.clone();
    assert!(!learn::pass(app, &mut topics).await.unwrap());
    let form = settings::topic::TopicForm {
        key: "press".to_owned(),
        name: "Presse".to_owned(),
        ..settings::topic::TopicForm::default()
    };
    let id = settings::topic::save(app, admin, None, form).await.unwrap();
    assert!(learn::pass(app, &mut topics).await.unwrap());
    assert!(app.router().model().topics().contains(&id));
}
