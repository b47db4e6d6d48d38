//! A customer asks, the right expert drafts, the community manager edits and sends, the customer reads the one voice,
//! the supervisor counts one promise more.

use fantoccini::Client;
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look, forget_visitor},
};

use super::stage::{fill, find, press, says, send, sign_in, text};

const QUESTION: &str = "Où est mon colis ? Le suivi du transporteur ne bouge plus depuis lundi.";
const DRAFT: &str = "Le colis est bloqué au dépôt du transporteur, il repart ce soir.";
const EDIT: &str = " Vous le recevrez demain !";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn five_minutes() {
    let desk = TestDesk::open().await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let (client, url) = (&browser.client, desk.url.as_str());

    let thread = ask(client, url).await;
    sign_in(&browser, url, "karim@example.test").await;
    draft(client).await;
    sign_in(&browser, url, "cm@example.test").await;
    reply(client, &desk).await;
    forget_visitor(client, url).await;
    read_the_one_voice(client, &thread).await;
    sign_in(&browser, url, "sup@example.test").await;
    count_the_promise(client).await;
    browser.close().await;
}

/// The customer asks on the public page, and is told by when there will be an answer.
async fn ask(client: &Client, url: &str) -> String {
    client.goto(url).await.expect("the wall opens");
    find(client, "a[href=\"/ask\"]").await.click().await.expect("the form opens");
    fill(client, "textarea[name=body]", QUESTION).await;
    fill(client, "[name=name]", "Marie Dupont").await;
    fill(client, "[name=email]", "marie@example.org").await;
    send(client).await;
    says(client, "main", "17:00").await;
    assert!(text(client, "main").await.contains(QUESTION));
    let thread = client.current_url().await.expect("an address").to_string();
    assert!(thread.contains("/q/"), "{thread}");
    thread
}

/// The question is at once on the desk of the expert who knows deliveries.
async fn draft(client: &Client) {
    find(client, "[data-item]").await.click().await.expect("the question opens");
    says(client, "main", QUESTION).await;
    fill(client, "textarea[name=body]", DRAFT).await;
    send(client).await;
    says(client, "main", "Brouillon remis").await;
}

/// The community manager never leaves the keyboard: j to the question, o to open it, r into the draft, a word more,
/// Ctrl+Enter. She takes it back with z, finds every word again, and sends it for good.
async fn reply(client: &Client, desk: &TestDesk) {
    find(client, "[data-item]").await;
    press(client, "j").await;
    press(client, "o").await;
    says(client, "main", QUESTION).await;
    says(client, "main", "Karim Haddad").await;
    says(client, "main", "colis").await;
    find(client, "textarea[data-key=r]").await;
    press(client, "r").await;
    let editor = client.active_element().await.expect("the editor has the focus");
    assert_eq!(
        editor.prop("value").await.expect("a value").as_deref(),
        Some(DRAFT),
        "the draft is the reply already"
    );
    editor.send_keys(EDIT).await.expect("typing");
    send(client).await;
    says(client, ".flash-undo", "part dans un instant").await;
    press(client, "z").await;
    says(client, "main", "Rien n’a été envoyé").await;
    let editor = find(client, "textarea[data-key=r]").await;
    let kept = editor.prop("value").await.expect("a value");
    assert_eq!(kept, Some(format!("{DRAFT}{EDIT}")), "taken back, nothing is lost");
    press(client, "r").await;
    send(client).await;
    says(client, ".flash-undo", "part dans un instant").await;
    desk.undo_passes().await;
}

/// The customer meets the voice, and nobody else.
async fn read_the_one_voice(client: &Client, thread: &str) {
    client.goto(thread).await.expect("the thread opens");
    says(client, "main", &format!("{DRAFT}{EDIT}")).await;
    says(client, "main", "Sophie").await;
    let source = client.source().await.expect("the page");
    for insider in ["Karim", "Haddad", "karim@", "Camille", "Moreau"] {
        assert!(!source.contains(insider), "a customer can read {insider}");
    }
}

/// The promise is counted as kept, and the figure leads to the question.
async fn count_the_promise(client: &Client) {
    client
        .goto(client.current_url().await.expect("an address").join("/reports/sla").expect("a path").as_str())
        .await
        .expect("the report opens");
    find(client, "a[href*=\"state=met\"]").await.click().await.expect("the figure is a link");
    says(client, "main", "1001").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_far_away_reads_their_own_clock() {
    let desk = TestDesk::open().await;
    let look = Look { language: "fr", zone: "America/Montreal", ..Look::default() };
    let browser = Browser::start(look).await;
    let client = &browser.client;
    client.goto(&format!("{}/ask", desk.url)).await.expect("the form opens");
    fill(client, "textarea[name=body]", QUESTION).await;
    fill(client, "[name=name]", "Marie Dupont").await;
    send(client).await;
    says(client, "main", "11:00").await;
    let house = find(client, "main [data-promised][title*=\"17:00\"]").await;
    assert!(house.text().await.expect("words").contains("11:00"), "the house's own hour is said on hover");
    browser.close().await;
}
