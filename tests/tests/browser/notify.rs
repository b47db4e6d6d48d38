//! Notifications of the browser while a page of the desk is open: shown where they were allowed, as each person chose,
//! and not while it is quiet.

use fantoccini::Client;
use jiff::SignedDuration;
use serde_json::Value;
use souffleur_admin::alert_choice::{self, AlertForm};
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    devtools, eventually,
    story::{PARCEL, SIZES},
};

use crate::stage::{find, says, sign_in};

/// Writes down what the browser is told to show, and shows it.
const WITNESS: &str = "
    const Real = window.Notification;
    window.shown = [];
    window.Notification = class extends Real {
        constructor(title, options) { super(title, options); window.shown.push(`${title}: ${options.body}`); }
    };";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_browser_notifies_whom_it_may_and_when_it_may() {
    let desk = TestDesk::open().await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    devtools::grant(client, &desk.url, "notifications").await;
    // The page goes by the clock of the desk.
    let now = desk.now().as_millisecond();
    devtools::begin_with(client, &format!("{WITNESS} Date.now = () => {now};")).await;
    sign_in(&browser, &desk.url, "lea@example.test").await;

    // The profile says that this browser may.
    client.goto(&format!("{}/profile", desk.url)).await.expect("the profile opens");
    says(client, "[data-notifications]", "Ce navigateur vous montrera les notifications").await;

    client.goto(&format!("{}/desk", desk.url)).await.expect("the desk opens");
    find(client, "#alerts a").await;
    let first = desk.ask_for("lea", SIZES).await;
    until_shown(client, 1, first.number).await;

    // In the page only, as she chooses.
    let lea = desk.actor("lea");
    let kept = alert_choice::chosen(&desk.app, lea).expect("her choice").form;
    let no_browser = AlertForm {
        goes: kept.goes.iter().filter(|way| !way.ends_with(":browser")).cloned().collect(),
        ..kept.clone()
    };
    alert_choice::choose(&desk.app, lea, no_browser).await.expect("it is kept");
    let second = desk.ask_for("lea", PARCEL).await;
    says(client, "#alert-toasts", &second.number.to_string()).await;
    assert_eq!(shown(client).await.len(), 1, "the page says it, the browser does not");

    // While it is quiet nothing disturbs her: neither the page nor the browser. It is said when the hours end.
    let quiet = AlertForm {
        quiet: "hours".to_owned(),
        quiet_from: "09:00".to_owned(),
        quiet_until: "11:00".to_owned(),
        ..kept
    };
    alert_choice::choose(&desk.app, lea, quiet).await.expect("it is kept");
    let third = desk.ask_for("lea", "Quelle taille pour un enfant ?").await;
    says(client, "#desk-list", &format!("#{}", third.number)).await;
    assert_eq!(shown(client).await.len(), 1);
    desk.pass(SignedDuration::from_mins(61)).await;
    until_shown(client, 2, third.number).await;
    browser.close().await;
}

async fn shown(client: &Client) -> Vec<String> {
    let shown = client.execute("return window.shown", vec![]).await.expect("the page is there");
    let lines = shown.as_array().cloned().unwrap_or_default();
    lines.iter().filter_map(Value::as_str).map(str::to_owned).collect()
}

/// Waits until so many were shown, of which the last one calls to this question.
async fn until_shown(client: &Client, count: usize, number: i64) {
    eventually(&format!("question {number} is notified"), async || {
        let shown = shown(client).await;
        let last = shown.last()?;
        let calls = last.starts_with("Une question pour vous: ") && last.contains(&number.to_string());
        (shown.len() == count && calls).then_some(())
    })
    .await;
}
