//! A desk that was set up a minute ago: its administrator takes the first steps by keyboard alone, and they are gone when the
//! desk is ready.

use fantoccini::key::Key;
use souffleur_tests::harness::{
    Base, TestDesk,
    browser::{Browser, Look},
    generous,
};

use super::{
    keyboard::{enter, sign_in, tab_to},
    stage::{find, press, says, send, text},
};

const ADMINISTRATOR: &str =
    "[[user]]\nemail = \"admin@example.test\"\nname = \"Ada Petitjean\"\nrole = \"administrator\"\n";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_takes_the_first_steps_by_keyboard() {
    let desk = TestDesk::open_empty(Base::Sqlite, generous()).await;
    desk.furnish(ADMINISTRATOR).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(client, &desk.url, "admin@example.test").await;
    let settings = format!("{}/settings", desk.url);

    // The topics: the first step leads to them.
    client.goto(&settings).await.expect("the settings open");
    find(client, ".first-steps").await;
    tab_to(client, ".first-list a[href=\"/settings/topics\"]").await;
    enter(client).await;
    tab_to(client, "main a[href=\"/settings/topics/new\"]").await;
    enter(client).await;
    find(client, "[name=name]:focus").await;
    press(client, "Livraisons").await;
    tab_to(client, "[name=key]").await;
    press(client, "livraisons").await;
    send(client).await;
    says(client, "main .things", "Livraisons").await;

    // Somebody who knows about them.
    client.goto(&settings).await.expect("the settings open");
    assert_eq!(done(client).await, 1, "{}", text(client, ".first-steps").await);
    tab_to(client, ".first-list a[href=\"/settings/experts\"]").await;
    enter(client).await;
    tab_to(client, "main a[href=\"/settings/experts/new\"]").await;
    enter(client).await;
    find(client, "[name=name]:focus").await;
    press(client, "Karim Benali").await;
    tab_to(client, "[name=email]").await;
    press(client, "karim@example.test").await;
    tab_to(client, "[name=topics]").await;
    press(client, &char::from(Key::Down).to_string()).await;
    send(client).await;
    says(client, "main", "Karim Benali").await;

    // And the hands that the voice writes with.
    client.goto(&settings).await.expect("the settings open");
    assert_eq!(done(client).await, 2, "{}", text(client, ".first-steps").await);
    client.goto(&format!("{settings}/users/new")).await.expect("the form opens");
    find(client, "[name=name]:focus").await;
    press(client, "Camille Moreau").await;
    tab_to(client, "[name=email]").await;
    press(client, "cm@example.test").await;
    tab_to(client, "[name=role]").await;
    press(client, &char::from(Key::Down).to_string()).await;
    find(client, "[name=role][value=community_manager]:checked").await;
    tab_to(client, "[name=voice]").await;
    press(client, &char::from(Key::Down).to_string()).await;
    send(client).await;
    says(client, "main", "Camille Moreau").await;

    // Office hours may be right as they are: the desk is ready.
    client.goto(&settings).await.expect("the settings open");
    find(client, ".overview").await;
    assert_eq!(done(client).await, 0, "the first steps are done, and still there");
    browser.close().await;
}

/// How many of the first steps are done, as the page shows them.
async fn done(client: &fantoccini::Client) -> u64 {
    let count = "return document.querySelectorAll('.first-steps .step-done').length";
    client.execute(count, vec![]).await.expect("a page").as_u64().unwrap_or_default()
}
