//! Everybody's day by keyboard alone: nothing is clicked, nothing is focused but by Tab and by the keys that pages tell.

use fantoccini::{Client, key::Key};
use souffleur_core::question::{Assignee, Status};
use souffleur_tests::harness::{
    browser::forget_visitor,
    eventually, house,
    story::{PARCEL, SIZES},
};

use super::stage::{find, open, press, press_with_control, says, send, text};

/// So many times Tab is pressed before somebody gives up.
const PATIENCE: usize = 120;

/// Goes by Tab to what matches, which must show that it has the focus.
pub(crate) async fn tab_to(client: &Client, css: &str) {
    const HERE: &str = "const one = document.activeElement; \
        if (!one.matches(arguments[0])) return 'elsewhere'; \
        const { outlineStyle, boxShadow } = getComputedStyle(one); \
        return outlineStyle === 'none' && boxShadow === 'none' ? 'unseen' : 'here'";
    find(client, css).await;
    for _ in 0..PATIENCE {
        press(client, &char::from(Key::Tab).to_string()).await;
        let here = client.execute(HERE, vec![css.into()]).await.expect("a page");
        assert_ne!(here, "unseen", "{css} does not show that it has the focus");
        if here == "here" {
            return;
        }
    }
    panic!("{css} is not reached by Tab; the page says: {}", text(client, "body").await);
}

pub(crate) async fn enter(client: &Client) {
    press(client, &char::from(Key::Enter).to_string()).await;
}

/// Signs in by Tab and Enter.
pub(crate) async fn sign_in(client: &Client, url: &str, email: &str) {
    forget_visitor(client, url).await;
    client.goto(&format!("{url}/sign-in")).await.expect("the page opens");
    find(client, "[name=email]").await;
    let focused = client.active_element().await.expect("something has the focus");
    if focused.attr("name").await.ok().flatten().as_deref() != Some("email") {
        tab_to(client, "[name=email]").await;
    }
    press(client, email).await;
    tab_to(client, "[name=password]").await;
    press(client, house::PASSWORD).await;
    enter(client).await;
    find(client, "[action=\"/sign-out\"]").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_customer_asks_and_asks_again() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    client.goto(&desk.url).await.expect("the wall opens");
    tab_to(client, "main a[href=\"/ask\"], header a[href=\"/ask\"]").await;
    enter(client).await;
    tab_to(client, "textarea[name=body]").await;
    press(client, PARCEL).await;
    tab_to(client, "[name=name]").await;
    press(client, "Marie Dupont").await;
    tab_to(client, "form.ask-card button[type=submit]").await;
    enter(client).await;
    says(client, "main", "17:00").await;
    tab_to(client, "main textarea").await;
    press(client, "J’ajoute que le colis vient de Lyon.").await;
    tab_to(client, "main button[type=submit]").await;
    enter(client).await;
    says(client, "main", "J’ajoute que le colis vient de Lyon.").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expert_drafts_hands_over_and_declines() {
    let (desk, browser) = open().await;
    let (first, second) = (desk.ask_for("lea", SIZES).await, desk.ask_for("lea", SIZES).await);
    let third = desk.ask_for("lea", SIZES).await;
    let client = &browser.client;
    sign_in(client, &desk.url, "lea@example.test").await;
    find(client, "[data-item]").await;
    press(client, "j").await;
    press(client, "o").await;
    find(client, "textarea[data-key=r]").await;
    press(client, "r").await;
    press(client, "Prenez du 38.").await;
    send(client).await;
    says(client, "main", "Brouillon remis").await;
    let drafted = desk.question(first.id).await.question;
    assert_eq!(drafted.status, Status::Drafted);

    client.goto(&format!("{}/desk/{}", desk.url, second.id)).await.expect("the second opens");
    find(client, "[data-key=a]").await;
    press(client, "a").await;
    // The likeliest colleague has the focus.
    enter(client).await;
    says(client, "main", "La question est transmise à").await;
    let handed = desk.question(second.id).await.question;
    assert_ne!(handed.assignee, Assignee::Expert(desk.user("lea")));

    client.goto(&format!("{}/desk/{}", desk.url, third.id)).await.expect("the third opens");
    find(client, "[data-key=x]").await;
    press(client, "x").await;
    send(client).await;
    says(client, "main", "La question passe").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_community_manager_assigns_notes_closes_and_finds() {
    let (desk, browser) = open().await;
    let asked = desk.ask_for("karim", PARCEL).await;
    let client = &browser.client;
    sign_in(client, &desk.url, "cm@example.test").await;
    find(client, "[data-item]").await;
    press(client, "?").await;
    says(client, "#shortcuts", "Ctrl").await;
    press(client, &char::from(Key::Escape).to_string()).await;
    press(client, "j").await;
    press(client, "o").await;
    find(client, "[data-key=n]").await;
    press(client, "n").await;
    press(client, "Le transporteur a été appelé.").await;
    send(client).await;
    says(client, "main", "Votre note est gardée").await;
    press(client, "1").await;
    eventually("the first runner-up has it", async || {
        let holder = desk.question(asked.id).await.question.assignee;
        (holder != Assignee::Expert(desk.user("karim"))).then_some(())
    })
    .await;
    find(client, "[data-key=e]").await;
    press(client, "e").await;
    press(client, "Le client nous a remerciés.").await;
    send(client).await;
    eventually("it is closed", async || {
        (desk.question(asked.id).await.question.status == Status::Closed).then_some(())
    })
    .await;
    client.goto(&format!("{}/inbox", desk.url)).await.expect("the inbox opens");
    find(client, "[data-key=\"/\"]").await;
    press(client, "/").await;
    press(client, "transporteur").await;
    enter(client).await;
    eventually("it is found", async || {
        client.current_url().await.ok()?.query()?.contains("q=transporteur").then_some(())
    })
    .await;
    says(client, "#inbox-list", "#1001").await;
    press(client, &char::from(Key::Down).to_string()).await;
    enter(client).await;
    says(client, "#pane", "où est mon colis").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_supervisor_goes_from_a_figure_to_its_question() {
    let (desk, browser) = open().await;
    let asked = desk.ask_for("karim", PARCEL).await;
    desk.reply(asked.id, "Il arrive demain.").await;
    let client = &browser.client;
    sign_in(client, &desk.url, "sup@example.test").await;
    client.goto(&format!("{}/reports/board", desk.url)).await.expect("the board opens");
    find(client, "[data-key=p]").await;
    press(client, "p").await;
    eventually("the board is on the wall", async || {
        let address = client.current_url().await.ok()?;
        address.query().is_some_and(|query| query.contains("projector")).then_some(())
    })
    .await;
    client.goto(&format!("{}/reports/sla", desk.url)).await.expect("the report opens");
    tab_to(client, "a[href*=\"state=met\"]").await;
    enter(client).await;
    says(client, "main", "1001").await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_administrator_renames_a_topic() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    sign_in(client, &desk.url, "admin@example.test").await;
    client.goto(&format!("{}/settings/topics", desk.url)).await.expect("the topics open");
    tab_to(client, "main a[href^=\"/settings/topics/\"]:not([href$=new])").await;
    enter(client).await;
    tab_to(client, "[name=name]").await;
    press_with_control(client, 'a').await;
    press(client, "Autre nom").await;
    enter(client).await;
    says(client, "main", "Autre nom").await;
    let renamed = desk.app.settings().topics.iter().any(|topic| topic.name.as_str() == "Autre nom");
    assert!(renamed, "the desk knows it by that name");
    browser.close().await;
}
