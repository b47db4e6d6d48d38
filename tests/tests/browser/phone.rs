//! The expert between two meetings, with a phone: from the letter to the draft, and what is not theirs goes on in two taps.

use souffleur_core::question::Status;
use souffleur_tests::harness::{
    Letter, TestDesk,
    browser::{Browser, Look},
    house,
    story::SIZES,
};

use super::stage::{click, fill, find, says, sign_in, text, visit};

const EDITOR: &str = "textarea[data-key=r]";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_expert_goes_from_the_letter_to_the_draft_on_a_phone() {
    let desk = TestDesk::open().await;
    let before = desk.ask_for("lea", SIZES).await;
    desk.reply(before.id, "Prenez la taille au-dessus.").await;
    let asked = desk.ask_for("lea", SIZES).await;
    let second = desk.ask_for("lea", SIZES).await;
    let third = desk.ask_for("lea", SIZES).await;
    desk.settle().await;
    let letters = desk.letters_to("lea@example.test");
    let link = |number: i64| link(&letters, &desk.url, number);
    let browser = Browser::start(Look { language: "fr", width: 390, height: 844, ..Look::default() }).await;
    let client = &browser.client;

    // The letter's link asks who one is, once, and goes on to the question.
    client.goto(&link(asked.number)).await.expect("the link leads somewhere");
    fill(client, "[name=email]", "lea@example.test").await;
    fill(client, "[name=password]", house::PASSWORD).await;
    click(client, "main button[type=submit]").await;
    says(client, ".question-number", &format!("#{}", asked.number)).await;
    says(client, ".thread", "quelle taille choisir").await;
    says(client, ".draft-by", "Sophie a promis une réponse pour 17:00").await;
    tap(client, ".to-wings").await;
    tap(client, ".proposal summary").await;
    says(client, ".proposals", "Prenez la taille au-dessus").await;
    tap(client, ".from-wings").await;
    fits(client).await;
    fill(client, EDITOR, "Du 38.").await;
    says(client, "[data-saved]", "Gardé").await;
    // What the bell has just heard lies over the button until it is waved away.
    find(client, ".alert-toast-close").await;
    let wave = "document.querySelectorAll('.alert-toast-close').forEach((close) => close.click())";
    client.execute(wave, vec![]).await.expect("a page");
    tap(client, "form.drafting button.btn-primary").await;
    says(client, "main", "Brouillon remis").await;
    assert_eq!(desk.question(asked.id).await.question.status, Status::Drafted);

    // Within the session, the next letter opens its question at once. A tap for the colleagues, a tap for the one who knows.
    client.goto(&link(second.number)).await.expect("the link leads somewhere");
    tap(client, ".question-actions [data-key=a]").await;
    fits(client).await;
    tap(client, ".runner").await;
    says(client, "main", "La question est transmise à Karim Haddad").await;

    // Not mine, for a reason; the desk finds somebody, and the reason stays for whoever asks why.
    client.goto(&link(third.number)).await.expect("the link leads somewhere");
    tap(client, ".question-actions [data-key=x]").await;
    fits(client).await;
    fill(client, "[name=decline_reason]", "C’est un retour, pas une taille.").await;
    tap(client, "[action$=decline] button[type=submit]").await;
    says(client, "main", "La question passe").await;
    sign_in(&browser, &desk.url, "cm@example.test").await;
    visit(client, &desk, &format!("/questions/{}", third.id)).await;
    tap(client, ".to-wings").await;
    says(client, ".why-reason", "C’est un retour, pas une taille.").await;
    browser.close().await;
}

/// The link of the letter about a question.
fn link(letters: &[Letter], url: &str, number: i64) -> String {
    let about = letters.iter().find(|letter| letter.text.contains(&number.to_string()));
    let letter = about.unwrap_or_else(|| panic!("no letter about {number}"));
    let link = letter.text.lines().find(|line| line.starts_with(url));
    link.unwrap_or_else(|| panic!("no link: {}", letter.text)).to_owned()
}

/// Brings something into reach of the thumb, above the bar at the bottom, and taps on it.
async fn tap(client: &fantoccini::Client, css: &str) {
    find(client, css).await;
    let reach = "document.querySelector(arguments[0]).scrollIntoView({ block: 'center' })";
    client.execute(reach, vec![css.into()]).await.expect("it is there");
    click(client, css).await;
}

/// Nothing is cut off on the right.
async fn fits(client: &fantoccini::Client) {
    find(client, "main").await;
    let wide = "return document.documentElement.scrollWidth > innerWidth";
    let wide = client.execute(wide, vec![]).await.expect("a width");
    assert_eq!(wide, false, "the page is wider than the phone: {}", text(client, "main").await);
}
