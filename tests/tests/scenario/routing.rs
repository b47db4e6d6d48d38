//! To whom a question goes, why, and what the desk learns when people know better.

use serde_json::json;
use souffleur_app::training;
use souffleur_core::{
    assignment::DecidedBy,
    question::{Assignee, Status},
};
use souffleur_question::{
    question::{self, Assign, AssignTo},
    routing,
};
use souffleur_tests::{
    harness::{
        Base, TestDesk, eventually,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    everybody_gets_what_they_know_best,
    handing_over_teaches_the_very_next_question,
    declining_finds_another_and_never_the_same,
    what_nobody_knows_is_the_community_managers,
    who_is_away_or_full_is_spared,
    a_rule_for_a_community_manager_is_for_all_of_them,
    two_nodes_learn_the_same,
);

async fn everybody_gets_what_they_know_best(desk: TestDesk) {
    let cases = [(SIZES, "lea", "Tailles et coupes"), (PARCEL, "karim", "Livraison")];
    for (body, name, topic) in cases {
        let assignment = desk.ask(body).await.assignment.unwrap();
        assert_eq!(assignment.expert, Some(desk.user(name)), "{:?}", assignment.summary);
        assert_eq!(assignment.topic_name.as_deref(), Some(topic));
        assert_eq!(assignment.decided_by, DecidedBy::Router);
        assert!(assignment.summary.is_some_and(|summary| summary.contains(topic)));
    }
}

/// Half of it sounds like a parcel.
const ODD: &str = "Le zgloubi de mon colis frobule, comment l'ajuster sur le frouzin ?";

async fn handing_over_teaches_the_very_next_question(desk: TestDesk) {
    // The router knows parcels by heart, and is wrong about this one.
    let asked = desk.ask(ODD).await;
    assert_eq!(asked.assignment.as_ref().and_then(|held| held.expert), Some(desk.user("karim")));
    let karim = desk.signed_in("karim").await;
    let (place, action) = (format!("/desk/{}", asked.id), format!("/desk/{}/hand-over", asked.id));
    let lea = desk.user("lea");
    let typed = [("to", lea.to_string()), ("assign_reason", "Pas pour moi, demandez à Léa".to_owned())];
    let typed = typed.each_ref().map(|(name, value)| (*name, value.as_str()));
    let handed = karim.fill(&place, &action, &typed).await;
    assert_eq!(handed.status, 303, "{}", handed.text());
    karim.get(&place).await.is(404);
    assert_eq!(desk.question(asked.id).await.question.assignee, Assignee::Expert(lea));
    let learned = desk.ask(ODD).await.assignment.unwrap();
    assert_eq!(learned.expert, Some(lea), "{:?}", learned.summary);
    // What was right before is right still.
    assert_eq!(desk.ask(PARCEL).await.assignment.unwrap().expert, Some(desk.user("karim")));
    // And what was learned outlives a restart.
    let desk = desk.restarted().await;
    assert_eq!(desk.ask(ODD).await.assignment.unwrap().expert, Some(lea));
}

async fn declining_finds_another_and_never_the_same(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let lea = desk.signed_in("lea").await;
    let (place, action) = (format!("/desk/{}", asked.id), format!("/desk/{}/decline", asked.id));
    lea.fill(&place, &action, &[("decline_reason", "Je ne sais pas")]).await.is(303);
    let holder = desk.question(asked.id).await.question.assignee;
    assert_ne!(holder, Assignee::Expert(desk.user("lea")));
    lea.get(&place).await.is(404);
    // Declined by everybody, it is the community manager's.
    if holder == Assignee::Expert(desk.user("karim")) {
        let karim = desk.caller("karim").await;
        karim.post(&format!("/api/v1/questions/{}/assignments", asked.id), &json!({})).await.is(201);
    }
    let view = desk.question(asked.id).await;
    assert_ne!(view.question.assignee, Assignee::Expert(desk.user("karim")));
}

async fn what_nobody_knows_is_the_community_managers(desk: TestDesk) {
    let asked = desk.ask("Πού είναι το δέμα μου;").await;
    let assignment = asked.assignment.as_ref().unwrap();
    assert_eq!((assignment.expert, assignment.decided_by), (None, DecidedBy::Fallback));
    assert_eq!(desk.question(asked.id).await.question.status, Status::New);
    let camille = desk.signed_in("camille").await;
    let page = camille.get(&format!("/questions/{}", asked.id)).await.is(200);
    let why = page.words(".why-by");
    assert!(why.iter().any(|words| words.chars().count() > 20), "the community manager sees why: {why:?}");
    assert!(asked.due_at.is_some(), "and the customer is promised a reply all the same");
}

async fn who_is_away_or_full_is_spared(desk: TestDesk) {
    // Karim, who alone knows deliveries, has room for eight.
    for _ in 0..8 {
        desk.ask_for("karim", PARCEL).await;
    }
    let ninth = desk.ask(PARCEL).await.assignment.unwrap();
    assert_ne!(ninth.expert, Some(desk.user("karim")), "{:?}", ninth.summary);
    // And is away at the end of the year.
    desk.clock.set("2026-12-29T09:00:00Z");
    let list = question::list(&desk.app, desk.actor("karim"), question::ListQuery::default()).await.unwrap();
    for row in list.items {
        let to = Assign { to: AssignTo::CommunityManager, reason: None, version: None };
        question::assign(&desk.app, desk.actor("camille"), row.id, to).await.unwrap();
    }
    let away = desk.ask(PARCEL).await.assignment.unwrap();
    assert_ne!(away.expert, Some(desk.user("karim")), "{:?}", away.summary);
}

async fn a_rule_for_a_community_manager_is_for_all_of_them(desk: TestDesk) {
    let program = desk.caller("camille").await;
    let press = json!({
        "subject": "Demande de la presse", "body": PARCEL, "channel": "email",
        "customer": {"name": "Une journaliste", "email": "une@journal.example"},
    });
    let answer = program.post("/api/v1/questions", &press).await.is(201);
    let held = &answer.json["assignment"];
    assert_eq!((&held["decided_by"], &held["expert_id"]), (&json!("rule"), &json!(null)), "{held}");
    // The same words without the rule's subject are Karim's.
    assert_eq!(desk.ask(PARCEL).await.assignment.unwrap().expert, Some(desk.user("karim")));
}

async fn two_nodes_learn_the_same(desk: TestDesk) {
    let other = desk.another_node().await;
    let holder = |explained: souffleur_core::explanation::Explanation| explained.expert.map(|part| part.user);
    let asked = desk.ask(ODD).await;
    let (lea, karim) = (desk.user("lea"), desk.user("karim"));
    assert_eq!(holder(routing::explain(&other, ODD).await.unwrap()), Some(karim));
    let to = Assign { to: AssignTo::Expert(lea), reason: None, version: None };
    question::assign(&desk.app, desk.actor("camille"), asked.id, to).await.unwrap();
    // A file has one node: only PostgreSQL tells others.
    if desk.base() == Base::Sqlite {
        return;
    }
    eventually("the other node hears of the correction", async || {
        (holder(routing::explain(&other, ODD).await.unwrap()) == Some(lea)).then_some(())
    })
    .await;
    // A full training on one is taken up by the other.
    training::retrain(&other).await.unwrap();
    let version = other.router().model().info().version;
    eventually("the training is taken up", async || {
        (desk.app.router().model().info().version == version).then_some(())
    })
    .await;
    assert_eq!(desk.app.router().model().to_bytes(), other.router().model().to_bytes());
}
