//! What was answered before: kept once, found on the public page, put into a reply by one key with the customer's name
//! filled in, and from then on it says when it was used. And a list that is kept counts by itself.

use souffleur_question::answer::{self, AnswerForm};
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    eventually,
    story::{PARCEL, SIZES},
};

use super::{
    keyboard::{enter, tab_to},
    stage::{click, fill, find, holds, open, press, says, send, sign_in, visit},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_answer_is_kept_once_and_proposed_by_a_key() {
    let desk = TestDesk::open().await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    client.goto(&format!("{}/answers", desk.url)).await.expect("the answers open");
    find(client, "[data-key=a]").await;
    press(client, "a").await;
    tab_to(client, "[name=title_fr]").await;
    press(client, "Quelle taille choisir ? Le guide des tailles et la coupe").await;
    tab_to(client, "[name=body_fr]").await;
    press(client, "Bonjour {customer}, le guide des tailles est à jour : prenez votre taille habituelle.")
        .await;
    send(client).await;
    says(client, "main", "Quelle taille choisir").await;

    let asked = desk.ask_for("lea", SIZES).await;
    client.goto(&format!("{}/questions/{}", desk.url, asked.id)).await.expect("the question opens");
    find(client, "[data-key=i]").await;
    press(client, "i").await;
    eventually("the answer stands in the reply", async || {
        let words = find(client, "textarea[data-key=r]").await.prop("value").await.ok()??;
        (words.contains("prenez votre taille habituelle") && words.contains("Marie") && !words.contains('{'))
            .then_some(())
    })
    .await;
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_kept_list_counts_by_itself_and_a_stale_reply_is_stopped() {
    let desk = TestDesk::open().await;
    let first = desk.ask_for("lea", SIZES).await;
    desk.ask_for("karim", PARCEL).await;
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    let narrowed = format!("{}/inbox?view=open&expert={}", desk.url, desk.user("lea"));
    client.goto(&narrowed).await.expect("the inbox opens");
    says(client, "#inbox-list", "#1001").await;
    tab_to(client, ".keep-view > summary").await;
    enter(client).await;
    tab_to(client, "[name=view_name]").await;
    press(client, "Pour Léa").await;
    enter(client).await;
    says(client, ".chip-kept", "Pour Léa").await;
    says(client, ".chip-kept", "1").await;
    desk.ask_for("lea", SIZES).await;
    says(client, ".chip-kept", "2").await;

    // The customer writes while the reply is being written: it is stopped with what changed, and nothing typed is lost.
    client.goto(&format!("{}/questions/{}", desk.url, first.id)).await.expect("the question opens");
    fill(client, "textarea[data-key=r]", "Prenez du 38.").await;
    desk.follow_up(&first, "Je précise : c’est pour offrir.").await;
    says(client, ".thread", "c’est pour offrir").await;
    send(client).await;
    says(client, "main", "Cette question a changé pendant que vous écriviez").await;
    let words = find(client, "textarea[data-key=r]").await.prop("value").await.expect("an answer");
    assert_eq!(words.as_deref(), Some("Prenez du 38."));
    assert!(desk.question(first.id).await.question.status.is_open(), "nothing has left");
    browser.close().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_answered_says_when_and_visitors_find_what_is_public() {
    let (desk, browser) = open().await;
    let client = &browser.client;
    for form in [
        AnswerForm {
            title_fr: "Où est mon colis ?".to_owned(),
            body_fr: "Le suivi est dans votre **courriel**.".to_owned(),
            is_public: true,
            ..AnswerForm::default()
        },
        AnswerForm {
            title_fr: "Quelle taille choisir".to_owned(),
            body_fr: "Bonjour {customer}, le guide est en cours de révision.".to_owned(),
            review_on: "2026-11-01".to_owned(),
            ..AnswerForm::default()
        },
    ] {
        answer::save(&desk.app, desk.actor("camille"), None, &form).await.expect("it is kept");
    }

    // A visitor finds the public one, by its page and while asking; the other is the house's own.
    visit(client, &desk, "/").await;
    tab_to(client, "footer a[href=\"/faq\"]").await;
    enter(client).await;
    says(client, "main", "Questions fréquentes").await;
    press(client, "/").await;
    press(client, "colis").await;
    enter(client).await;
    holds(client, "input[type=search]", "colis").await;
    tab_to(client, ".faq-entry summary").await;
    enter(client).await;
    says(client, ".faq-entry[open] strong", "courriel").await;
    press(client, "/").await;
    press(client, " taille").await;
    enter(client).await;
    says(client, "main", "Aucune réponse ici").await;
    tab_to(client, ".empty-state a[href=\"/ask\"]").await;
    enter(client).await;
    fill(client, "textarea[name=body]", PARCEL).await;
    says(client, ".faq-like", "Où est mon colis ?").await;

    // Who writes is proposed both what is kept and what was replied, each with its day.
    let before = desk.ask_for("lea", SIZES).await;
    desk.reply(before.id, "Prenez la taille au-dessus.").await;
    let asked = desk.ask_for("lea", SIZES).await;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    let place = format!("/questions/{}", asked.id);
    visit(client, &desk, &place).await;
    says(client, ".proposals", "envoyée le 23 novembre 2026").await;
    says(client, ".proposal.is-expired", "À vérifier").await;
    says(client, ".proposal.is-expired", "jamais utilisée").await;
    click(client, ".proposal [data-insert^=Prenez]").await;
    click(client, ".proposal.is-expired [data-insert]").await;
    let both = "Bonjour Marie Dupont, le guide est en cours de révision.\n\nPrenez la taille au-dessus.\n\n";
    holds(client, "textarea[data-key=r]", both).await;
    visit(client, &desk, &place).await;
    says(client, ".proposal.is-expired", "utilisée 1 fois, le 23 novembre 2026").await;
    browser.close().await;
}
