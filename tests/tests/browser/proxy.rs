//! The desk behind a proxy: live updates come through it, go on after the event that was heard last, and an answer that
//! takes its time is shown to be on its way.

use souffleur_tests::harness::{
    Proxy, TestDesk,
    browser::{Browser, Look},
    eventually,
    story::{PARCEL, SIZES},
};

use super::stage::{find, press, says, sign_in, text};

/// A page that had heard nothing before it was cut off shows what came meanwhile, in each of the live places.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_had_heard_nothing_shows_what_it_missed() {
    let desk = TestDesk::open().await;
    let first = desk.ask_for("lea", SIZES).await;
    let proxy = Proxy::before(&desk.url).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    let open = async |path: &str, place: &str| {
        client.goto(&format!("{}{path}", proxy.url)).await.expect("the page opens");
        find(client, place).await;
        client.execute("window.stays = true", vec![]).await.expect("the page is marked");
        // Past what is told again to a page that has just been made.
        proxy.cut();
        desk.clock.advance(jiff::SignedDuration::from_secs(60));
    };
    let stays = async || {
        let stays = client.execute("return window.stays === true", vec![]).await.expect("the page");
        assert_eq!(stays, true, "the page was loaded anew");
    };

    sign_in(&browser, &proxy.url, "cm@example.test").await;
    open("/inbox", "#inbox-list").await;
    let second = desk.ask_for("lea", PARCEL).await;
    proxy.open();
    says(client, "#inbox-list", &format!("#{}", second.number)).await;
    stays().await;

    open(&format!("/questions/{}", first.id), "#pane").await;
    desk.draft("lea", first.id, "Prenez du 38, elle taille grand.").await;
    proxy.open();
    says(client, "#pane", "elle taille grand").await;
    stays().await;

    sign_in(&browser, &proxy.url, "lea@example.test").await;
    open("/desk", "#desk-list").await;
    let third = desk.ask_for("lea", SIZES).await;
    proxy.open();
    says(client, "#desk-list", &format!("#{}", third.number)).await;
    stays().await;

    sign_in(&browser, &proxy.url, "sup@example.test").await;
    open("/reports/board", "#board").await;
    let before = text(client, "#board").await;
    desk.ask_for("karim", PARCEL).await;
    proxy.open();
    eventually("the board counts it", async || (text(client, "#board").await != before).then_some(())).await;
    stays().await;
    browser.close().await;
}

/// What could not be loaded while the network was gone is loaded when it is back, without a word from the stream.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_refresh_is_tried_again() {
    let desk = TestDesk::open().await;
    desk.ask_for("lea", SIZES).await;
    let proxy = Proxy::before(&desk.url).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &proxy.url, "cm@example.test").await;
    client.goto(&format!("{}/inbox", proxy.url)).await.expect("the inbox opens");
    find(client, "[data-item]").await;
    let silence = "document.querySelector('[hx-sse\\\\:connect]').remove(); window.failed = 0;
        document.addEventListener('htmx:error', () => { window.failed += 1; })";
    client.execute(silence, vec![]).await.expect("the stream is gone");
    proxy.cut();
    let second = desk.ask_for("karim", PARCEL).await;
    let refresh = "htmx.trigger(document.getElementById('inbox-list'), 'live-refresh')";
    client.execute(refresh, vec![]).await.expect("a refresh");
    eventually("it failed", async || {
        (client.execute("return window.failed > 0", vec![]).await.ok()? == true).then_some(())
    })
    .await;
    proxy.open();
    says(client, "#inbox-list", &format!("#{}", second.number)).await;
    browser.close().await;
}

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
