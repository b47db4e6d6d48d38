//! Ids and keys of others: a channel's message has one text, and a caller's key is the caller's own.

use reqwest::Method;
use serde_json::json;
use souffleur_app::Error;
use souffleur_core::{Actor, question::Token};
use souffleur_question::intake::{self, FollowUp, Thread};
use souffleur_tests::{
    harness::{Caller, Reply, TestDesk},
    on_both,
};

on_both!(
    an_id_with_another_text_is_refused,
    a_follow_up_with_another_text_is_refused,
    a_strangers_key_is_within_their_network,
);

fn said(body: &str, id: &str) -> serde_json::Value {
    json!({ "body": body, "external_id": id, "customer": { "name": "Marie Dupont" } })
}

async fn an_id_with_another_text_is_refused(desk: TestDesk) {
    let bridge = desk.program("instagram").await;
    let first = bridge.post("/api/v1/questions", &said("Où est mon colis ?", "m-1")).await.is(201).json;
    let before = desk.rows().await;
    let other = bridge.post("/api/v1/questions", &said("Rendez-moi mon argent.", "m-1")).await;
    other.is_problem(409);
    assert!(!other.raw.contains("/q/"), "{}", other.raw);
    assert!(other.raw.contains("external_id"), "{}", other.raw);
    let same = bridge.post("/api/v1/questions", &said("Où est mon colis ?", "m-1")).await.is(201).json;
    assert_eq!(same["id"], first["id"]);
    assert_eq!(desk.rows().await, before);
}

async fn a_follow_up_with_another_text_is_refused(desk: TestDesk) {
    let bridge = desk.program("instagram").await;
    let first = bridge.post("/api/v1/questions", &said("Où est mon colis ?", "m-1")).await.is(201).json;
    let (_, token) = first["public_url"].as_str().unwrap().split_once("/q/").unwrap();
    let later = |body: &str| FollowUp {
        external_id: Some("m-2".to_owned()),
        ..FollowUp::new(Thread::Token(Token::parse(token).unwrap()), body)
    };
    let actor = Actor::Desk;
    let said = intake::follow_up(&desk.app, actor, later("Toujours rien.")).await.unwrap();
    let before = desk.rows().await;
    let again = intake::follow_up(&desk.app, actor, later("Toujours rien.")).await.unwrap();
    assert_eq!(again.message, said.message);
    let other = intake::follow_up(&desk.app, actor, later("Rendez-moi mon argent.")).await;
    assert!(matches!(other, Err(Error::Taken { field: "external_id" })), "{other:?}");
    assert_eq!(desk.rows().await, before);
}

async fn keyed(caller: &Caller, key: &str, name: &str, body: &str) -> Reply {
    let body = json!({ "body": body, "customer": { "name": name } });
    let request = caller.request(Method::POST, "/api/v1/questions").json(&body);
    Reply::read(request.header("idempotency-key", key)).await
}

async fn a_strangers_key_is_within_their_network(desk: TestDesk) {
    let (here, there) = (desk.stranger(), desk.stranger().at_address("127.0.0.2"));
    let first = keyed(&here, "order-1", "Marie Dupont", "Où est mon colis ?").await.is(201).json;
    // The very same from elsewhere is somebody else's: it opens no thread of another.
    let other = keyed(&there, "order-1", "Marie Dupont", "Où est mon colis ?").await.is(201).json;
    assert_ne!(other["public_url"], first["public_url"]);
    // Behind one network address, a neighbour with the same key is refused and shown nothing.
    let neighbour = keyed(&here, "order-1", "Paul Girard", "Où est mon colis ?").await;
    neighbour.is_problem(422);
    assert!(!neighbour.raw.contains("/q/"), "{}", neighbour.raw);
    let again = keyed(&here, "order-1", "Marie Dupont", "Où est mon colis ?").await.is(201).json;
    assert_eq!(again["id"], first["id"]);
    let changed = keyed(&here, "order-1", "Marie Dupont", "Autre chose ?").await;
    changed.is_problem(422);
}
