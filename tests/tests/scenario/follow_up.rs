//! A customer writes again: what was done is open again, and a reply to it is promised.

use jiff::SignedDuration;
use souffleur_app::view::TargetState;
use souffleur_core::{message::Author, question::Status};
use souffleur_question::question;
use souffleur_sla::TargetKind;
use souffleur_tests::{
    harness::{TestDesk, story::SIZES},
    on_both,
};

on_both!(
    a_follow_up_reopens_and_is_promised_a_reply,
    who_cannot_wait_is_owed_one_reply,
    asking_for_patience_keeps_no_promise,
    a_closed_question_is_taken_up_again,
);

async fn a_follow_up_reopens_and_is_promised_a_reply(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    desk.reply(asked.id, "Du 38.").await;
    // 14:00 in Paris; four hours of working time later the house closes.
    desk.clock.set("2026-11-23T13:00:00Z");
    let (marie, link) = (desk.visitor(), format!("/q/{}", asked.token.as_str()));
    let sent = marie.fill(&link, &format!("{link}/messages"), &[("body", "Et pour l'autre coupe ?")]).await;
    sent.leads_to(&link);
    marie.get(&link).await.is(200).says("Et pour l'autre coupe ?").says("18:00");

    let view = desk.question(asked.id).await;
    assert_eq!(view.question.status, Status::Assigned);
    let next = desk.target(asked.id, TargetKind::NextReply).await;
    assert_eq!(next.state, TargetState::Pending);
    assert_eq!(next.due_at, Some("2026-11-23T17:00:00Z".parse().unwrap()));
    assert_eq!(
        desk.target(asked.id, TargetKind::FirstReply).await.state,
        TargetState::Met,
        "what was kept stays so"
    );
    desk.settle().await;
    assert_eq!(desk.letters_to("lea@example.test").len(), 2, "Léa is called again");

    desk.reply(asked.id, "Du 36.").await;
    assert_eq!(desk.target(asked.id, TargetKind::NextReply).await.state, TargetState::Met);
    let authors: Vec<_> = desk
        .question(asked.id)
        .await
        .thread
        .iter()
        .map(|message| message.author == Author::Customer)
        .collect();
    assert_eq!(authors, [true, false, true, false]);
}

async fn who_cannot_wait_is_owed_one_reply(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    desk.clock.advance(SignedDuration::from_mins(5));
    let followed = desk.follow_up(&asked, "C'est urgent !").await;
    assert_eq!(followed.due_at, asked.due_at, "the first reply is still owed, and is enough");
    let replies =
        desk.question(asked.id).await.targets.into_iter().filter(|target| target.kind != TargetKind::Draft);
    assert_eq!(replies.count(), 1);
}

async fn asking_for_patience_keeps_no_promise(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let manager = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    let held = manager.fill(&place, &action, &[("body", "Nous regardons."), ("weight", "holding")]).await;
    assert_eq!(held.status, 303, "{}", held.text());
    desk.undo_passes().await;
    assert_eq!(desk.target(asked.id, TargetKind::FirstReply).await.state, TargetState::Pending);
    assert_eq!(desk.question(asked.id).await.question.status, Status::Assigned);
    desk.visitor().get(&format!("/q/{}", asked.token.as_str())).await.says("Nous regardons.").says("17:00");
    desk.reply(asked.id, "Du 38.").await;
    assert_eq!(desk.target(asked.id, TargetKind::FirstReply).await.state, TargetState::Met);
}

async fn a_closed_question_is_taken_up_again(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let camille = desk.actor("camille");
    question::close(&desk.app, camille, asked.id, Some("Doublon".to_owned()), None).await.unwrap();
    let first = desk.target(asked.id, TargetKind::FirstReply).await;
    assert_eq!((first.state, first.reason.as_deref()), (TargetState::NoReplyNeeded, Some("Doublon")));
    desk.follow_up(&asked, "Non, c'est autre chose.").await;
    assert_eq!(desk.question(asked.id).await.question.status, Status::Assigned);
    assert_eq!(desk.target(asked.id, TargetKind::NextReply).await.state, TargetState::Pending);
}
