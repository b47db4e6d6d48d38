//! Ids in bodies of the API: of nothing, malformed, and of something that belongs to another question.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use souffleur_core::permission::{AccessScope, reach};
use souffleur_desk::routes;
use souffleur_tests::harness::TestDesk;
use souffleur_web::{access::Access, route::Route};

use super::{
    answer::Answer,
    things::{NO_ID, Things},
};
use crate::call::Who;

/// Where an id stands in a body: the call, the place of the id, and whether it names something inside the question of the
/// address, so that one of another question is as good as none.
const IDS: [(&str, &str, Inside); 12] = [
    // A program's own name of a message, which names nothing of the desk: `identity/squatting`.
    ("ask-question", "/external_id", Inside::No),
    ("bulk", "/ids/0", Inside::No),
    ("bulk", "/step/expert_id", Inside::No),
    ("bulk", "/step/topic_id", Inside::No),
    ("answer-together", "/ids/0", Inside::No),
    ("assign-question", "/expert_id", Inside::No),
    ("follow", "/number", Inside::No),
    ("link", "/number", Inside::No),
    ("merge", "/number", Inside::No),
    ("send-reply", "/also/0/id", Inside::No),
    ("send-reply", "/draft_id", Inside::Draft),
    ("split", "/message_id", Inside::Message),
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Inside {
    No,
    Draft,
    Message,
}

#[test]
fn every_id_of_a_body_is_tried() {
    let document = serde_json::to_value(routes::all().openapi()).unwrap();
    let mut found = BTreeSet::new();
    for call in
        document["paths"].as_object().unwrap().values().flat_map(|item| item.as_object().unwrap().values())
    {
        let body = &call["requestBody"]["content"]["application/json"]["schema"];
        let name = call["operationId"].as_str().unwrap();
        ids(&document, body, "", &mut |place| {
            found.insert((name.to_owned(), place.to_owned()));
        });
    }
    let tried = IDS.map(|(call, place, _)| (call.to_owned(), place.to_owned()));
    assert_eq!(found, BTreeSet::from(tried), "say in IDS what is tried with the id of a body");
}

/// The places in a schema where an id stands: what has the format of one, or is called one.
fn ids(document: &Value, schema: &Value, place: &str, found: &mut dyn FnMut(&str)) {
    if let Some(name) = schema["$ref"].as_str() {
        return ids(document, document.pointer(name.trim_start_matches('#')).unwrap(), place, found);
    }
    for one in ["oneOf", "anyOf", "allOf"].iter().filter_map(|kind| schema[kind].as_array()).flatten() {
        ids(document, one, place, found);
    }
    for (name, property) in schema["properties"].as_object().into_iter().flatten() {
        ids(document, property, &format!("{place}/{name}"), found);
    }
    if schema["items"].is_object() {
        ids(document, &schema["items"], &format!("{place}/0"), found);
    }
    let name = place.rsplit('/').next().unwrap_or_default();
    if schema["format"] == "uuid" || name == "number" || name == "id" || name.ends_with("_id") {
        found(place);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_id_of_nothing_in_a_body_changes_nothing() {
    let desk = TestDesk::open().await;
    let things = Box::pin(Things::put(&desk)).await;
    let everybody = Who::everybody(&desk).await;
    let before = desk.rows().await;
    let mut wrong = Vec::new();
    for (name, place, inside) in IDS.into_iter().filter(|(name, ..)| *name != "ask-question") {
        let all = routes::all();
        let route = all.table().iter().find(|route| route.name == name).unwrap();
        for who in &everybody {
            let nothing = send(&things, who, route, place, &nothing(place)).await;
            let enters = enters(route, who);
            // A step on many questions says of each by itself what became of it.
            let is_told = (400..500).contains(&nothing.status) || (name == "bulk" && nothing.status == 200);
            if !is_told
                || (enters && [401, 403].contains(&nothing.status))
                || (!enters && ![401, 403].contains(&nothing.status))
            {
                wrong.push(format!("{route} by {}, {place} of nothing: {nothing}", who.name));
            }
            for malformed in [json!("x"), json!(-1), json!({}), json!("\0")] {
                let answer = send(&things, who, route, place, &malformed).await;
                let expected: &[u16] = if enters { &[400, 404, 422] } else { &[401, 403] };
                if !expected.contains(&answer.status) {
                    wrong.push(format!("{route} by {}, {place} = {malformed}: {answer}", who.name));
                }
            }
            let others = match inside {
                Inside::No => continue,
                Inside::Draft => things.draft_elsewhere(),
                Inside::Message => things.message_elsewhere(),
            };
            let answer = send(&things, who, route, place, &json!(others)).await;
            if let Some(difference) = answer.differs_from(&nothing) {
                let what = format!("{route} by {}, {place} of another question", who.name);
                wrong.push(format!("{what}: {answer}, not as of nothing: {difference}"));
            }
        }
        if desk.rows().await != before {
            wrong.push(format!("{route}: {place} changed something"));
            break;
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn nothing(place: &str) -> Value {
    if place.ends_with("/number") { json!(987_654) } else { json!(NO_ID) }
}

fn enters(route: &Route, who: &Who) -> bool {
    match (route.access, who.role) {
        (Access::May(action), Some(role)) => reach(role, action) != AccessScope::Nothing,
        _ => false,
    }
}

/// A good body but for one id.
async fn send(things: &Things, who: &Who, route: &Route, place: &str, id: &Value) -> Answer {
    let mut body = things.scene.json(route).unwrap();
    match place {
        "/step/expert_id" => body["step"] = json!({"do": "assign"}),
        "/step/topic_id" => body["step"] = json!({"do": "topic"}),
        "/also/0/id" => body["also"] = json!([{"seen": "2026-11-23T09:00:00Z"}]),
        _ => {}
    }
    let (parent, name) = place.rsplit_once('/').unwrap();
    match body.pointer_mut(parent).unwrap() {
        Value::Array(list) => list[0] = id.clone(),
        Value::Object(fields) => drop(fields.insert(name.to_owned(), id.clone())),
        other => panic!("{place}: {other}"),
    }
    let request = who.request_at(route, &things.scene.path(route), &things.scene).json(&body);
    Answer::read(request, id.as_str().unwrap_or_default()).await
}
