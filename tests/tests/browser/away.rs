//! "I am away until …" on a phone: two taps, and one to be back.

use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    eventually,
};

use crate::stage::{find, says, sign_in};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expert_is_away_in_two_taps() {
    let desk = TestDesk::open().await;
    let browser = Browser::start(Look { language: "fr", width: 390, height: 844, ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "lea@example.test").await;
    client.goto(&format!("{}/desk", desk.url)).await.expect("the desk opens");

    find(client, ".away-menu > summary").await.click().await.expect("the first tap");
    let friday = find(client, "form[action=\"/desk/away\"] button[value=\"2026-11-27\"]").await;
    friday.click().await.expect("the second tap");
    says(client, ".away", "absent jusqu’au vendredi 27 novembre 2026").await;
    let away = async || {
        let settings = desk.app.settings();
        settings.user(desk.user("lea")).map(|user| user.expertise.absences.len())
    };
    assert_eq!(away().await, Some(1));

    find(client, "form[action=\"/desk/back\"] button").await.click().await.expect("one tap");
    find(client, ".away-menu > summary").await;
    eventually("she is back", async || (away().await == Some(0)).then_some(())).await;
    browser.close().await;
}
