//! The promise, to the millisecond: kept strictly before its time, broken at it, and each alarm once.

use jiff::{SignedDuration, Timestamp};
use souffleur_app::view::TargetState;
use souffleur_core::{event::EventKind, id::QuestionId, question::Status};
use souffleur_insight::report::{Count, HandlingStage, TimeBasis};
use souffleur_question::question;
use souffleur_sla::TargetKind;
use souffleur_tests::{
    harness::{TestDesk, story::SIZES},
    on_both,
};

on_both!(
    a_millisecond_before_is_in_time,
    on_the_millisecond_is_too_late,
    a_late_reply_changes_nothing_about_it,
    every_alarm_sounds_once,
    what_is_asked_after_noon_is_due_tomorrow,
    closing_what_is_owed_is_counted_by_itself,
);

const DUE: &str = "2026-11-23T16:00:00Z";

fn due() -> Timestamp {
    DUE.parse().unwrap()
}

/// When the history says that a promise was broken.
async fn broken_at(desk: &TestDesk, id: QuestionId, kind: TargetKind) -> Vec<Timestamp> {
    let target = desk.target(id, kind).await.id;
    let events = desk.question(id).await.events.into_iter();
    let broken = events
        .filter(|event| matches!(&event.what, EventKind::TargetBreached { target: of, .. } if *of == target));
    broken.map(|event| event.at).collect()
}

async fn a_millisecond_before_is_in_time(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    assert_eq!(asked.due_at, Some(due()));
    desk.clock.set("2026-11-23T15:59:59.999Z");
    desk.settle().await;
    desk.reply(asked.id, "Du 38.").await;
    let first = desk.target(asked.id, TargetKind::FirstReply).await;
    assert_eq!((first.state, first.met_at), (TargetState::Met, Some(desk.now())));
    desk.pass(SignedDuration::from_hours(2)).await;
    assert!(broken_at(&desk, asked.id, TargetKind::FirstReply).await.is_empty());
    assert_eq!(desk.figures("2026-11-23").await.count(Count::Met), 1);
}

async fn on_the_millisecond_is_too_late(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    desk.clock.set(DUE);
    desk.settle().await;
    let first = desk.target(asked.id, TargetKind::FirstReply).await;
    assert_eq!((first.state, first.met_at), (TargetState::Breached, None));
    assert_eq!(broken_at(&desk, asked.id, TargetKind::FirstReply).await, [due()]);
    for to in ["cm@example.test", "lea@example.test"] {
        let link = format!("/{}", asked.id);
        let told = desk.letters_to(to).into_iter().filter(|letter| letter.text.contains(&link)).count();
        assert!(told >= 1, "{to} is told");
    }
    let late = desk.signed_in("camille").await.get("/inbox?view=late").await.is(200);
    assert_eq!(late.all("a.row-link", "href").len(), 1, "{}", late.text());
}

async fn a_late_reply_changes_nothing_about_it(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    // No timer ran meanwhile: the reply itself comes too late, and the breach is recorded at its true time.
    desk.clock.set("2026-11-23T16:30:00Z");
    desk.reply(asked.id, "Pardon pour le retard : du 38.").await;
    let first = desk.target(asked.id, TargetKind::FirstReply).await;
    assert_eq!((first.state, first.met_at), (TargetState::Breached, Some(desk.now())));
    assert_eq!(broken_at(&desk, asked.id, TargetKind::FirstReply).await, [due()]);
    desk.settle().await;
    assert_eq!(broken_at(&desk, asked.id, TargetKind::FirstReply).await, [due()], "once");
    assert_eq!(desk.question(asked.id).await.question.status, Status::Answered);
    let figures = desk.figures("2026-11-23").await;
    assert_eq!(
        (
            figures.count(Count::Met),
            figures.count(Count::Breached),
            figures.took(HandlingStage::Reply, TimeBasis::Real).p50
        ),
        (0, 1, Some(7 * 3600 + 1800))
    );
}

async fn every_alarm_sounds_once(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    // From alarm to alarm, each instant looked at twice.
    while let Some(next) = desk.app.store().read().next_timer_due().await.unwrap() {
        desk.clock.set(&next.to_string());
        desk.settle().await;
        desk.settle().await;
    }
    let view = desk.question(asked.id).await;
    let mut sounded: Vec<(String, String)> = Vec::new();
    for event in &view.events {
        match &event.what {
            EventKind::TargetWarned { promise, share, .. } => {
                sounded.push((promise.clone(), share.to_string()));
            }
            EventKind::TargetBreached { promise, .. } => sounded.push((promise.clone(), "broken".to_owned())),
            _ => {}
        }
    }
    sounded.sort();
    let each = |promise: &str| ["0.5", "0.8", "broken"].map(|what| (promise.to_owned(), what.to_owned()));
    assert_eq!(sounded, [each("draft"), each("first_reply")].concat());
    // Two warnings and a breach for each of the two promises, and the question itself before.
    assert_eq!(desk.letters_to("lea@example.test").len(), 7);
    assert_eq!(
        desk.letters_to("cm@example.test").len(),
        2,
        "what is broken, the community manager hears too"
    );
}

async fn what_is_asked_after_noon_is_due_tomorrow(desk: TestDesk) {
    let due_when_asked = async |asked_at: &str| {
        desk.clock.set(asked_at);
        desk.ask(SIZES).await.due_at.unwrap().to_string()
    };
    assert_eq!(due_when_asked("2026-11-23T10:59:59.999Z").await, "2026-11-23T16:00:00Z");
    assert_eq!(due_when_asked("2026-11-23T11:00:00Z").await, "2026-11-24T11:00:00Z", "12:00:00.000 is after");
    assert_eq!(due_when_asked("2026-11-28T09:00:00Z").await, "2026-11-30T16:00:00Z", "asked on a Saturday");
    assert_eq!(
        due_when_asked("2026-12-24T09:00:00Z").await,
        "2026-12-28T11:00:00Z",
        "closed at one, then Christmas: as who asks in the afternoon"
    );
}

async fn closing_what_is_owed_is_counted_by_itself(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let camille = desk.actor("camille");
    assert!(question::close(&desk.app, camille, asked.id, None, None).await.is_err(), "a reason is needed");
    question::close(&desk.app, camille, asked.id, Some("Spam".to_owned()), None).await.unwrap();
    desk.pass(SignedDuration::from_hours(30)).await;
    let figures = desk.figures("2026-11-23").await;
    assert_eq!(
        (figures.count(Count::Received), figures.count(Count::NoReplyNeeded), figures.count(Count::Breached)),
        (1, 1, 0)
    );
}
