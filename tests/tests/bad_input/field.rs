//! Fields that can't be taken as they are: each is named, and nothing is written.

use reqwest::Method;
use serde_json::{Value, json};
use souffleur_tests::{
    harness::{Reply, TestDesk},
    on_both,
};

use crate::place::{good, question, with};

on_both!(
    a_question_is_refused_field_by_field,
    what_staff_send_is_refused_field_by_field,
    what_cannot_be_put_together_is_refused,
);

async fn a_question_is_refused_field_by_field(desk: TestDesk) {
    let stranger = desk.stranger();
    let before = desk.rows().await;
    let long = |characters: usize| Value::from("é".repeat(characters));
    let cases = [
        ("body", json!("")),
        ("body", json!(" \n\t ")),
        ("body", json!("a\u{0}b")),
        ("body", long(20_001)),
        ("body", json!(7)),
        ("body", json!(null)),
        ("subject", long(201)),
        ("subject", json!("a\u{0}b")),
        ("customer", json!("Marie")),
        ("customer.name", json!("")),
        ("customer.name", json!("Ma\u{0}rie")),
        ("customer.name", json!("Ma\nrie")),
        ("customer.name", long(101)),
        ("customer.email", json!("nowhere")),
        ("customer.email", json!("a@b.test\r\nBcc: c@d.test")),
        ("customer.email", json!("marie\u{0}@example.org")),
        ("customer.handle", json!("two words")),
        ("external_id", long(256)),
        ("external_id", json!("a\u{0}b")),
        ("channel", json!("Not A Channel")),
        ("channel", json!("email")),
        ("channel", json!("facebook")),
        ("channel_at", json!("yesterday")),
        ("visibility", json!("secret")),
        ("language", json!("klingon")),
        ("format", json!("markdown")),
    ];
    for (field, value) in cases {
        let reply = stranger.post("/api/v1/questions", &with(field, value.clone())).await;
        assert_eq!(reply.status, 422, "{field} {value}: {}", reply.raw);
        reply.refuses(field);
    }
    let missing = stranger.post("/api/v1/questions", &json!({"customer": {"name": "Marie"}})).await;
    missing.refuses("body");
    let everything = json!({"body": "", "customer": {"name": "", "email": "x"}});
    let told = stranger.post("/api/v1/questions", &everything).await;
    for field in ["body", "customer.name", "customer.email"] {
        told.refuses(field);
    }
    assert_eq!(desk.rows().await, before);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_key_that_cannot_be_kept_is_refused() {
    let desk = TestDesk::open().await;
    let before = desk.rows().await;
    for key in ["", " ", &"k".repeat(256), "cl\u{e9}"] {
        let request = desk.stranger().request(Method::POST, "/api/v1/questions").json(&good());
        let key = reqwest::header::HeaderValue::from_bytes(key.as_bytes()).unwrap();
        Reply::read(request.header("idempotency-key", key)).await.is_problem(400);
    }
    assert_eq!(desk.rows().await, before);
}

async fn what_staff_send_is_refused_field_by_field(desk: TestDesk) {
    let asked = question(&desk).await;
    let other = question(&desk).await;
    let (manager, lea) = (desk.caller("camille").await, desk.caller("lea").await);
    let others =
        lea.post(&format!("/api/v1/questions/{}/drafts", other.id), &json!({"body": "Du 40."})).await.is(201);
    let version = desk.question(asked.id).await.question.version;
    let before = desk.rows().await;
    let reply = |field: &str, value: Value| {
        let mut reply = json!({"body": "Bonjour", "version": version});
        reply[field] = value;
        reply
    };
    let (nobody, camille) = ("01930000-0000-7000-8000-000000000000", desk.user("camille").to_string());
    let cases = [
        ("replies", "body", reply("body", json!(""))),
        ("replies", "body", reply("body", json!("a\u{0}"))),
        ("replies", "body", reply("body", json!("x".repeat(20_001)))),
        ("replies", "body", reply("body", json!("Voyez avec Léa Bernard."))),
        ("replies", "version", json!({"body": "Bonjour"})),
        ("replies", "version", reply("version", json!("two"))),
        ("replies", "version", reply("version", json!(1.5))),
        ("replies", "draft_id", reply("draft_id", json!("nonsense"))),
        ("replies", "draft_id", reply("draft_id", json!(nobody))),
        ("replies", "draft_id", reply("draft_id", others.json["id"].clone())),
        ("drafts", "body", json!({"body": ""})),
        ("drafts", "body", json!({"body": "\u{0}"})),
        ("notes", "body", json!({"body": " "})),
        ("notes", "body", json!({"body": "\u{7}"})),
        ("assignments", "expert_id", json!({"expert_id": "nonsense"})),
        ("assignments", "expert_id", json!({"expert_id": nobody})),
        ("assignments", "expert_id", json!({"expert_id": camille})),
        ("assignments", "reason", json!({"expert_id": desk.user("karim"), "reason": "\u{0}"})),
        ("assignments", "reason", json!({"expert_id": desk.user("karim"), "reason": "x".repeat(2_001)})),
        ("status", "status", json!({"status": "gone"})),
        ("status", "status", json!({"status": "answered"})),
        ("status", "reason", json!({"status": "hidden"})),
        ("status", "reason", json!({"status": "hidden", "reason": "\u{0}"})),
        ("status", "reason", json!({"status": "closed"})),
    ];
    for (call, field, body) in cases {
        let refused = manager.post(&format!("/api/v1/questions/{}/{call}", asked.id), &body).await;
        assert_eq!(refused.status, 422, "{call} {body}: {}", refused.raw);
        refused.refuses(field);
    }
    assert_eq!(desk.rows().await, before);
}

async fn what_cannot_be_put_together_is_refused(desk: TestDesk) {
    let (asked, other) = (question(&desk).await, question(&desk).await);
    let (manager, nobody) = (desk.caller("camille").await, "01930000-0000-7000-8000-000000000000");
    let own = desk.question(asked.id).await.thread[0].id.to_string();
    let before = desk.rows().await;
    let many = vec![json!(asked.id); 201];
    let bulk = |ids: Value, step: Value| json!({"ids": ids, "step": step});
    let close = json!({"do": "close", "reason": "Doublon"});
    let cases = [
        ("/follow", "number", json!({})),
        ("/follow", "number", json!({"number": "#1002"})),
        ("/follow", "number", json!({"number": 9_999})),
        ("/follow", "number", json!({"number": -1})),
        ("/follow", "number", json!({"number": asked.number})),
        ("/follow", "version", json!({"number": other.number, "version": "two"})),
        ("/merge", "number", json!({"number": 9_999})),
        ("/merge", "number", json!({"number": asked.number})),
        ("/merge", "number", json!({"number": i64::MAX})),
        ("/links", "number", json!({"number": null})),
        ("/links", "number", json!({"number": asked.number})),
        ("/links", "number", json!({"number": 1.5})),
        ("/split", "message_id", json!({"message_id": "nonsense"})),
        ("/split", "message", json!({"message_id": nobody})),
        ("/split", "message", json!({"message_id": own})),
        ("", "ids", json!({})),
        ("", "ids", json!({"ids": []})),
        ("", "ids", json!({"ids": [asked.id]})),
        ("", "ids", json!({"ids": [asked.id, asked.id]})),
        ("", "ids", json!({"ids": [asked.id, nobody]})),
        ("", "ids", json!({"ids": many})),
        ("bulk", "ids", bulk(json!([]), close.clone())),
        ("bulk", "ids", bulk(json!(many), close.clone())),
        ("bulk", "ids[0]", bulk(json!(["nonsense"]), close)),
        ("bulk", "step", json!({"ids": [asked.id]})),
        ("bulk", "step.do", bulk(json!([asked.id]), json!({"do": "burn"}))),
        ("bulk", "step", bulk(json!([asked.id]), json!({"do": "topic", "topic_id": "nonsense"}))),
        ("bulk", "step", bulk(json!([asked.id]), json!({"do": "tag", "tag": "vip", "until": "tomorrow"}))),
    ];
    for (call, field, body) in cases {
        let path = match call {
            "" => "/api/v1/questions/together".to_owned(),
            "bulk" => "/api/v1/questions/bulk".to_owned(),
            call => format!("/api/v1/questions/{}{call}", asked.id),
        };
        let refused = manager.post(&path, &body).await;
        assert_eq!(refused.status, 422, "{path} {body}: {}", refused.raw);
        refused.refuses(field);
    }
    let delete = async |number: &str| {
        let path = format!("/api/v1/questions/{}/links/{number}", asked.id);
        Reply::read(manager.request(Method::DELETE, &path)).await
    };
    delete("nonsense").await.is_problem(404);
    delete("9999").await.is_problem(422);
    delete(&other.number.to_string()).await.is_problem(409);
    manager.post(&format!("/api/v1/questions/{}/leave", asked.id), &json!({})).await.is_problem(409);
    assert_eq!(desk.rows().await, before);
}
