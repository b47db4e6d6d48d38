//! Questions with a past that is worth a picture, made as programs of the house make it.

use serde_json::{Value, json};
use souffleur_tests::harness::{Caller, Instance};

/// A question on which two experts drafted; where the community manager sees both.
pub(crate) async fn two_drafts(demo: &Instance) -> String {
    let camille = community_manager(demo).await;
    let rows = camille.get("/api/v1/questions?status=drafted&limit=50").await.is(200).json;
    let rows = rows["items"].as_array().expect("questions");
    // The last one: those before it are for other pictures.
    let question = rows.last().expect("a question that is drafted");
    let first = question["expert"]["id"].as_str().unwrap_or_default();
    for email in demo.people("expert") {
        let Some(expert) = expert(&camille, email).await.filter(|id| id != first) else { continue };
        does(&camille, question, "assignments", &json!({"expert_id": expert})).await;
        let body = words(question).1;
        does(&demo.caller(email).await, question, "drafts", &json!({"body": body})).await;
        return format!("/questions/{}", id(question));
    }
    panic!("there is one expert alone");
}

/// A question that was answered otherwise than its expert, who looks at the pictures, had drafted; where they see it.
pub(crate) async fn sent(demo: &Instance) -> String {
    let camille = community_manager(demo).await;
    let email = *demo.people("expert").last().expect("an expert");
    let path = format!("/api/v1/questions?expert={email}&status=assigned,drafted&limit=1");
    let rows = camille.get(&path).await.is(200).json;
    let question = &rows["items"][0];
    let (sent, draft) = words(question);
    let drafted = does(&demo.caller(email).await, question, "drafts", &json!({"body": draft})).await;
    let version =
        camille.get(&format!("/api/v1/questions/{}", id(question))).await.is(200).json["version"].clone();
    let reply = json!({"body": sent, "draft_id": drafted["id"], "version": version});
    does(&camille, question, "replies", &reply).await;
    format!("/desk/{}", id(question))
}

async fn community_manager(demo: &Instance) -> Caller {
    demo.caller(demo.people("community_manager").first().expect("a community manager")).await
}

/// Who somebody is, by a question that they hold.
async fn expert(by: &Caller, email: &str) -> Option<String> {
    let rows = by.get(&format!("/api/v1/questions?expert={email}&limit=1")).await.is(200).json;
    rows["items"][0]["expert"]["id"].as_str().map(str::to_owned)
}

async fn does(by: &Caller, question: &Value, step: &str, body: &Value) -> Value {
    by.post(&format!("/api/v1/questions/{}/{step}", id(question)), body).await.is(201).json
}

fn id(question: &Value) -> &str {
    question["id"].as_str().expect("an id")
}

/// What was sent, and what had been drafted.
fn words(question: &Value) -> (&'static str, &'static str) {
    if question["language"] == "fr" {
        (
            "Bonjour, merci de votre message. Votre demande est enregistrée : vous aurez une réponse écrite sous deux \
             jours ouvrés, avec les justificatifs à fournir.",
            "Bonjour, votre demande est enregistrée. Vous aurez une réponse sous deux ou trois jours, avec les \
             pièces à fournir.",
        )
    } else {
        (
            "Hello, thank you for writing. Your request is registered: you will have an answer in writing within two \
             working days, with the documents that we need.",
            "Hello, your request is registered. You will have an answer within two or three days, with the papers \
             that we need.",
        )
    }
}
