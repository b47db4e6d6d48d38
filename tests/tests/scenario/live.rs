//! Who listens hears at once what is theirs to hear, and resumes where they were.

use reqwest::Method;
use serde_json::Value;
use souffleur_tests::{
    harness::{
        Listener, TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    an_expert_does_not_hear_of_others_questions,
    who_was_cut_off_hears_what_they_missed,
    a_page_is_told_what_to_load_again,
    an_administrator_hears_of_settings_only,
);

async fn listen(desk: &TestDesk, name: &str) -> Listener {
    Listener::open(desk.caller(name).await.request(Method::GET, "/api/v1/events")).await
}

async fn an_expert_does_not_hear_of_others_questions(desk: TestDesk) {
    let (mut camille, mut karim) = (listen(&desk, "camille").await, listen(&desk, "karim").await);
    let leas = desk.ask_for("lea", SIZES).await;
    let heard = camille.until("assigned").await;
    assert_eq!(heard[0].name, "asked");
    let data: Value = serde_json::from_str(&heard[0].data).unwrap();
    assert_eq!(data["question"]["number"], leas.number);
    assert!(!heard.iter().any(|told| told.data.contains("taille")), "a stream says that, not what");
    let karims = desk.ask_for("karim", PARCEL).await;
    // The first thing that Karim hears is of his own, though Léa's came before it.
    let first: Value = serde_json::from_str(&karim.next().await.data).unwrap();
    assert_eq!(first["question"]["number"], karims.number);
    desk.reply(leas.id, "Du 38.").await;
    desk.reply(karims.id, "Demain.").await;
    for told in karim.until("replied").await {
        assert!(!told.data.contains(&leas.id.to_string()), "{told:?}");
    }
}

async fn who_was_cut_off_hears_what_they_missed(desk: TestDesk) {
    let mut camille = listen(&desk, "camille").await;
    let first = desk.ask_for("lea", SIZES).await;
    let heard = camille.until("assigned").await;
    let last = heard.last().unwrap().id.clone().unwrap();
    drop(camille);
    desk.clock.advance(jiff::SignedDuration::from_secs(60));
    desk.reply(first.id, "Du 38.").await;
    let second = desk.ask(PARCEL).await;
    let caller = desk.caller("camille").await;
    let again = |id: &str| caller.request(Method::GET, "/api/v1/events").header("last-event-id", id);
    let mut resumed = Listener::open(again(&last)).await;
    // What was told shortly before may be told again, by the same id; so one listens for the newest.
    let mut missed = resumed.until("replied").await;
    missed.extend(resumed.until("asked").await);
    let data: Value = serde_json::from_str(&missed.last().unwrap().data).unwrap();
    assert_eq!(data["question"]["number"], second.number);
    assert!(!missed.iter().any(|told| told.id.as_deref() == Some(&last)), "what was heard is not told again");
    // And a restart does not lose the place.
    let desk = desk.restarted().await;
    let caller = desk.caller("camille").await;
    let mut resumed =
        Listener::open(caller.request(Method::GET, "/api/v1/events").header("last-event-id", &last)).await;
    resumed.until("replied").await;
}

async fn a_page_is_told_what_to_load_again(desk: TestDesk) {
    let camille = desk.signed_in("camille").await;
    let mut page = Listener::open(camille.request(Method::GET, "/events")).await;
    let asked = desk.ask(SIZES).await;
    assert_eq!(page.next().await.name, "inbox-changed");
    assert_eq!(page.next().await.name, format!("question-{}", asked.number));
    // Whose session is over is told to stop, not to try for ever.
    let nobody = desk.visitor().request(Method::GET, "/events").header("accept", "text/event-stream");
    assert_eq!(nobody.send().await.unwrap().status(), 204);
    let listening = tokio::spawn(page.ends());
    let _desk = desk.restarted().await;
    listening.await.expect("a stream ends when the desk stops");
}

async fn an_administrator_hears_of_settings_only(desk: TestDesk) {
    let browser = desk.signed_in("ada").await;
    let mut ada = Listener::open(browser.request(Method::GET, "/events")).await;
    desk.ask(SIZES).await;
    let typed = [("name", "Retours"), ("key", "returns")];
    browser.fill("/settings/topics/new", "/settings/topics", &typed).await.is(303);
    assert_eq!(ada.next().await.name, "settings-changed");
}
