//! A colleague is asked: they see that one question from then on and nothing else, write beside its draft, and who holds
//! it takes that over or does not. Nothing of it reaches the customer.

use reqwest::Method;
use serde_json::json;
use souffleur_core::{alert::AlertKind, event::EventKind, id::QuestionId, question::Assignee};
use souffleur_question::{alert, question};
use souffleur_tests::{
    harness::{
        Listener, TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    a_colleague_writes_beside_the_draft,
    having_been_asked_opens_that_question_and_nothing_else,
    the_community_manager_asks_too,
    who_cannot_be_meant_is_told_beside_the_field,
    programs_ask_and_answer,
);

const REQUEST: &str = "@karim.haddad Quel délai pour la Corse ?";
const ADVICE: &str = "Comptez cinq jours ouvrés.";

async fn asked(desk: &TestDesk) -> QuestionId {
    let asked = desk.ask_for("lea", SIZES).await;
    question::ask_colleague(&desk.app, desk.actor("lea"), asked.id, REQUEST).await.unwrap();
    asked.id
}

async fn alerts(desk: &TestDesk, name: &str, kind: AlertKind) -> usize {
    let lines = alert::list(&desk.app, desk.actor(name)).await.unwrap();
    lines.iter().filter(|line| line.kind == kind).count()
}

async fn a_colleague_writes_beside_the_draft(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let (lea, karim) = (desk.signed_in("lea").await, desk.signed_in("karim").await);
    let place = format!("/desk/{}", asked.id);
    lea.fill(&place, &format!("{place}/ask-colleague"), &[("ask", REQUEST)])
        .await
        .leads_to(&format!("{place}?view=draft"));
    lea.get(&place).await.says("Karim Haddad").says("Pas encore de réponse");
    assert_eq!(alerts(&desk, "karim", AlertKind::ColleagueAsks).await, 1);

    let list = karim.get("/desk").await.is(200);
    list.says("On vous demande votre avis").says("Léa Bernard vous demande");
    assert_eq!(list.all("section.asks a", "href"), [format!("{place}?view=draft")]);
    let page = karim.get(&place).await.is(200);
    page.says("Léa Bernard vous demande votre avis").says("Quel délai pour la Corse");
    for closed in ["draft", "hand-over", "decline", "note", "ask-colleague"] {
        assert!(!page.has_form(&format!("{place}/{closed}")), "{closed} is the holder’s");
    }
    // What is being typed is kept, as everywhere.
    karim.save(&page, &format!("{place}/beside"), &format!("{place}/unsent"), "Comptez").await.is(204);
    let kept = karim.get(&place).await.form(&format!("{place}/beside"));
    assert!(kept.contains(&("body".to_owned(), "Comptez".to_owned())), "{kept:?}");
    karim.fill(&place, &format!("{place}/beside"), &[("body", ADVICE)]).await.leads_to("/desk?view=draft");
    assert!(karim.get("/desk").await.all("section.asks a", "href").is_empty());
    assert_eq!(alerts(&desk, "lea", AlertKind::SideDraft).await, 1);

    // Taken over by one link without a script; the draft is Léa's, and the question was hers all along.
    let page = lea.get(&place).await.says(ADVICE).all("a[data-insert]", "href");
    let begun = lea.get(&page[0]).await.form(&format!("{place}/draft"));
    assert!(begun.contains(&("body".to_owned(), ADVICE.to_owned())), "{begun:?}");
    lea.fill(&page[0], &format!("{place}/draft"), &[]).await.is(303);
    let view = desk.question(asked.id).await;
    assert_eq!(view.question.assignee, Assignee::Expert(desk.user("lea")));
    assert_eq!(view.drafts.last().unwrap().0.author, desk.user("lea"));
    let told: Vec<_> = view.events.iter().map(|event| event.what.as_str()).collect();
    assert!(told.contains(&"colleague_asked") && told.contains(&"side_draft_written"), "{told:?}");
    let karims = desk.user("karim");
    assert!(view.events.iter().any(|event| event.what == EventKind::ColleagueAsked { colleague: karims }));

    desk.reply(asked.id, "Du 38.").await;
    desk.visitor()
        .get(&format!("/q/{}", asked.token.as_str()))
        .await
        .does_not_say("Corse")
        .does_not_say("cinq jours");
    // What is done is not written on any more, and nobody is asked about it.
    let late = question::draft_beside(&desk.app, desk.actor("karim"), asked.id, ADVICE).await;
    assert!(matches!(late, Err(souffleur_app::Error::IllegalStep(_))), "{late:?}");
}

async fn having_been_asked_opens_that_question_and_nothing_else(desk: TestDesk) {
    let karim = desk.caller("karim").await;
    let hers = desk.ask_for("lea", PARCEL).await.id;
    let mut listening = Listener::open(karim.request(Method::GET, "/api/v1/events")).await;
    let id = desk.ask_for("lea", SIZES).await.id;
    let calls = |id: QuestionId| [format!("/api/v1/questions/{id}"), format!("/api/v1/questions?q=%23{}", 1)];
    karim.get(&calls(id)[0]).await.is_problem(404);
    let found = async || {
        karim.get("/api/v1/questions?q=taille").await.is(200).json["items"].as_array().unwrap().len()
    };
    assert_eq!(found().await, 0);

    question::ask_colleague(&desk.app, desk.actor("lea"), id, REQUEST).await.unwrap();
    let heard = listening.until("colleague_asked").await;
    // That the other one went on to Léa he may still be told, if it was his until then.
    let mut news = heard.iter().filter(|told| told.name != "assigned");
    assert!(news.all(|told| !told.data.contains(&hers.to_string())), "{heard:?}");
    let seen = karim.get(&calls(id)[0]).await.is(200);
    assert_eq!(seen.json["side_drafts"][0]["request"], REQUEST);
    assert_eq!(found().await, 1);
    let own = karim.get("/api/v1/questions").await.is(200);
    assert_eq!(own.json["items"].as_array().unwrap().len(), 0, "it is not his");
    // The index, when it has caught up, says the same.
    desk.settle().await;
    assert_eq!(found().await, 1);
    karim.get(&calls(hers)[0]).await.is_problem(404);

    let at = |what: &str| format!("/api/v1/questions/{id}/{what}");
    let body = json!({"body": "Du 38."});
    for refused in ["drafts", "notes", "asks", "replies"] {
        let body = if refused == "replies" { json!({"body": "Du 38.", "version": 1}) } else { body.clone() };
        karim.post(&at(refused), &body).await.is_problem(403);
    }
    karim.post(&at("assignments"), &json!({})).await.is_problem(403);
    karim.post(&at("side-drafts"), &body).await.is(201);
    karim.post(&format!("/api/v1/questions/{hers}/side-drafts"), &body).await.is_problem(404);
}

async fn the_community_manager_asks_too(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let camille = desk.signed_in("camille").await;
    let place = format!("/questions/{}", asked.id);
    camille.fill(&place, &format!("{place}/ask-colleague"), &[("ask", REQUEST)]).await.is(303);
    question::draft_beside(&desk.app, desk.actor("karim"), asked.id, ADVICE).await.unwrap();
    // Both who asked and who holds it are told.
    assert_eq!(alerts(&desk, "camille", AlertKind::SideDraft).await, 1);
    assert_eq!(alerts(&desk, "lea", AlertKind::SideDraft).await, 1);
    let take = camille.get(&place).await.says(ADVICE).all("a[data-insert]", "href");
    let reply = camille.get(&take[0]).await.form(&format!("{place}/reply"));
    assert!(reply.iter().any(|(name, body)| name == "body" && body.starts_with(ADVICE)), "{reply:?}");
    // A supervisor reads it, and asks nobody.
    let page = desk.signed_in("nadia").await.get(&place).await.is(200);
    assert!(page.says(ADVICE).all("a[data-insert]", "href").is_empty());
    assert!(!page.has_form(&format!("{place}/ask-colleague")));
    // Who gets the question has it among their own, and is asked nothing.
    let lines = question::asks(&desk.app, desk.actor("karim")).await.unwrap();
    assert!(lines.is_empty());
}

async fn who_cannot_be_meant_is_told_beside_the_field(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let lea = desk.signed_in("lea").await;
    let (place, action) = (format!("/desk/{}", asked.id), format!("/desk/{}/ask-colleague", asked.id));
    let long = format!("@karim {}", "x".repeat(2001));
    for typed in ["", "Quel délai ?", "@lea moi-même ?", "@camille ?", "@nadia ?", "@personne ?", &long] {
        let refused = lea.fill(&place, &action, &[("ask", typed)]).await.is(422);
        assert!(!refused.error_at("ask").is_empty(), "{typed}");
        assert!(refused.form(&action).contains(&("ask".to_owned(), typed.to_owned())), "{typed}");
    }
    question::ask_colleague(&desk.app, desk.actor("lea"), asked.id, REQUEST).await.unwrap();
    let karim = desk.signed_in("karim").await;
    let action = format!("{place}/beside");
    assert!(!karim.fill(&place, &action, &[("body", "  ")]).await.is(422).error_at("body").is_empty());
}

async fn programs_ask_and_answer(desk: TestDesk) {
    let id = asked(&desk).await;
    let (lea, karim) = (desk.caller("lea").await, desk.caller("karim").await);
    let asks = karim.get("/api/v1/asks").await.is(200);
    assert_eq!(asks.json["items"][0]["request"], REQUEST);
    assert_eq!(asks.json["items"][0]["asked_by_name"], "Léa Bernard");
    karim.post(&format!("/api/v1/questions/{id}/side-drafts"), &json!({"body": ADVICE})).await.is(201);
    assert_eq!(karim.get("/api/v1/asks").await.json["items"], json!([]));
    let path = format!("/api/v1/questions/{id}/asks");
    let again = lea.post(&path, &json!({"body": "@karim Sûr ?"})).await.is(201);
    assert_eq!(again.json["asked"][0]["name"], "Karim Haddad");
    lea.post(&path, &json!({"body": "Sûr ?"})).await.refuses("body");
    let shown = lea.get(&format!("/api/v1/questions/{id}")).await.is(200);
    let side = &shown.json["side_drafts"][0];
    assert_eq!((side["body"].as_str(), side["request"].as_str()), (Some(ADVICE), Some("@karim Sûr ?")));
}
