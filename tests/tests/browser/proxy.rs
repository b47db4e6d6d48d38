//! The desk behind a proxy: live updates come through it, go on after the event that was heard last, and an answer that
//! takes its time is shown to be on its way.

use souffleur_tests::harness::{
    Proxy, TestDesk,
    browser::{Browser, Look},
    eventually,
    story::{PARCEL, SIZES},
};

use super::stage::{find, press, says, sign_in};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn live_updates_go_on_where_they_were_cut_off() {
    let desk = TestDesk::open().await;
    let first = desk.ask_for("lea", SIZES).await;
    let proxy = Proxy::before(&desk.url).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &proxy.url, "cm@example.test").await;
    client.goto(&format!("{}/inbox", proxy.url)).await.expect("the inbox opens");
    find(client, "[data-item]").await;
    client.execute("window.stays = true", vec![]).await.expect("the page is marked");

    // Something is heard, so that there is something to go on after.
    let second = desk.ask_for("karim", PARCEL).await;
    says(client, "#inbox-list", &format!("#{}", second.number)).await;

    // While nobody comes through, a question is asked; nothing is loaded anew to see it.
    proxy.cut();
    let third = desk.ask_for("lea", SIZES).await;
    proxy.open();
    says(client, "#inbox-list", &format!("#{}", third.number)).await;
    let resumed = proxy.resumed();
    assert!(resumed.iter().any(|id| !id.is_empty()), "the stream began anew: {resumed:?}");
    let stays = client.execute("return window.stays === true", vec![]).await.expect("the page");
    assert_eq!(stays, true, "the page was loaded anew");

    // An answer that takes longer than a blink is shown to be on its way, until it is there.
    let is_waiting = |wanted: bool| {
        eventually("what is on its way is shown", async move || {
            let waits = "return 'waiting' in document.documentElement.dataset";
            (client.execute(waits, vec![]).await.ok()? == wanted).then_some(())
        })
    };
    proxy.hold();
    press(client, "j").await;
    press(client, "o").await;
    is_waiting(true).await;
    proxy.open();
    says(client, "#pane", &format!("#{}", first.number)).await;
    is_waiting(false).await;
    browser.close().await;
}
