//! The machine stops and starts again: what was promised is watched over all the same.

use souffleur_core::event::EventKind;
use souffleur_jobs::fire_timers;
use souffleur_sla::TargetKind;
use souffleur_tests::{
    harness::{
        Base, TestDesk,
        story::{CUSTOMER, SIZES},
    },
    on_both,
};

on_both!(
    a_promise_that_broke_while_the_desk_was_down_is_recorded_once,
    letters_that_had_not_left_leave,
    many_watchers_sound_each_alarm_once,
);

async fn breaches(desk: &TestDesk, id: souffleur_core::id::QuestionId) -> Vec<(String, String)> {
    let events = desk.question(id).await.events.into_iter();
    let breach = |event: souffleur_core::event::Event| match event.what {
        EventKind::TargetBreached { promise, .. } => Some((promise, event.at.to_string())),
        _ => None,
    };
    let mut breaches: Vec<_> = events.filter_map(breach).collect();
    breaches.sort();
    breaches
}

async fn a_promise_that_broke_while_the_desk_was_down_is_recorded_once(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let draft_due = desk.target(asked.id, TargetKind::Draft).await.due_at.unwrap().to_string();
    let clock = desk.clock.clone();
    clock.set("2026-11-23T19:00:00Z");
    let desk = desk.restarted().await;
    desk.settle().await;
    let expected =
        [("draft".to_owned(), draft_due), ("first_reply".to_owned(), "2026-11-23T16:00:00Z".to_owned())];
    assert_eq!(breaches(&desk, asked.id).await, expected, "at their true times");
    let told = desk.letters_to("lea@example.test").len();
    let desk = desk.restarted().await;
    desk.settle().await;
    assert_eq!(breaches(&desk, asked.id).await, expected, "and once");
    assert_eq!(desk.letters_to("lea@example.test").len(), told);
    // A warning that comes too late is none.
    assert_eq!(told, 2, "the question, and one letter of two broken promises");
}

async fn letters_that_had_not_left_leave(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let desk = desk.restarted().await;
    assert!(desk.letters().is_empty());
    desk.settle().await;
    assert_eq!(desk.letters_to(CUSTOMER).len(), 1, "the receipt");
    desk.reply(asked.id, "Du 38.").await;
    let desk = desk.restarted().await;
    desk.settle().await;
    assert_eq!(desk.letters_to(CUSTOMER).len(), 2);
    let desk = desk.restarted().await;
    desk.settle().await;
    assert_eq!(desk.letters_to(CUSTOMER).len(), 2);
}

/// On PostgreSQL there is a second node, with connections of its own.
async fn many_watchers_sound_each_alarm_once(desk: TestDesk) {
    let mut asked = Vec::new();
    for _ in 0..10 {
        asked.push(desk.ask(SIZES).await.id);
    }
    desk.clock.set("2026-11-23T17:00:00Z");
    let other = match desk.base() {
        Base::Sqlite => desk.app.clone(),
        Base::Postgres => desk.another_node().await,
    };
    let passes = [&desk.app, &other, &desk.app, &other].map(fire_timers::pass);
    let fired: u64 = futures_util::future::join_all(passes).await.into_iter().map(Result::unwrap).sum();
    let mut reply_breaches = 0;
    for id in asked {
        let breaches = breaches(&desk, id).await;
        reply_breaches += breaches.iter().filter(|(promise, _)| promise == "first_reply").count();
        let mut once = breaches.clone();
        once.dedup();
        assert_eq!(breaches, once);
    }
    assert_eq!(reply_breaches, 10);
    assert!(fired >= 30, "{fired}: two warnings and a breach for each");
    // A letter that was written while the other node was at work may have left some for the next.
    desk.pass(jiff::SignedDuration::from_mins(5)).await;
    assert_eq!(desk.app.store().read().next_timer_due().await.unwrap(), None);
}
