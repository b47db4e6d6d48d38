//! Seven ask the same: by keyboard alone they are put together, one draft is written, and seven letters leave.

use jiff::SignedDuration;
use souffleur_core::{Actor, question::Status};
use souffleur_question::intake::{self, Ask, AskCustomer};
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    eventually,
    story::SIZES,
};

use super::stage::{find, press, says, send, sign_in};

const PEOPLE: [&str; 7] =
    ["Marie Dupont", "Paul Girard", "Anne Roy", "Luc Petit", "Zoé Blanc", "Omar Sy", "Inès Lam"];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn seven_ask_the_same_one_draft_seven_letters() {
    let desk = TestDesk::open().await;
    let mut asked = Vec::new();
    for (place, name) in PEOPLE.into_iter().enumerate() {
        let email = Some(format!("customer{place}@example.org"));
        let customer = AskCustomer { name: name.to_owned(), email, handle: None };
        let ask = Ask { body: SIZES.to_owned(), customer, ..Ask::default() };
        asked.push(intake::ask(&desk.app, Actor::Customer, ask).await.expect("it is taken in"));
        desk.clock.advance(SignedDuration::from_mins(1));
    }
    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    find(client, "[data-item]").await;
    says(client, "#same-groups", "7 clients demandent la même chose").await;
    for _ in PEOPLE {
        press(client, "j").await;
        press(client, "x").await;
    }
    says(client, "#bulk", "7 questions cochées").await;
    press(client, "t").await;
    says(client, "main", "6 questions suivent désormais la question #1001").await;
    says(client, "#same-1001", "Posée par 7 clients").await;

    // Léa has one of them on her list.
    sign_in(&browser, &desk.url, "lea@example.test").await;
    find(client, "#row-1001").await;
    let rows = client.execute("return document.querySelectorAll('[data-item]').length", vec![]).await;
    assert_eq!(rows.expect("a page"), 1);
    press(client, "o").await;
    says(client, "#pane", "Posée par 7 clients").await;
    press(client, "r").await;
    press(client, "Bonjour {customer}, prenez du 38.").await;
    send(client).await;
    says(client, "main", "Brouillon remis").await;

    // The receipts leave before there are answers that would take their place.
    desk.settle().await;
    // The community manager sends it: two keys, seven replies.
    sign_in(&browser, &desk.url, "cm@example.test").await;
    client.goto(&format!("{}/questions/{}", desk.url, asked[0].id)).await.expect("the question opens");
    find(client, "#also-1001 input[name=also]:checked").await;
    press(client, "r").await;
    send(client).await;
    says(client, "body", "6 réponses de plus partent avec elle").await;
    desk.undo_passes().await;
    desk.settle().await;
    for (place, (name, question)) in PEOPLE.into_iter().zip(&asked).enumerate() {
        eventually("it is answered", async || {
            (desk.question(question.id).await.question.status == Status::Answered).then_some(())
        })
        .await;
        let letters = desk.letters_to(&format!("customer{place}@example.org"));
        assert_eq!(letters.len(), 2, "a receipt and a reply");
        let own = format!("Bonjour {name}, prenez du 38.");
        assert!(letters.iter().any(|letter| letter.text.contains(&own)), "{own}");
    }
    browser.close().await;
}
