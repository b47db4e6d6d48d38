//! Words, names and addresses that never end make no page wider than its window, on a phone and on a desk.

use fantoccini::Client;
use jiff::SignedDuration;
use souffleur_core::Actor;
use souffleur_question::{intake, question};
use souffleur_tests::harness::{
    TestDesk,
    browser::{Browser, Look},
    devtools::look,
    story,
};

use super::stage::{find, sign_in, visit};

/// What sticks out of a window of a width, or nothing.
const STICKS_OUT: &str = "const [width] = arguments;
    if (document.documentElement.scrollWidth <= width) return '';
    const isClipped = (e) => e && e !== document.body && (getComputedStyle(e).overflowX !== 'visible' || isClipped(e.parentElement));
    const out = [...document.querySelectorAll('body *')]
        .filter((e) => e.getBoundingClientRect().right > width + 1 && !isClipped(e.parentElement));
    return document.documentElement.scrollWidth + ': ' + out.slice(0, 40).map((e) => `${e.tagName}.${e.className}`).join(' ');";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn words_and_addresses_that_never_end_widen_no_page() {
    let desk = TestDesk::open().await;
    let (word, label) = ("anticonstitutionnellement".repeat(12), "x".repeat(60));
    let address = format!("{}@{label}.{label}.{label}.fr", "a".repeat(60));
    let link = format!("https://boutique.example/{}?suivi={}", "chemin".repeat(30), "0123456789".repeat(12));
    let body = format!(
        "{word}\n\nÉcrivez à {address} ou voyez {link}\n\n> {word}\n\n- {link}\n\n**{word}** `{word}`"
    );
    let mut ask = story::question(&body);
    ask.subject = Some("Sujet".repeat(40));
    ask.customer.name = "Nom".repeat(33);
    ask.customer.email = Some(address.clone());
    let asked = intake::ask(&desk.app, Actor::Customer, ask).await.expect("it is taken in");
    let expert = desk.user("lea");
    desk.assign(asked.id, question::AssignTo::Expert(expert)).await;
    question::note(&desk.app, desk.actor("camille"), asked.id, format!("{word} {link}"))
        .await
        .expect("a note");
    desk.draft("lea", asked.id, &body).await;
    let replied = desk.ask_for("lea", &format!("{word} {link}")).await;
    desk.reply(replied.id, &body).await;
    desk.pass(SignedDuration::from_hours(30)).await;
    desk.settle().await;

    let browser = Browser::start(Look { language: "fr", ..Look::default() }).await;
    let client = &browser.client;
    let mut wide = Vec::new();
    let public = [
        "/".to_owned(),
        "/faq".to_owned(),
        format!("/wall/{}", replied.number),
        format!("/q/{}", replied.token.as_str()),
        format!("/q/{}", asked.token.as_str()),
    ];
    measure(client, &desk, &public, &mut wide).await;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    let staff = [
        "/inbox?view=all".to_owned(),
        format!("/inbox?view=all&q={word}"),
        format!("/inbox?view=all&q={}", &word[..25]),
        format!("/questions/{}", asked.id),
        format!("/questions/{}", replied.id),
        format!("/questions/{}/compare", asked.id),
        "/answers".to_owned(),
        "/alerts".to_owned(),
        "/deliveries".to_owned(),
    ];
    measure(client, &desk, &staff, &mut wide).await;
    sign_in(&browser, &desk.url, "lea@example.test").await;
    let own =
        ["/desk".to_owned(), format!("/desk/{}", asked.id), "/desk?q=anticonstitutionnellement".to_owned()];
    measure(client, &desk, &own, &mut wide).await;
    sign_in(&browser, &desk.url, "sup@example.test").await;
    let reports = [
        "/reports/board",
        "/reports/late",
        "/reports/sla",
        "/reports/sla/questions",
        "/reports/board/questions",
    ];
    let mut reports = reports.map(ToOwned::to_owned).to_vec();
    reports.push(format!("/reports/ledger/{}", asked.number));
    measure(client, &desk, &reports, &mut wide).await;
    assert!(wide.is_empty(), "wider than the window:\n{}", wide.join("\n"));
    browser.close().await;
}

async fn measure(client: &Client, desk: &TestDesk, paths: &[String], wide: &mut Vec<String>) {
    for width in [390, 1440] {
        look(client, Look { width, height: 844, language: "fr", ..Look::default() }).await;
        for path in paths {
            visit(client, desk, path).await;
            find(client, "main").await;
            let out = client.execute(STICKS_OUT, vec![width.into()]).await.expect("a width");
            let out = out.as_str().expect("words");
            if !out.is_empty() {
                let path: String = path.chars().take(60).collect();
                wide.push(format!("{width} px, {path}: {out}"));
            }
        }
    }
}
