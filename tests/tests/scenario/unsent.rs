//! What is being written is kept as it is written, for its writer alone; others see that somebody writes.

use jiff::SignedDuration;
use souffleur_tests::{
    harness::{TestDesk, story::SIZES},
    on_both,
};

on_both!(
    a_closed_tab_loses_nothing,
    what_was_sent_is_not_kept,
    an_expert_goes_on_where_they_were,
    nobody_keeps_what_is_not_theirs_to_write,
);

const HALF: &str = "Bonjour Marie, prenez";

async fn a_closed_tab_loses_nothing(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let (place, reply) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    let camille = desk.signed_in("camille").await;
    let page = camille.get(&place).await.is(200);
    page.does_not_say("Vous écriviez");
    camille.save(&page, &reply, &format!("{place}/unsent"), HALF).await.is(204);

    let elsewhere = desk.signed_in("camille").await;
    let again = elsewhere.get(&place).await.is(200);
    again.says("Vous écriviez");
    assert!(again.form(&reply).contains(&("body".to_owned(), HALF.to_owned())));
    let lea = desk.signed_in("lea").await;
    let own = format!("/desk/{}", asked.id);
    lea.get(&own).await.is(200).says("Camille Moreau écrit aussi").does_not_say(HALF);
    desk.clock.advance(SignedDuration::from_mins(2));
    lea.get(&own).await.does_not_say("écrit aussi");

    // Given up, it is gone.
    elsewhere.submit(&again, &format!("{place}/unsent"), &[]).await.leads_to(&place);
    elsewhere.get(&place).await.does_not_say(HALF);
}

async fn what_was_sent_is_not_kept(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let (place, reply) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    let camille = desk.signed_in("camille").await;
    let page = camille.get(&place).await.is(200);
    camille.save(&page, &reply, &format!("{place}/unsent"), HALF).await.is(204);
    camille.submit(&page, &reply, &[("body", "Prenez du 38.")]).await.is(303);
    desk.undo_passes().await;
    camille.get(&place).await.does_not_say(HALF).does_not_say("Vous écriviez");
}

async fn an_expert_goes_on_where_they_were(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let (place, draft) = (format!("/desk/{}", asked.id), format!("/desk/{}/draft", asked.id));
    let lea = desk.signed_in("lea").await;
    let page = lea.get(&place).await.is(200);
    lea.save(&page, &draft, &format!("{place}/unsent"), HALF).await.is(204);
    let again = lea.get(&place).await.is(200);
    again.says("Vous écriviez");
    assert!(again.form(&draft).contains(&("body".to_owned(), HALF.to_owned())));
    desk.signed_in("camille").await.get(&format!("/questions/{}", asked.id)).await.does_not_say(HALF);
    lea.submit(&again, &draft, &[("body", "Du 38.")]).await.is(303);
    lea.get(&place).await.does_not_say(HALF);
}

async fn nobody_keeps_what_is_not_theirs_to_write(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let karim = desk.signed_in("karim").await;
    let page = karim.get("/profile").await.is(200);
    let path = format!("/desk/{}/unsent", asked.id);
    karim.save(&page, "/profile", &path, HALF).await.is(404);
    let lea = desk.signed_in("lea").await;
    let page = lea.get(&format!("/desk/{}", asked.id)).await;
    let draft = format!("/desk/{}/draft", asked.id);
    lea.save(&page, &draft, &path, &"x".repeat(20_001)).await.is(422);
    lea.save(&page, &draft, &path, "a\u{0}b").await.is(422);
    let read = desk.app.store().read();
    assert!(read.unsent_on(asked.id).await.unwrap().is_empty());
}
