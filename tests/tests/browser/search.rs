//! A question is found again by what one remembers of it: who asked, what about, a word without its accent or with a slip of
//! the finger. What was looked for stays in the address.

use fantoccini::{Client, key::Key};
use souffleur_tests::harness::story::{PARCEL, SIZES};

use super::{
    keyboard::enter,
    stage::{click, find, holds, open, press, press_with_control, says, sign_in},
};

/// Looks for something, from the key to the list of what was found.
async fn look_for(client: &Client, words: &str) {
    find(client, "[data-key=\"/\"]").await;
    press(client, "/").await;
    press_with_control(client, 'a').await;
    press(client, words).await;
    enter(client).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_question_is_found_by_what_one_remembers() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    let sizes = desk.ask_for("lea", SIZES).await;
    // A word that two have used is no slip of the finger.
    desk.ask_for("karim", PARCEL).await;
    let parcel = desk.ask_for("karim", PARCEL).await;
    let damaged = desk.ask_for("karim", "L’écharpe reçue cet été est abîmée.").await;
    desk.reply(sizes.id, "Du 38.").await;
    desk.reply(damaged.id, "L’échange est offert.").await;
    // Past 17:00, one of them is late.
    desk.clock.set("2026-11-23T16:30:00Z");
    desk.settle().await;
    let [sizes, parcel, damaged] = [sizes, parcel, damaged].map(|asked| format!("#{}", asked.number));

    sign_in(&browser, &desk.url, "cm@example.test").await;
    for (typed, found, not) in [
        ("is:late", &parcel, &sizes),
        ("topic:tailles from:dupont", &sizes, &parcel),
        ("abimee ete", &damaged, &parcel),
        ("échanges", &damaged, &sizes),
        ("transpoteur", &parcel, &damaged),
    ] {
        look_for(client, typed).await;
        says(client, ".filter-said", typed).await;
        says(client, "#inbox-list .rows", found).await;
        let list = find(client, "#inbox-list .rows").await.text().await.expect("words");
        assert!(!list.contains(not.as_str()), "{typed} finds {not} too: {list}");
    }
    says(client, ".search-instead", "transporteur").await;

    // The way into what was found and back; the address keeps what was looked for, for a colleague or for tomorrow.
    press(client, &char::from(Key::Down).to_string()).await;
    enter(client).await;
    says(client, ".question-number", &parcel).await;
    client.refresh().await.expect("the page is loaded anew");
    says(client, ".question-number", &parcel).await;
    holds(client, "input[type=search]", "transpoteur").await;
    client.back().await.expect("the way back");
    holds(client, "input[type=search]", "transpoteur").await;

    // What cannot be meant is told beside the field, with what was typed.
    look_for(client, "before:yesterday").await;
    says(client, "#e-q", "n’est pas une date").await;
    holds(client, "input[type=search]", "before:yesterday").await;
    look_for(client, "licorne").await;
    says(client, "#inbox-list", "Aucun résultat").await;
    click(client, "#inbox-list .empty-state a").await;
    says(client, "#inbox-list", &parcel).await;
    browser.close().await;
}
