//! The list by keyboard alone: rows are ticked, put aside together, and anything is found by a few letters.

use fantoccini::key::Key;
use jiff::SignedDuration;
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    eventually,
    story::{PARCEL, SIZES},
};

use super::stage::{find, press, says, sign_in};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rows_are_ticked_and_anything_is_found() {
    let desk = TestDesk::open().await;
    desk.ask_for("lea", SIZES).await;
    let parcel = desk.ask_for("karim", PARCEL).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    client.goto(&format!("{}/inbox", desk.url)).await.expect("the inbox opens");
    find(client, "[data-item]").await;
    press(client, "j").await;
    press(client, "x").await;
    says(client, "[data-bulk-count]", "1 question cochée").await;
    press(client, "j").await;
    press(client, "x").await;
    says(client, "[data-bulk-count]", "2 questions cochées").await;
    // Somebody asks meanwhile: the list is refreshed, and what was ticked stays so.
    desk.ask_for("lea", SIZES).await;
    says(client, "#inbox-list", "#1003").await;
    says(client, "[data-bulk-count]", "2 questions cochées").await;

    // What can be done stands in the palette too, and needs a few letters.
    press(client, &format!("{}k{}", char::from(Key::Control), char::from(Key::Null))).await;
    press(client, "retard").await;
    says(client, "#palette [aria-selected=true]", "En retard").await;
    press(client, &char::from(Key::Enter).to_string()).await;
    says(client, "#inbox-list", "Rien n’est en retard").await;

    // A question is put aside with its key and the first hour that is offered.
    client.goto(&format!("{}/questions/{}", desk.url, parcel.id)).await.expect("the question opens");
    find(client, "[data-key=s]").await;
    press(client, "s").await;
    press(client, &char::from(Key::Enter).to_string()).await;
    says(client, "main", "Elle reviendra d’elle-même").await;
    eventually("it is aside for an hour", async || {
        let until = desk.question(parcel.id).await.question.snoozed_until;
        (until == Some(desk.now() + SignedDuration::from_hours(1))).then_some(())
    })
    .await;
    browser.close().await;
}
