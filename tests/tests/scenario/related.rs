//! Programs put questions together as people do on the pages: the same steps, the same people, the same refusals.

use jiff::SignedDuration;
use reqwest::Method;
use serde_json::{Value, json};
use souffleur_core::id::QuestionId;
use souffleur_question::intake::Asked;
use souffleur_tests::{
    harness::{
        Caller, Reply, TestDesk,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    many_are_answered_together,
    asked_twice_is_merged,
    a_message_is_split_off_and_links_are_removed,
    one_step_on_many,
    nobody_sees_more_around_a_question_than_they_may,
);

/// Asks the same as [`SIZES`].
const AGAIN: &str = "Bonjour, personne ne dit quelle taille choisir dans le guide de cette coupe ?";

async fn around(by: &Caller, id: QuestionId) -> Value {
    by.get(&format!("/api/v1/questions/{id}/related")).await.is(200).json
}

async fn does(by: &Caller, id: QuestionId, step: &str, body: Value) -> Reply {
    by.post(&format!("/api/v1/questions/{id}/{step}"), &body).await
}

fn numbers(rows: &Value) -> Vec<i64> {
    rows.as_array().unwrap().iter().map(|row| row["number"].as_i64().unwrap()).collect()
}

fn code(refused: &Reply) -> &str {
    refused.is_problem(422);
    refused.json["errors"][0]["code"].as_str().unwrap()
}

async fn many_are_answered_together(desk: TestDesk) {
    let (first, second) = (desk.ask_for("lea", SIZES).await, desk.ask_for("lea", AGAIN).await);
    let other = desk.ask_for("karim", PARCEL).await;
    desk.settle().await;
    let camille = desk.caller("camille").await;
    assert_eq!(numbers(&around(&camille, first.id).await["same"]), [second.number]);
    let groups = camille.get("/api/v1/questions/same").await.is(200).json;
    assert_eq!(numbers(&groups["groups"][0]["questions"]), [first.number, second.number]);

    let ids = json!({"ids": [second.id, first.id]});
    let joined = camille.post("/api/v1/questions/together", &ids).await.is(200).json;
    assert_eq!(joined, json!({"lead": first.number, "joined": 1, "refused": []}));
    let version = desk.question(other.id).await.question.version;
    let followed = json!({"number": first.number, "version": version});
    let followed = does(&camille, other.id, "follow", followed).await.is(200).json;
    assert_eq!(followed["version"], version + 1);
    let seen = around(&camille, first.id).await;
    assert_eq!(numbers(&seen["followers"]), [second.number, other.number]);
    assert_eq!(around(&camille, second.id).await["lead"]["number"], first.number);
    let listed = camille.get("/api/v1/questions?sort=asked_at").await.is(200).json;
    let rows: Vec<_> =
        listed["items"].as_array().unwrap().iter().map(|row| (&row["lead"], &row["followers"])).collect();
    let lead = json!(first.number);
    assert_eq!(rows, [(&lead, &json!(0)), (&lead, &json!(0)), (&Value::Null, &json!(2))]);

    // What makes no sense is told as on the page: by a code that stays, and the number in the way.
    let again = does(&camille, other.id, "follow", json!({"number": second.number})).await;
    assert_eq!(code(&again), "related-follows");
    assert_eq!(code(&does(&camille, first.id, "follow", json!({"number": 1003})).await), "related-follows");
    let refused =
        camille.post("/api/v1/questions/together", &json!({"ids": [first.id, second.id, other.id]})).await;
    assert_eq!(refused.is(200).json["joined"], 0, "they are together already");

    does(&camille, other.id, "leave", json!({})).await.is(200);
    does(&camille, other.id, "leave", json!({})).await.is_problem(409);
    assert_eq!(numbers(&around(&camille, first.id).await["followers"]), [second.number]);
    sound(&desk).await;
}

async fn asked_twice_is_merged(desk: TestDesk) {
    let first = desk.ask_for("lea", SIZES).await;
    desk.clock.advance(SignedDuration::from_mins(10));
    let second = desk.ask_for("lea", AGAIN).await;
    let camille = desk.caller("camille").await;
    let merged = does(&camille, first.id, "merge", json!({"number": second.number})).await.is(200).json;
    assert_eq!(merged, json!({"into": first.id, "number": first.number, "merged": second.number}));
    assert_eq!(numbers(&around(&camille, first.id).await["merged"]), [second.number]);
    assert_eq!(around(&camille, second.id).await["merged_into"]["number"], first.number);
    let again = does(&camille, first.id, "merge", json!({"number": second.number})).await;
    assert_eq!(code(&again), "related-done");
    // Reopening parts them.
    does(&camille, second.id, "status", json!({"status": "assigned"})).await.is(200);
    assert_eq!(around(&camille, second.id).await["merged_into"], Value::Null);
    sound(&desk).await;
}

async fn a_message_is_split_off_and_links_are_removed(desk: TestDesk) {
    let asked: Asked = desk.ask_for("lea", SIZES).await;
    let message = desk.follow_up(&asked, "Et où est mon colis ? Le suivi annonce un retard.").await.message;
    let camille = desk.caller("camille").await;
    let split = json!({"message_id": message});
    let new = does(&camille, asked.id, "split", split.clone()).await.is(201).json;
    assert!(new["assignment"]["expert_id"].is_string() && new["public_url"].is_string(), "{new}");
    let refused = does(&camille, asked.id, "split", split).await;
    assert_eq!(code(&refused), "related-no-split");
    let number = new["number"].as_i64().unwrap();
    assert_eq!(numbers(&around(&camille, asked.id).await["links"]), [number]);
    let linked = does(&camille, asked.id, "links", json!({"number": number})).await;
    assert_eq!(code(&linked), "related-linked");
    let path = format!("/api/v1/questions/{}/links/{number}", asked.id);
    Reply::read(camille.request(Method::DELETE, &path)).await.is(204);
    assert!(numbers(&around(&camille, asked.id).await["links"]).is_empty());
    does(&camille, asked.id, "links", json!({"number": number})).await.is(204);
    assert_eq!(numbers(&around(&camille, asked.id).await["links"]), [number]);
    sound(&desk).await;
}

async fn one_step_on_many(desk: TestDesk) {
    let (one, other) = (desk.ask_for("lea", SIZES).await, desk.ask_for("karim", PARCEL).await);
    let camille = desk.caller("camille").await;
    let bulk = async |step: Value| {
        let body = json!({"ids": [one.id, other.id], "step": step});
        camille.post("/api/v1/questions/bulk", &body).await.is(200).json
    };
    let karim = desk.user("karim");
    assert_eq!(bulk(json!({"do": "tag", "tag": "vip"})).await["done"], 2);
    let topic = desk.app.settings().topics[1].id;
    assert_eq!(bulk(json!({"do": "topic", "topic_id": topic})).await["done"], 2);
    let assigned = bulk(json!({"do": "assign", "expert_id": karim, "reason": "Absence"})).await;
    assert_eq!(
        (&assigned["done"], numbers(&assigned["refused"])),
        (&json!(1), vec![other.number]),
        "his already"
    );
    assert_eq!(
        bulk(json!({"do": "snooze", "until": desk.now() + SignedDuration::from_hours(1)})).await["done"],
        2
    );
    assert_eq!(desk.question(one.id).await.question.assignee.expert(), Some(karim));
    assert_eq!(
        desk.question(one.id).await.customer.tags.iter().map(ToString::to_string).collect::<Vec<_>>(),
        ["vip"]
    );
    // One is answered: it holds up no other, and why it can't be closed is a problem document of its own.
    let owed = bulk(json!({"do": "close"})).await;
    assert_eq!((&owed["done"], numbers(&owed["refused"])), (&json!(0), vec![one.number, other.number]));
    assert_eq!(owed["refused"][0]["problem"]["status"], 422);
    desk.reply(one.id, "Du 38.").await;
    let closed = bulk(json!({"do": "close", "reason": "Doublon"})).await;
    assert_eq!(closed, json!({"done": 2, "refused": []}));
    sound(&desk).await;
}

async fn nobody_sees_more_around_a_question_than_they_may(desk: TestDesk) {
    let (hers, his) = (desk.ask_for("lea", SIZES).await, desk.ask_for("karim", PARCEL).await);
    let (camille, lea, nadia) =
        (desk.caller("camille").await, desk.caller("lea").await, desk.caller("nadia").await);
    does(&camille, hers.id, "links", json!({"number": his.number})).await.is(204);
    let seen = around(&nadia, hers.id).await;
    assert_eq!(numbers(&seen["links"]), [his.number]);
    assert!(seen.get("same").is_none(), "what she may not do is not proposed to her: {seen}");
    let seen = around(&lea, hers.id).await;
    assert!(numbers(&seen["links"]).is_empty() && seen.get("same").is_none(), "{seen}");
    lea.get(&format!("/api/v1/questions/{}/related", his.id)).await.is_problem(404);
    for by in [&lea, &nadia] {
        by.get("/api/v1/questions/same").await.is_problem(403);
        does(by, hers.id, "links", json!({"number": his.number})).await.is_problem(403);
        let ids = json!({"ids": [hers.id, his.id]});
        by.post("/api/v1/questions/together", &ids).await.is_problem(403);
    }
}

async fn sound(desk: &TestDesk) {
    let findings = desk.app.store().verify().await.unwrap().findings;
    assert!(findings.is_empty(), "{findings:?}");
}
