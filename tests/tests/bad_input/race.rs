//! Everything at once: a hundred times the same question, two community managers at one reply.

use futures_util::future::join_all;
use reqwest::Method;
use serde_json::json;
use souffleur_tests::{
    harness::{Reply, TestDesk},
    on_both,
};

use crate::place::{good, question, with};

on_both!(
    a_hundred_times_the_same_is_one_question,
    two_community_managers_send_one_reply,
    a_reply_that_is_sent_twice_is_sent_once,
    two_administrators_change_one_thing,
);

const TIMES: usize = 100;

async fn a_hundred_times_the_same_is_one_question(desk: TestDesk) {
    let (stranger, program) = (desk.stranger(), desk.program("facebook").await);
    let before = desk.rows().await;
    let keyed = join_all((0..TIMES).map(|_| {
        let request = stranger.request(Method::POST, "/api/v1/questions").json(&good());
        Reply::read(request.header("idempotency-key", "once"))
    }));
    let message = with("external_id", json!("m-1"));
    let bridged = join_all((0..TIMES).map(|_| program.post("/api/v1/questions", &message)));
    let (keyed, bridged) = tokio::join!(keyed, bridged);
    for answers in [keyed, bridged] {
        let first = answers[0].json.clone();
        assert!(
            answers.iter().all(|answer| answer.status == 201),
            "{:?}",
            answers.iter().find(|one| one.status != 201)
        );
        assert!(answers.iter().all(|answer| answer.json == first));
    }
    let after = desk.rows().await;
    for table in ["question", "message", "assignment"] {
        assert_eq!(after[table] - before[table], 2, "{table}");
    }
    assert_eq!(after["customer"] - before["customer"], 1, "and they are one customer's");
    let found = desk.app.store().verify().await.unwrap().findings;
    assert!(found.is_empty(), "{found:?}");
}

async fn two_community_managers_send_one_reply(desk: TestDesk) {
    let asked = question(&desk).await;
    let version = desk.question(asked.id).await.question.version;
    let (one, two) = (desk.caller("camille").await, desk.caller("camille").await);
    let path = format!("/api/v1/questions/{}/replies", asked.id);
    let send = |text: &str| json!({"body": text, "version": version});
    let (first, second) = (send("Prenez du 38."), send("Prenez du 40."));
    let (one, two) = tokio::join!(one.post(&path, &first), two.post(&path, &second));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [201, 409], "{} {}", one.raw, two.raw);
    assert_eq!(desk.replies().await, 1);
    desk.settle().await;
    let answers = desk.letters().into_iter().filter(|letter| letter.text.contains("Prenez du")).count();
    assert_eq!(answers, 1, "the customer is answered once");
}

async fn a_reply_that_is_sent_twice_is_sent_once(desk: TestDesk) {
    let asked = question(&desk).await;
    let manager = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    let page = manager.get(&place).await;
    let typed = [("body", "Prenez du 38.")];
    let (one, two) =
        tokio::join!(manager.submit(&page, &action, &typed), manager.submit(&page, &action, &typed));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    desk.undo_passes().await;
    assert_eq!(desk.replies().await, 1);
}

async fn two_administrators_change_one_thing(desk: TestDesk) {
    let (one, two) = (desk.signed_in("ada").await, desk.signed_in("ada").await);
    let before = desk.rows().await["topic"];
    let (first, second) = (one.get("/settings/topics/new").await, two.get("/settings/topics/new").await);
    let typed = [("key", "returns"), ("name", "Retours")];
    let (one, two) = tokio::join!(
        one.submit(&first, "/settings/topics", &typed),
        two.submit(&second, "/settings/topics", &typed)
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses[0], 303);
    assert!(matches!(statuses[1], 409 | 422), "{statuses:?}");
    assert_eq!(desk.rows().await["topic"] - before, 1);
}
