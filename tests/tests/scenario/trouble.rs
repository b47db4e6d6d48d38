//! What can't be done holds up nothing else: it is set aside, counted, and tried again by itself.

use jiff::SignedDuration;
use souffleur_app::{health, view::TargetState};
use souffleur_sla::TargetKind;
use souffleur_tests::{
    harness::{TestDesk, story::SIZES},
    on_both,
};

on_both!(a_timer_that_always_fails_holds_up_no_other, a_question_that_cannot_be_counted_holds_up_no_timer,);

const DUE: &str = "2026-11-23T16:00:00Z";

async fn set_aside(desk: &TestDesk) -> u64 {
    health::check(&desk.app).await.unwrap().set_aside
}

async fn a_timer_that_always_fails_holds_up_no_other(desk: TestDesk) {
    let (broken, sound) = (desk.ask_for("lea", SIZES).await, desk.ask_for("lea", SIZES).await);
    let breach = format!(
        "kind = '{{}}' WHERE target_id IN (SELECT target.id FROM target JOIN question \
         ON question.id = target.question_id WHERE question.number = {} AND target.kind = 'first_reply')",
        broken.number
    );
    let spoil = format!("UPDATE timer SET {} AND kind = 'breach'", breach.replace("{}", "unheard-of"));
    assert_eq!(desk.meddle(&spoil).await, 1);
    desk.clock.set(DUE);
    desk.settle().await;
    let state = async |id| desk.target(id, TargetKind::FirstReply).await.state;
    assert_eq!(state(sound.id).await, TargetState::Breached, "its neighbour fires all the same");
    assert_eq!(state(broken.id).await, TargetState::Pending);
    assert_eq!(set_aside(&desk).await, 1);
    let metrics = desk.visitor().get("/metrics").await.is(200);
    assert!(metrics.html.contains("souffleur_timers_failing 1"), "{}", metrics.html);
    desk.visitor().get("/readyz").await.is(200);
    // It is tried again later and later, and what is asked meanwhile is watched over as ever.
    let attempts = "SELECT 'n' AS name, CAST(attempts AS bigint) AS n FROM timer_trouble";
    assert_eq!(desk.query(attempts).await[0].1, 1);
    desk.pass(SignedDuration::from_secs(29)).await;
    assert_eq!(desk.query(attempts).await[0].1, 1);
    desk.pass(SignedDuration::from_secs(1)).await;
    assert_eq!(desk.query(attempts).await[0].1, 2);
    let mend = format!("UPDATE timer SET {} AND kind = 'unheard-of'", breach.replace("{}", "breach"));
    assert_eq!(desk.meddle(&mend).await, 1);
    desk.pass(SignedDuration::from_mins(1)).await;
    assert_eq!(state(broken.id).await, TargetState::Breached, "as soon as it can, at its true time");
    assert_eq!(set_aside(&desk).await, 0);
}

async fn a_question_that_cannot_be_counted_holds_up_no_timer(desk: TestDesk) {
    let (broken, sound) = (desk.ask_for("lea", SIZES).await, desk.ask_for("lea", SIZES).await);
    let spoil = format!(
        "UPDATE target SET kind = 'unheard-of' WHERE kind = 'draft' \
         AND question_id = (SELECT id FROM question WHERE number = {})",
        broken.number
    );
    assert_eq!(desk.meddle(&spoil).await, 1);
    desk.meddle("INSERT INTO recount (question_id, why) SELECT id, 'calendar' FROM question").await;
    desk.clock.set(DUE);
    desk.settle().await;
    let state = desk.target(sound.id, TargetKind::FirstReply).await.state;
    assert_eq!(state, TargetState::Breached, "timers fire though one question can't be counted");
    assert_eq!(desk.app.store().read().recounts_in_trouble().await.unwrap(), 1);
}
