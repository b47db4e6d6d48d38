//! Two people at one question: whoever comes second is told, with what they typed still there.

use serde_json::json;
use souffleur_tests::{harness::TestDesk, on_both};

use crate::place::question;

on_both!(
    a_stale_version_changes_nothing,
    a_stale_page_keeps_what_was_typed,
    a_step_that_cannot_be_taken_is_refused
);

async fn a_stale_version_changes_nothing(desk: TestDesk) {
    let asked = question(&desk).await;
    let other = question(&desk).await;
    let manager = desk.caller("camille").await;
    let stale = desk.question(asked.id).await.question.version;
    desk.follow_up(&asked, "C'est urgent.").await;
    let before = desk.rows().await;
    let calls = [
        ("replies", json!({"body": "Bonjour", "version": stale})),
        ("replies", json!({"body": "Bonjour", "version": stale + 100})),
        ("replies", json!({"body": "Bonjour", "version": -1})),
        ("drafts", json!({"body": "Bonjour", "version": stale})),
        ("follow", json!({"number": other.number, "version": stale})),
        ("merge", json!({"number": other.number, "version": stale})),
        ("assignments", json!({"expert_id": desk.user("karim"), "version": stale})),
        ("status", json!({"status": "hidden", "reason": "Non", "version": stale})),
        ("status", json!({"status": "closed", "reason": "Non", "version": stale})),
    ];
    for (call, body) in calls {
        let refused = manager.post(&format!("/api/v1/questions/{}/{call}", asked.id), &body).await;
        refused.is_problem(409);
        assert_eq!(
            refused.json["current_version"],
            desk.question(asked.id).await.question.version,
            "{}",
            refused.raw
        );
    }
    assert_eq!(desk.rows().await, before);
}

async fn a_stale_page_keeps_what_was_typed(desk: TestDesk) {
    let asked = question(&desk).await;
    let (manager, lea) = (desk.signed_in("camille").await, desk.signed_in("lea").await);
    let (place, own) = (format!("/questions/{}", asked.id), format!("/desk/{}", asked.id));
    let (opened, drafting) = (manager.get(&place).await, lea.get(&own).await);
    desk.follow_up(&asked, "J'oubliais : en bleu.").await;
    let before = desk.rows().await;

    let text = "Bonjour Marie, prenez du 38.";
    let again = manager.submit(&opened, &format!("{place}/reply"), &[("body", text)]).await.is(409);
    assert!(again.form(&format!("{place}/reply")).contains(&("body".to_owned(), text.to_owned())));
    again.says("J'oubliais : en bleu.");
    let draft = lea.submit(&drafting, &format!("{own}/draft"), &[("body", "Du 38.")]).await.is(409);
    assert!(draft.form(&format!("{own}/draft")).contains(&("body".to_owned(), "Du 38.".to_owned())));
    for (form, name) in [("close", "close_reason"), ("hide", "hide_reason")] {
        let again = manager.submit(&opened, &format!("{place}/{form}"), &[(name, "Parce que")]).await.is(409);
        assert!(again.form(&format!("{place}/{form}")).contains(&(name.to_owned(), "Parce que".to_owned())));
    }
    assert_eq!(desk.rows().await, before);

    // Having seen what is new, they send it after all.
    let sent = manager.submit(&again, &format!("{place}/reply"), &[]).await;
    assert_eq!(sent.status, 303, "{}", sent.text());
    desk.undo_passes().await;
    assert_eq!(desk.replies().await, 1);
}

async fn a_step_that_cannot_be_taken_is_refused(desk: TestDesk) {
    let asked = question(&desk).await;
    let manager = desk.caller("camille").await;
    let call = |what: &str| format!("/api/v1/questions/{}/{what}", asked.id);
    let lea = json!({"expert_id": desk.user("lea")});
    manager.post(&call("assignments"), &lea).await.is_problem(409);
    manager.post(&call("status"), &json!({"status": "hidden", "reason": "Injures"})).await.is(200);
    let before = desk.rows().await;
    let version = desk.question(asked.id).await.question.version;
    manager.post(&call("replies"), &json!({"body": "Bonjour", "version": version})).await.is_problem(409);
    manager
        .post(&call("replies"), &json!({"body": "Bonjour", "version": version, "holding": true}))
        .await
        .is_problem(409);
    manager.post(&call("status"), &json!({"status": "hidden", "reason": "Encore"})).await.is_problem(409);
    assert_eq!(desk.rows().await, before);
}
