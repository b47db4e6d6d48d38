//! Pages that have nothing to show, and ways that lead nowhere: each says what is the matter and what one can do, and nothing
//! typed is lost by it.

use souffleur_tests::harness::{devtools, eventually, story::SIZES};

use super::{
    keyboard::{enter, tab_to},
    stage::{fill, find, holds, open, press, says, send, sign_in, visit},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_is_left_before_a_blank_page() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    // The public: nothing was asked yet, and an address leads nowhere.
    visit(client, &desk, "/").await;
    find(client, "main .empty-state a[href=\"/ask\"]").await;
    visit(client, &desk, "/wall/4242").await;
    says(client, "main", "Il n’y a rien ici").await;
    tab_to(client, ".empty-action a[href=\"/\"]").await;
    enter(client).await;
    find(client, "main .hero").await;

    sign_in(&browser, &desk.url, "lea@example.test").await;
    says(client, "#desk-list", "Rien à rédiger").await;
    visit(client, &desk, "/settings").await;
    says(client, "main", "Cette page ne vous est pas ouverte").await;
    visit(client, &desk, "/desk/figures").await;
    says(client, "main", "Rien encore cette semaine").await;

    sign_in(&browser, &desk.url, "cm@example.test").await;
    says(client, "#inbox-list", "Rien n’attend").await;
    says(client, "#pane", "Choisissez une question").await;
    // What comes, comes by itself; without a network, the page says so for as long as it is.
    desk.ask_for("lea", SIZES).await;
    says(client, "#inbox-list", "#1001").await;
    devtools::cut(client, true).await;
    says(client, "#toasts", "Pas de connexion").await;
    press(client, "o").await;
    devtools::cut(client, false).await;
    eventually("the network is back", async || {
        let gone = client.execute("return !document.querySelector('.toast-offline')", vec![]).await.ok()?;
        (gone == true).then_some(())
    })
    .await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_session_that_ends_while_one_writes_loses_no_word() {
    const WORDS: &str = "Prenez du 38, la coupe est ample.";
    const SEND: &str = "document.querySelector('textarea[data-key=r]')?.form.requestSubmit()";
    let (desk, browser) = open().await;
    let client = &browser.client;
    let asked = desk.ask_for("lea", SIZES).await;
    let place = format!("/questions/{}", asked.id);
    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &place).await;
    find(client, "textarea[data-key=r]").await;
    fill(client, "textarea[data-key=r]", WORDS).await;
    client.delete_all_cookies().await.expect("the session is over");
    // Either the page finds out by itself, as it looks for news, or sending is refused: both lead to the sign-in page.
    client.execute(SEND, vec![]).await.expect("a page");
    find(client, "[name=password], a[href^=\"/sign-in\"]").await;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &place).await;
    holds(client, "textarea[data-key=r]", WORDS).await;
    send(client).await;
    browser.close().await;
}
