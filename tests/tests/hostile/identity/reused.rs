//! Texts that are sent again: nobody reads another customer's name, and what is between braces never arrives raw.

use souffleur_core::{Actor, message::MessageKind};
use souffleur_question::{
    intake::{self, Ask, AskCustomer, Asked},
    proposal,
    question::{self, Leaves, Reply},
};
use souffleur_tests::{harness::TestDesk, on_both};

on_both!(
    a_reply_is_proposed_without_its_customer,
    placeholders_are_filled_on_every_way_out,
    what_is_between_braces_is_known_or_refused,
    a_name_stays_a_name,
);

async fn put(desk: &TestDesk, name: &str, body: &str) -> Asked {
    let first = name.split_whitespace().next().unwrap().to_lowercase().replace('é', "e");
    let local: String = first.chars().filter(char::is_ascii_alphanumeric).collect();
    let email = format!("{local}@example.org");
    let customer = AskCustomer { name: name.to_owned(), email: Some(email), handle: None };
    intake::ask(&desk.app, Actor::Customer, Ask { body: body.to_owned(), customer, ..Ask::default() })
        .await
        .unwrap()
}

async fn a_reply_is_proposed_without_its_customer(desk: TestDesk) {
    let first = put(&desk, "Zoé Martin", "La fermeture éclair de la robe est cassée, que faire ?").await;
    let said = "Bonjour Zoé,\n\nMerci Madame Martin : renvoyez la robe, nous la réparons. Écrivez à zoe@example.org.\n\nBonne journée Zoé !";
    desk.reply(first.id, said).await;
    desk.settle().await;
    let other = put(&desk, "Paul Girard", "Ma robe a la fermeture éclair cassée, que faire ?").await;
    let (_, proposals) = proposal::propose(&desk.app, desk.actor("camille"), other.id).await.unwrap();
    let body = &proposals.iter().find(|one| one.title.contains("fermeture")).unwrap().body;
    for name in ["Zoé", "Martin", "zoe@"] {
        assert!(!body.contains(name), "{name}: {body}");
    }
    assert!(body.starts_with("Merci Paul Girard : renvoyez la robe"), "{body}");
}

async fn send(desk: &TestDesk, asked: &Asked, body: &str, weight: MessageKind, leaves: Leaves) {
    let version = desk.question(asked.id).await.question.version;
    let reply = Reply { weight, ..Reply::new(body, version) };
    question::send(&desk.app, desk.actor("camille"), asked.id, reply, leaves, &[]).await.unwrap();
}

async fn placeholders_are_filled_on_every_way_out(desk: TestDesk) {
    let text = "Bonjour {customer}, votre question {question} a une réponse. {voice}";
    let said = "Bonjour Paul Girard, votre question #";
    let page = |asked: &Asked| format!("/q/{}", asked.token.as_str());
    // At once, later, and asking for patience.
    let asked = put(&desk, "Paul Girard", "Où est mon colis ?").await;
    send(&desk, &asked, text, MessageKind::Holding, Leaves::Now).await;
    desk.visitor().get(&page(&asked)).await.says(said).does_not_say("{");
    send(&desk, &asked, text, MessageKind::Reply, Leaves::Now).await;
    let later = put(&desk, "Paul Girard", "Et ma facture ?").await;
    send(&desk, &later, text, MessageKind::Reply, Leaves::Soon).await;
    desk.undo_passes().await;
    desk.visitor().get(&page(&later)).await.says(said).does_not_say("{");
    // By a program, and from the page.
    let camille = desk.caller("camille").await;
    let third = put(&desk, "Paul Girard", "Et mon avoir ?").await;
    let version = desk.question(third.id).await.question.version;
    let path = format!("/api/v1/questions/{}/replies", third.id);
    camille.post(&path, &serde_json::json!({ "body": text, "version": version })).await.is(201);
    desk.visitor().get(&page(&third)).await.says(said).does_not_say("{");
    desk.settle().await;
    for letter in desk.letters_to("paul@example.org") {
        assert!(!letter.everything().contains("{customer}") && !letter.text.contains("{question}"));
    }
}

async fn what_is_between_braces_is_known_or_refused(desk: TestDesk) {
    let asked = put(&desk, "Paul Girard", "Où est mon colis ?").await;
    let (camille, api) = (desk.signed_in("camille").await, desk.caller("camille").await);
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    let before = desk.rows().await;
    camille
        .fill(&place, &action, &[("body", "Bonjour {client}"), ("undo", "")])
        .await
        .is(422)
        .says("{client}");
    let version = desk.question(asked.id).await.question.version;
    let body = serde_json::json!({ "body": "Bonjour {client}", "version": version, "undo": true });
    api.post(&format!("/api/v1/questions/{}/replies", asked.id), &body).await.refuses("body");
    assert_eq!(desk.rows().await, before);
    // A brace can be typed.
    camille
        .fill(&place, &action, &[("body", "Tapez {{customer}} ou {\"a\": 1}."), ("undo", "")])
        .await
        .is(303);
    desk.visitor().get(&format!("/q/{}", asked.token.as_str())).await.says("Tapez {customer} ou {\"a\": 1}.");
}

async fn a_name_stays_a_name(desk: TestDesk) {
    let asked = put(&desk, "**Bob** <b>", "Où est mon colis ?").await;
    send(&desk, &asked, "Bonjour {customer}, il arrive.", MessageKind::Reply, Leaves::Now).await;
    let page = desk.visitor().get(&format!("/q/{}", asked.token.as_str())).await;
    page.says("Bonjour **Bob** <b>, il arrive.");
    desk.settle().await;
    let letters = desk.letters_to("bob@example.org");
    assert!(
        letters.iter().any(|letter| letter.text.contains("Bonjour **Bob** <b>, il arrive.")),
        "{letters:?}"
    );
    // A name that looks like a placeholder is a name, however often it is filled.
    let odd = put(&desk, "{voice}", "Et ma facture ?").await;
    send(&desk, &odd, "Bonjour {customer}.", MessageKind::Reply, Leaves::Soon).await;
    desk.undo_passes().await;
    desk.visitor().get(&format!("/q/{}", odd.token.as_str())).await.says("Bonjour {voice}.");
}
