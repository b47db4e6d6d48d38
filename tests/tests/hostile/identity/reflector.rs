//! The desk as a loudspeaker: nobody has it mail their own words to somebody else, or puts a link before everybody.

use souffleur_core::Actor;
use souffleur_question::intake::{self, Ask, AskCustomer};
use souffleur_tests::{harness::TestDesk, on_both};

on_both!(
    a_receipt_carries_no_word_of_a_stranger,
    an_address_gets_so_many_receipts,
    links_of_strangers_are_text_until_answered,
    a_desk_may_look_first,
    a_program_shows_after_a_first_look,
);

const VICTIM: &str = "victime@example.org";
const LURE: &str = "https://evil.example/gagnez";

fn spam(subject: &str) -> Ask {
    Ask {
        body: format!("Gagnez mille euros ici : {LURE}"),
        subject: Some(subject.to_owned()),
        customer: AskCustomer {
            name: "Cadeau evil.example".to_owned(),
            email: Some(VICTIM.to_owned()),
            handle: None,
        },
        ..Ask::default()
    }
}

async fn a_receipt_carries_no_word_of_a_stranger(desk: TestDesk) {
    intake::ask(&desk.app, Actor::Customer, spam("Cadeau https://evil.example")).await.unwrap();
    desk.settle().await;
    let letter = desk.letters_to(VICTIM).pop().unwrap();
    for word in ["evil.example", "Gagnez", "Cadeau", "mille euros"] {
        assert!(!letter.everything().contains(word), "{word}: {}", letter.everything());
    }
    // Who is known to write from their address reads what they asked.
    let bridge = desk.program("email").await;
    let mail = serde_json::json!({ "body": "Où est mon colis ?", "visibility": "private",
        "customer": { "name": "Paul Girard", "email": "paul@example.org" } });
    bridge.post("/api/v1/questions", &mail).await.is(201);
    desk.settle().await;
    let letter = desk.letters_to("paul@example.org").pop().unwrap();
    assert!(letter.text.contains("Où est mon colis ?") && letter.text.contains("Bonjour Paul Girard"));
}

async fn an_address_gets_so_many_receipts(desk: TestDesk) {
    for number in 0..9 {
        let name = format!("Personne {number}");
        let customer = AskCustomer { name, ..spam("x").customer };
        let ask = Ask { body: format!("Question {number} ?"), customer, ..Ask::default() };
        intake::ask(&desk.app, Actor::Customer, ask).await.unwrap();
    }
    desk.settle().await;
    assert_eq!(desk.letters_to(VICTIM).len(), souffleur_app::mail_limit::MAX_PER_ADDRESS);
    // Another address gets its own, and so does this one an hour later.
    desk.ask("Quelle taille choisir ?").await;
    desk.clock.advance(jiff::SignedDuration::from_hours(1));
    intake::ask(&desk.app, Actor::Customer, spam("x")).await.unwrap();
    desk.settle().await;
    assert_eq!(desk.letters_to(VICTIM).len(), souffleur_app::mail_limit::MAX_PER_ADDRESS + 1);
    assert_eq!(desk.letters_to(souffleur_tests::harness::story::CUSTOMER).len(), 1);
}

async fn links_of_strangers_are_text_until_answered(desk: TestDesk) {
    let asked = intake::ask(&desk.app, Actor::Customer, spam("Cadeau")).await.unwrap();
    let (wall, own) = (format!("/wall/{}", asked.number), format!("/q/{}", asked.token.as_str()));
    let evil = format!("a[href*='{}']", "evil.example");
    let visitor = desk.visitor();
    for page in ["/", &wall, &own] {
        let page = visitor.get(page).await.is(200);
        assert!(page.all(&evil, "href").is_empty(), "{}", page.text());
    }
    visitor.get(&wall).await.says(LURE);
    let feed = visitor.get("/feed.atom").await.is(200);
    assert!(!feed.html.contains("href=\"https://evil"), "{}", feed.html);
    assert!(feed.html.contains("<content type=\"text\">"));
    desk.reply(asked.id, "Ce lien n’est pas de nous.").await;
    assert_eq!(visitor.get(&wall).await.is(200).all(&evil, "href"), [LURE]);
    // What they write afterwards waits for an answer again.
    desk.follow_up(&asked, "Et https://evil.example/encore ?").await;
    assert_eq!(visitor.get(&wall).await.is(200).all(&evil, "href"), [LURE]);
}

async fn a_desk_may_look_first(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let form = ada.get("/settings/desk").await;
    ada.submit(&form, "/settings/desk", &[("first_look", "true")]).await.is(303);
    let asked = intake::ask(&desk.app, Actor::Customer, spam("Cadeau")).await.unwrap();
    let (wall, own) = (format!("/wall/{}", asked.number), format!("/q/{}", asked.token.as_str()));
    let visitor = desk.visitor();
    for page in ["/", "/feed.atom"] {
        let page = visitor.get(page).await.is(200);
        assert!(!page.html.contains("Gagnez") && !page.html.contains("Cadeau"), "{}", page.html);
    }
    visitor.get(&wall).await.is(404);
    visitor.get(&own).await.is(200).says("Nous relisons votre question");
    // The house works on it all the same, and one press shows it.
    let camille = desk.signed_in("camille").await;
    let (place, action) =
        (format!("/questions/{}", asked.id), format!("/questions/{}/show-on-wall", asked.id));
    camille.get(&place).await.says("En attente d’une première lecture");
    camille.fill(&place, &action, &[]).await.is(303);
    camille.get(&place).await.does_not_say("pas encore au mur");
    visitor.get(&wall).await.is(200).says("Gagnez");
    visitor.get(&own).await.does_not_say("Nous relisons");
    // Who answers has looked.
    let other = intake::ask(&desk.app, Actor::Customer, spam("Autre")).await.unwrap();
    visitor.get(&format!("/wall/{}", other.number)).await.is(404);
    desk.reply(other.id, "Non merci.").await;
    visitor.get(&format!("/wall/{}", other.number)).await.is(200);
}

async fn a_program_shows_after_a_first_look(desk: TestDesk) {
    let ada = desk.signed_in("ada").await;
    let form = ada.get("/settings/desk").await;
    ada.submit(&form, "/settings/desk", &[("first_look", "true")]).await.is(303);
    let asked = intake::ask(&desk.app, Actor::Customer, spam("Cadeau")).await.unwrap();
    let (wall, own) = (format!("/wall/{}", asked.number), format!("/api/v1/questions/{}", asked.id));
    let camille = desk.caller("camille").await;
    assert_eq!(camille.get(&own).await.is(200).json["waits_for_first_look"], true);
    let show = format!("{own}/show-on-wall");
    let mut others = Vec::new();
    for name in ["lea", "karim", "nadia", "ada"] {
        others.push(desk.caller(name).await);
    }
    let before = desk.rows().await;
    for other in others {
        other.post(&show, &serde_json::json!({})).await.is_problem(403);
    }
    desk.stranger().post(&show, &serde_json::json!({})).await.is_problem(401);
    camille.post(&show, &serde_json::json!({ "at": "once" })).await.refuses("at");
    assert_eq!(desk.rows().await, before, "a refused call changed something");
    desk.visitor().get(&wall).await.is(404);
    camille.post(&show, &serde_json::json!({})).await.is(204);
    desk.visitor().get(&wall).await.is(200).says("Gagnez");
    assert_eq!(camille.get(&own).await.is(200).json["waits_for_first_look"], false);
    // It waits no longer.
    camille.post(&show, &serde_json::json!({})).await.is_problem(409);
}
