//! Programs send one approved text to all who asked the same: a reply of its own to each, that meets its own promise; who
//! can't have it is told, with why.

use jiff::SignedDuration;
use serde_json::{Value, json};
use souffleur_app::view::TargetState;
use souffleur_core::{id::QuestionId, message::Author, question::Status};
use souffleur_question::question::together;
use souffleur_sla::TargetKind;
use souffleur_tests::{
    harness::{Caller, Reply, TestDesk, story::SIZES},
    on_both,
};

on_both!(
    each_promise_is_met_by_its_own_reply,
    who_cannot_have_it_is_told,
    what_waits_can_be_taken_back,
    what_makes_no_sense_is_refused_and_changes_nothing,
);

const PEOPLE: [&str; 4] = ["Marie Dupont", "Paul Girard", "Anne Roy", "Luc Petit"];
const TEXT: &str = "Bonjour {customer},\n\nprenez du 38 ({question}).";

/// A question of one of the crowd.
struct One {
    id: QuestionId,
    number: i64,
    name: &'static str,
    email: String,
}

/// Somebody asks, as programs of the house take it down.
async fn asks(by: &Caller, name: &'static str, body: &str) -> One {
    let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
    let asked = json!({"body": body, "customer": {"name": name, "email": email}});
    let asked = by.post("/api/v1/questions", &asked).await.is(201).json;
    let id = asked["id"].as_str().unwrap().parse().unwrap();
    One { id, number: asked["number"].as_i64().unwrap(), name, email }
}

/// All of them ask the same, a minute apart, and are answered together.
async fn crowd(desk: &TestDesk, camille: &Caller) -> Vec<One> {
    let mut all = Vec::new();
    for name in PEOPLE {
        all.push(asks(camille, name, SIZES).await);
        desk.clock.advance(SignedDuration::from_mins(1));
    }
    let ids: Vec<QuestionId> = all.iter().map(|one| one.id).collect();
    assert_eq!(together(&desk.app, desk.actor("camille"), &ids).await.unwrap().joined, PEOPLE.len() - 1);
    all
}

/// Those who are answered with a question, as a program reads them and sends them back.
async fn followers(by: &Caller, lead: QuestionId) -> Vec<Value> {
    let around = by.get(&format!("/api/v1/questions/{lead}/related")).await.is(200).json;
    let rows = around["followers"].as_array().unwrap().iter();
    rows.map(|row| json!({"id": row["id"], "seen": row["last_message_at"]})).collect()
}

async fn replies(desk: &TestDesk, by: &Caller, id: QuestionId, fields: Value) -> Reply {
    let mut body = json!({"body": TEXT, "version": desk.question(id).await.question.version});
    body.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    by.post(&format!("/api/v1/questions/{id}/replies"), &body).await
}

/// What the voice said to somebody.
async fn said(desk: &TestDesk, id: QuestionId) -> Vec<String> {
    let voice = desk.question(id).await.thread.into_iter().filter(|said| said.author != Author::Customer);
    voice.map(|said| said.body.to_string()).collect()
}

async fn sound(desk: &TestDesk) {
    let verified = desk.app.store().verify().await.unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    assert!(verified.wrong_sums.is_empty(), "{:?}", verified.wrong_sums);
}

async fn each_promise_is_met_by_its_own_reply(desk: TestDesk) {
    let camille = desk.caller("camille").await;
    let all = crowd(&desk, &camille).await;
    let lead = all[0].id;
    let also = followers(&camille, lead).await;
    let sent = replies(&desk, &camille, lead, json!({"also": also})).await.is(202).json;
    assert_eq!((&sent["also"], &sent["left_out"]), (&json!(3), &json!([])));
    let leaves_at = desk.now() + SignedDuration::from_secs(10);
    assert_eq!(sent["leaves_at"].as_str().unwrap().parse::<jiff::Timestamp>().unwrap(), leaves_at);
    for one in &all {
        let first = desk.target(one.id, TargetKind::FirstReply).await;
        assert_eq!(
            (first.state, first.met_at),
            (TargetState::Pending, None),
            "nothing is met before it is said"
        );
    }
    desk.undo_passes().await;
    desk.settle().await;
    for one in &all {
        let view = desk.question(one.id).await;
        assert_eq!((view.question.status, view.question.lead), (Status::Answered, None), "{}", one.name);
        let own = format!("Bonjour {},\n\nprenez du 38 (#{}).", one.name, one.number);
        assert_eq!(said(&desk, one.id).await, [own]);
        let first = desk.target(one.id, TargetKind::FirstReply).await;
        let replied = view.thread.iter().find(|message| message.author != Author::Customer).unwrap();
        assert_eq!((first.state, first.met_at), (TargetState::Met, Some(replied.at)), "{}", one.name);
        let letters = desk.letters_to(&one.email);
        let letter = letters.iter().find(|letter| letter.text.contains("prenez du 38")).unwrap();
        assert!(letter.text.contains(one.name), "{}", letter.text);
        for other in PEOPLE.iter().filter(|other| **other != one.name) {
            let surname = other.split(' ').next_back().unwrap();
            assert!(!letter.text.contains(surname), "{} reads of {other}", one.name);
        }
    }
    sound(&desk).await;
}

async fn who_cannot_have_it_is_told(desk: TestDesk) {
    let camille = desk.caller("camille").await;
    let all = crowd(&desk, &camille).await;
    let [lead, wrote, waits, apart] = [0, 1, 2, 3].map(|index| all[index].id);
    let english = "Hello, which size should I choose? The size guide says nothing about this cut.";
    let english = asks(&camille, "Zoe White", english).await;
    let joined = json!({"number": all[0].number});
    camille.post(&format!("/api/v1/questions/{}/follow", english.id), &joined).await.is(200);
    let also = followers(&camille, lead).await;

    desk.clock.advance(SignedDuration::from_secs(30));
    let token = desk.app.thread_token(wrote);
    let again = json!({"body": "Ah non, c'est une autre coupe !"});
    camille.post(&format!("/api/v1/threads/{}/messages", token.as_str()), &again).await.is(201);
    replies(&desk, &camille, waits, json!({"body": "Du 40.", "undo": true})).await.is(202);
    camille.post(&format!("/api/v1/questions/{apart}/leave"), &json!({})).await.is(200);

    let sent = replies(
        &desk,
        &camille,
        lead,
        json!({"body": "Prenez une taille au-dessus de la vôtre.", "also": also}),
    );
    let sent = sent.await.is(202).json;
    assert_eq!(sent["also"], 0);
    let left_out = sent["left_out"].as_array().unwrap();
    let told: Vec<_> = left_out
        .iter()
        .map(|one| (one["number"].as_i64().unwrap(), one["why"].as_str().unwrap(), &one["problem"]))
        .collect();
    let wanted = [
        (all[1].number, "wrote-again", 409, "stale"),
        (all[2].number, "waits", 409, "taken"),
        (all[3].number, "apart", 409, "illegal-step"),
        (english.number, "language", 422, "invalid"),
    ];
    assert_eq!(told.len(), wanted.len(), "{sent}");
    for (number, why, status, kind) in wanted {
        let (.., problem) = told.iter().find(|one| (one.0, one.1) == (number, why)).expect(why);
        assert_eq!(problem["status"], status, "{why}: {problem}");
        assert_eq!(problem["type"], format!("urn:souffleur:problem:{kind}"), "{why}");
        assert!(problem["detail"].as_str().is_some_and(|detail| !detail.is_empty()), "{why}: {problem}");
    }
    desk.undo_passes().await;
    assert_eq!(said(&desk, waits).await, ["Du 40."]);
    for id in [wrote, apart, english.id] {
        assert!(said(&desk, id).await.is_empty());
        let first = desk.target(id, TargetKind::FirstReply).await;
        assert_eq!(first.state, TargetState::Pending, "it is owed as before");
    }
    sound(&desk).await;
}

async fn what_waits_can_be_taken_back(desk: TestDesk) {
    let camille = desk.caller("camille").await;
    let all = crowd(&desk, &camille).await;
    let lead = all[0].id;
    let also = followers(&camille, lead).await;
    replies(&desk, &camille, lead, json!({"also": also})).await.is(202);
    let recall = format!("/api/v1/questions/{lead}/recall");
    desk.caller("lea").await.post(&recall, &json!({})).await.is_problem(403);
    camille.post(&recall, &json!({})).await.is(204);
    camille.post(&recall, &json!({})).await.is_problem(409);
    desk.undo_passes().await;
    for one in &all {
        assert!(said(&desk, one.id).await.is_empty(), "{}", one.name);
        assert_eq!(desk.target(one.id, TargetKind::FirstReply).await.state, TargetState::Pending);
    }
    // They are together still; without others, a text leaves at once unless it is to be taken back.
    assert_eq!(followers(&camille, lead).await.len(), 3);
    let alone = replies(&desk, &camille, lead, json!({})).await.is(201).json;
    assert_eq!(alone["status"], "answered");
    assert_eq!(
        said(&desk, lead).await,
        [format!("Bonjour Marie Dupont,\n\nprenez du 38 (#{}).", all[0].number)]
    );
    sound(&desk).await;
}

async fn what_makes_no_sense_is_refused_and_changes_nothing(desk: TestDesk) {
    let (camille, lea) = (desk.caller("camille").await, desk.caller("lea").await);
    let all = crowd(&desk, &camille).await;
    let lead = all[0].id;
    let also = followers(&camille, lead).await;
    let nobody = json!([{"id": "01936f00-0000-7000-8000-000000001044", "seen": desk.now()}]);
    let many: Vec<_> = (0..201).map(|_| also[0].clone()).collect();
    let before = desk.rows().await;
    replies(&desk, &lea, lead, json!({"also": also})).await.is_problem(403);
    replies(&desk, &camille, lead, json!({"also": nobody})).await.refuses("also");
    replies(&desk, &camille, lead, json!({"also": many})).await.refuses("also");
    replies(&desk, &camille, lead, json!({"also": also, "holding": true})).await.refuses("also");
    replies(&desk, &camille, lead, json!({"also": also, "body": " "})).await.refuses("body");
    replies(&desk, &camille, lead, json!({"also": also, "version": 999})).await.is_problem(409);
    for odd in [
        json!("all"),
        json!([also[0]["id"]]),
        json!([{"id": "x", "seen": "y"}]),
        json!([{"id": also[0]["id"]}]),
    ] {
        let refused = replies(&desk, &camille, lead, json!({"also": odd})).await;
        assert!([400, 422].contains(&refused.status), "{odd}: {}", refused.raw);
        refused.is_problem(refused.status);
    }
    assert_eq!(desk.rows().await, before);
}
