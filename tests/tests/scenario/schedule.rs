//! A reply that was sent can be taken back for a moment, or leaves at an hour that was chosen. Until it leaves nothing has
//! been said, and what changed meanwhile keeps it from leaving.

use jiff::SignedDuration;
use souffleur_admin::settings;
use souffleur_app::{Error, view::TargetState};
use souffleur_core::{
    alert::AlertKind,
    event::EventKind,
    id::QuestionId,
    message::MessageKind,
    scheduled::{ScheduledReply, StopReason},
};
use souffleur_jobs::send_replies;
use souffleur_question::{
    alert,
    question::{self, Reply, UNDO},
};
use souffleur_sla::TargetKind;
use souffleur_tests::{
    harness::{Letter, TestDesk, story::SIZES},
    on_both,
};

on_both!(
    a_reply_can_be_taken_back_for_a_moment,
    an_hour_is_read_by_the_writers_own_clock,
    a_scheduled_reply_leaves_at_its_hour_and_only_then_keeps_the_promise,
    what_changed_meanwhile_keeps_it_from_leaving,
    who_left_the_house_speaks_no_more,
    two_nodes_send_it_once,
    another_reply_waits_its_turn,
    an_hour_that_cannot_be_meant_is_refused,
);

const TEXT: &str = "Prenez du 38.";

fn reply(version: i64) -> Reply {
    Reply {
        body: TEXT.to_owned(),
        draft_id: None,
        files: vec![],
        version,
        weight: MessageKind::Reply,
        confirmed_leaks: false,
    }
}

async fn scheduled(desk: &TestDesk, id: QuestionId, hours: i64) -> ScheduledReply {
    let version = desk.question(id).await.question.version;
    let at = desk.now() + SignedDuration::from_hours(hours);
    question::schedule(&desk.app, desk.actor("camille"), id, reply(version), at).await.unwrap()
}

async fn waits(desk: &TestDesk, id: QuestionId) -> Option<ScheduledReply> {
    question::scheduled(&desk.app, desk.actor("camille"), id).await.unwrap()
}

async fn a_reply_can_be_taken_back_for_a_moment(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let (camille, marie) = (desk.signed_in("camille").await, desk.visitor());
    let (place, thread) = (format!("/questions/{}", asked.id), format!("/q/{}", asked.token.as_str()));
    let action = format!("{place}/reply");
    camille.fill(&place, &action, &[("body", TEXT)]).await.is(303);
    desk.pass(UNDO - SignedDuration::from_secs(1)).await;
    marie.get(&thread).await.is(200).does_not_say(TEXT);
    assert_eq!(desk.target(asked.id, TargetKind::FirstReply).await.state, TargetState::Pending);
    assert_eq!(
        camille.get("/inbox").await.all(".row-leaves", "title").len(),
        1,
        "the list says that it waits"
    );

    let waiting = camille.get(&place).await.is(200);
    camille.submit(&waiting, &format!("{place}/recall"), &[]).await.is(303);
    desk.pass(UNDO).await;
    marie.get(&thread).await.does_not_say(TEXT);
    let page = camille.get(&place).await.is(200);
    assert!(page.form(&action).contains(&("body".to_owned(), TEXT.to_owned())), "the text is in the editor");

    camille.submit(&page, &action, &[]).await.is(303);
    desk.undo_passes().await;
    marie.get(&thread).await.says(TEXT);
    assert_eq!(desk.replies().await, 1);
    let late = camille.submit(&waiting, &format!("{place}/recall"), &[]).await;
    assert_eq!(late.status, 409, "what has left cannot be taken back");
}

async fn a_scheduled_reply_leaves_at_its_hour_and_only_then_keeps_the_promise(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let waiting = scheduled(&desk, asked.id, 2).await;
    desk.pass(SignedDuration::from_hours(2) - SignedDuration::from_secs(1)).await;
    assert_eq!(desk.replies().await, 0);
    desk.pass(SignedDuration::from_secs(1)).await;
    assert_eq!(desk.replies().await, 1);
    assert_eq!(waits(&desk, asked.id).await, None);
    let view = desk.question(asked.id).await;
    assert_eq!(view.thread[1].at, waiting.leaves_at, "said when it left");
    assert_eq!(desk.target(asked.id, TargetKind::FirstReply).await.state, TargetState::Met);
    let camille = desk.actor("camille");
    let replied = view.events.iter().find(|event| matches!(event.what, EventKind::Replied { .. }));
    assert_eq!(replied.map(|event| event.by), Some(camille), "it was her decision");
}

async fn what_changed_meanwhile_keeps_it_from_leaving(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    scheduled(&desk, asked.id, 1).await;
    desk.follow_up(&asked, "J'oubliais : en bleu.").await;
    desk.pass(SignedDuration::from_hours(1)).await;
    assert_eq!(desk.replies().await, 0);
    let stopped = waits(&desk, asked.id).await.unwrap();
    assert_eq!((stopped.stopped, stopped.body.as_str()), (Some(StopReason::Changed), TEXT));
    // Whoever decided upon it is told: in the page, and by letter.
    let camille = desk.signed_in("camille").await;
    let told = alert::list(&desk.app, desk.actor("camille")).await.unwrap();
    let about: Vec<_> = told.iter().filter(|line| line.kind == AlertKind::ReplyStopped).collect();
    assert_eq!(about.iter().map(|line| line.question).collect::<Vec<_>>(), [Some(asked.id)]);
    camille.get("/alerts").await.says("Votre réponse n’est pas partie");
    desk.pass(SignedDuration::from_mins(3)).await;
    let letters: Vec<_> = desk.letters_to("cm@example.test").iter().map(Letter::everything).collect();
    assert!(letters.iter().any(|letter| letter.contains("Votre réponse n’est pas partie")), "{letters:?}");
    let leas = alert::list(&desk.app, desk.actor("lea")).await.unwrap();
    assert!(leas.iter().all(|line| line.kind != AlertKind::ReplyStopped), "nobody else is");
    let page = camille.get(&format!("/questions/{}", asked.id)).await.is(200);
    page.says("J'oubliais : en bleu.").says(TEXT);
    let view = desk.question(asked.id).await;
    let said = view.events.iter().filter(|event| matches!(event.what, EventKind::ReplyStopped { .. }));
    assert_eq!(said.count(), 1, "it is said once");
    desk.pass(SignedDuration::from_hours(1)).await;
    assert_eq!(desk.replies().await, 0, "and not tried again by itself");

    // Having read what is new, she sends it after all.
    camille.submit(&page, &format!("/questions/{}/reply", asked.id), &[]).await.is(303);
    desk.undo_passes().await;
    assert_eq!(desk.replies().await, 1);
}

async fn who_left_the_house_speaks_no_more(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    scheduled(&desk, asked.id, 1).await;
    let (admin, camille) = (desk.actor("ada"), desk.user("camille"));
    let form = settings::user::get(&desk.app, admin, camille).await.unwrap().form();
    // Somebody else must be able to reply before she may leave.
    let other = settings::user::UserForm {
        email: "carl@example.test".to_owned(),
        name: "Carl Ozanne".to_owned(),
        ..form.clone()
    };
    settings::user::save(&desk.app, admin, None, other).await.unwrap();
    let gone = settings::user::UserForm { active: false, ..form };
    settings::user::save(&desk.app, admin, Some(camille), gone).await.unwrap();
    desk.pass(SignedDuration::from_hours(1)).await;
    assert_eq!(desk.replies().await, 0);
    let stopped = desk.app.store().read().scheduled_reply(asked.id).await.unwrap().unwrap();
    assert_eq!(stopped.stopped, Some(StopReason::Forbidden));
}

async fn two_nodes_send_it_once(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    scheduled(&desk, asked.id, 1).await;
    desk.clock.advance(SignedDuration::from_hours(1));
    let (one, two) = tokio::join!(send_replies::pass(&desk.app), send_replies::pass(&desk.app));
    assert_eq!(one.unwrap() + two.unwrap(), 1);
    assert_eq!(desk.replies().await, 1);
}

async fn another_reply_waits_its_turn(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    scheduled(&desk, asked.id, 1).await;
    let camille = desk.signed_in("camille").await;
    let place = format!("/questions/{}", asked.id);
    let other = "Plutôt du 40.";
    let page = camille.fill(&place, &format!("{place}/reply"), &[("body", other)]).await.is(409);
    assert!(page.form(&format!("{place}/reply")).contains(&("body".to_owned(), other.to_owned())));
    assert_eq!(waits(&desk, asked.id).await.unwrap().body.as_str(), TEXT);
    // Nor does one that is to leave at once take its place: the one that waits is taken back first.
    let version = desk.question(asked.id).await.question.version;
    let at_once = Reply::new(other, version);
    let refused = question::reply(&desk.app, desk.actor("camille"), asked.id, at_once).await;
    assert!(matches!(refused, Err(Error::ReplyWaits { .. })), "{refused:?}");
    question::recall(&desk.app, desk.actor("camille"), asked.id).await.unwrap();
    desk.reply(asked.id, other).await;
    desk.pass(SignedDuration::from_hours(1)).await;
    assert_eq!(desk.replies().await, 1);
}

async fn an_hour_is_read_by_the_writers_own_clock(desk: TestDesk) {
    let camille = desk.signed_in("camille").await;
    // Her browser is in New York, or says nothing that is known: then the clock of her working hours holds.
    for (zone, hour) in [
        ("America/New_York", "2026-11-24T15:00:00Z"),
        ("", "2026-11-24T09:00:00Z"),
        ("Mars/Base", "2026-11-24T09:00:00Z"),
    ] {
        let asked = desk.ask_for("lea", SIZES).await;
        let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
        let typed = [("body", TEXT), ("leaves", "at"), ("leaves_at", "2026-11-24T10:00"), ("zone", zone)];
        camille.fill(&place, &action, &typed).await.is(303);
        let waiting = waits(&desk, asked.id).await.unwrap();
        assert_eq!(waiting.leaves_at, hour.parse().unwrap(), "{zone}");
        let form = camille.get(&place).await;
        assert_eq!(form.all("meta[name=server-time]", "content"), [desk.now().to_string()]);
    }
}

async fn an_hour_that_cannot_be_meant_is_refused(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    for hour in ["", "demain", "2001-01-01T10:00", "2199-01-01T10:00"] {
        let typed = [("body", TEXT), ("leaves", "at"), ("leaves_at", hour)];
        let page = camille.fill(&place, &action, &typed).await.is(422);
        assert!(page.form(&action).contains(&("body".to_owned(), TEXT.to_owned())), "{hour}");
        assert_eq!(page.words("#e-leaves_at").len(), 1, "{hour}: {}", page.text());
    }
    assert_eq!(waits(&desk, asked.id).await, None);
}
