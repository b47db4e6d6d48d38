//! The same thing twice is one thing: by the caller's key, by the channel's id, by a form that is sent again.

use reqwest::Method;
use serde_json::{Value, json};
use souffleur_tests::{
    harness::{Caller, Reply, TestDesk},
    on_both,
};

use crate::place::{good, with};

on_both!(
    a_key_that_comes_again_is_answered_again,
    a_channels_message_is_stored_once,
    a_form_that_is_sent_twice_asks_once,
);

async fn keyed(caller: &Caller, key: &str, body: &Value) -> Reply {
    let request = caller.request(Method::POST, "/api/v1/questions").json(body);
    Reply::read(request.header("idempotency-key", key)).await
}

async fn a_key_that_comes_again_is_answered_again(desk: TestDesk) {
    let stranger = desk.stranger();
    let first = keyed(&stranger, "k-1", &good()).await.is(201);
    let before = desk.rows().await;
    let again = keyed(&stranger, "k-1", &good()).await.is(201);
    assert_eq!(again.json, first.json);
    // White space and the order of fields are not what is said.
    let same = r#" { "customer": {"email": "marie@example.org", "name": "Marie"}, "body": BODY } "#;
    let same = same.replace("BODY", &good()["body"].to_string());
    let request =
        stranger.request(Method::POST, "/api/v1/questions").header("content-type", "application/json");
    let again = Reply::read(request.header("idempotency-key", "k-1").body(same)).await.is(201);
    assert_eq!(again.json, first.json);
    for other in [
        with("body", json!("Autre chose ?")),
        with("customer.name", json!("Paul")),
        with("subject", json!("x")),
    ] {
        let refused = keyed(&stranger, "k-1", &other).await;
        refused.is_problem(422);
        assert!(refused.raw.contains("key-reused"), "{}", refused.raw);
    }
    assert_eq!(desk.rows().await, before);
    // A key is its caller's own.
    let manager = desk.caller("camille").await;
    let other = keyed(&manager, "k-1", &with("body", json!("Une autre ?"))).await.is(201);
    assert_ne!(other.json["id"], first.json["id"]);
    let desk = desk.restarted().await;
    let again = keyed(&desk.stranger(), "k-1", &good()).await.is(201);
    assert_eq!(again.json["id"], first.json["id"], "and it outlives a restart");
}

async fn a_channels_message_is_stored_once(desk: TestDesk) {
    let program = desk.program("facebook").await;
    let message = with("external_id", json!("m-7"));
    let first = program.post("/api/v1/questions", &message).await.is(201);
    let before = desk.rows().await;
    let again = program.post("/api/v1/questions", &message).await.is(201);
    assert_eq!(again.json, first.json);
    assert_eq!(desk.rows().await, before);
    // The same id of another channel is another message.
    let other = desk.program("instagram").await.post("/api/v1/questions", &message).await.is(201);
    assert_ne!(other.json["id"], first.json["id"]);
    // A stranger has no ids, so who merely guesses one is given nobody's link.
    let refused = desk.stranger().post("/api/v1/questions", &message).await;
    refused.refuses("external_id");
    assert!(!refused.raw.contains("/q/"));
}

async fn a_form_that_is_sent_twice_asks_once(desk: TestDesk) {
    let visitor = desk.visitor();
    let form = visitor.get("/ask").await;
    let typed = [("body", "Quelle taille ?"), ("name", "Marie")];
    let first = visitor.submit(&form, "/ask", &typed).await.is(303);
    let before = desk.rows().await;
    let again = visitor.submit(&form, "/ask", &typed).await;
    again.leads_to(first.location());
    assert_eq!(desk.rows().await, before);

    let thread = visitor.get(first.location()).await;
    let action = format!("{}/messages", first.location());
    visitor.submit(&thread, &action, &[("body", "Et la coupe ?")]).await.leads_to(first.location());
    let before = desk.rows().await;
    visitor.submit(&thread, &action, &[("body", "Et la coupe ?")]).await.leads_to(first.location());
    assert_eq!(desk.rows().await, before);
    // The same form with other words is not lost: it comes back and can be sent.
    let changed =
        visitor.submit(&form, "/ask", &[("body", "Autre chose ?"), ("name", "Marie")]).await.is(422);
    let other = visitor.submit(&changed, "/ask", &[]).await.is(303);
    assert_ne!(other.location(), first.location());
}
