//! Who knows better, learned from what happens to questions; what the router remembers, and the way back.

use souffleur_admin::{
    import, model,
    settings::{self, user as people},
};
use souffleur_app::{App, training};
use souffleur_core::{Actor, explanation::PartKind, id::QuestionId, permission::Role};
use souffleur_question::{
    question::{self, Assign, AssignTo, Reply},
    routing,
};
use souffleur_routing::Outcome;
use souffleur_store::StoredModel;

use crate::desk::{Desk, user};

const PARCEL: &str = "Bonjour, où est mon colis ? Le suivi ne bouge plus.";

/// The desk, where Max knows parcels too, after sizes.
async fn two_who_know() -> Desk {
    let desk = Desk::new().await;
    let max = user(desk.max);
    let form = people::get(&desk.app, Actor::Desk, max).await.unwrap().form();
    let topics = vec!["sizes".to_owned(), "parcels".to_owned()];
    people::save(&desk.app, Actor::Desk, Some(max), people::UserForm { topics, ..form }).await.unwrap();
    desk
}

async fn give(desk: &Desk, question: QuestionId, to: Actor) {
    let assign = Assign { to: AssignTo::Expert(user(to)), reason: None, version: None };
    question::assign(&desk.app, desk.manager, question, assign).await.unwrap();
}

async fn answer(desk: &Desk, question: QuestionId, by: Actor, returned: bool) {
    let mut drafted =
        question::draft(&desk.app, by, question, "Il arrive demain.".into(), None).await.unwrap();
    if returned {
        question::return_draft(&desk.app, desk.manager, question, drafted.draft, None, None).await.unwrap();
        drafted =
            question::draft(&desk.app, by, question, "Il arrive demain soir.".into(), None).await.unwrap();
    }
    let reply =
        Reply { draft_id: Some(drafted.draft), ..Reply::new("Bonjour, il arrive demain.", drafted.version) };
    question::reply(&desk.app, desk.manager, question, reply).await.unwrap();
}

async fn is_sound(app: &App) {
    let verified = app.store().verify().await.unwrap();
    assert!(verified.wrong_records.is_empty(), "{:?}", verified.wrong_records);
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
}

#[tokio::test]
async fn handing_over_within_one_topic_teaches_who_is_better() {
    let desk = Box::pin(two_who_know()).await;
    let asked = desk.ask(PARCEL).await;
    assert_eq!(asked.assignment.unwrap().expert, desk.lea.user(), "she names it first");
    give(&desk, asked.id, desk.max).await;
    let third = desk.ask(PARCEL).await;
    assert_eq!(third.assignment.unwrap().expert, desk.max.user());
    let view = question::get(&desk.app, desk.manager, third.id).await.unwrap();
    let told = view.assignments[0].explanation.clone().unwrap();
    let chosen = told.expert.clone().unwrap();
    assert!(chosen.parts.iter().any(|part| part.kind == PartKind::Record && part.value > 0.0), "{chosen:?}");
    for part in told.expert.iter().chain(&told.others) {
        let sum: f64 = part.parts.iter().map(|part| part.value).sum();
        assert!((sum - part.score).abs() < 1e-5, "{part:?}");
    }
    is_sound(&desk.app).await;
    // A restart knows it too.
    let again = desk.restarted().await;
    let fourth = routing::explain(&again, PARCEL).await.unwrap();
    assert_eq!(fourth.expert.unwrap().user, user(desk.max));
}

#[tokio::test]
async fn what_becomes_of_drafts_is_kept_up_and_can_be_computed_again() {
    let desk = Box::pin(two_who_know()).await;
    for returned in [false, true] {
        let asked = desk.ask(PARCEL).await;
        let held = question::get(&desk.app, desk.manager, asked.id).await.unwrap().question.assignee.expert();
        let by = if held == desk.max.user() { desk.max } else { desk.lea };
        answer(&desk, asked.id, by, returned).await;
    }
    let asked = desk.ask(PARCEL).await;
    question::set_topic(&desk.app, desk.manager, asked.id, desk.sizes, None).await.unwrap();
    is_sound(&desk.app).await;
    let before = desk.app.store().read().records().await.unwrap();
    let (sent, returned): (f64, f64) =
        before.values().fold((0.0, 0.0), |sum, one| (sum.0 + one.sent, sum.1 + one.returned));
    assert!((sent - 2.0).abs() < 1e-3 && (returned - 1.0).abs() < 1e-3, "{before:?}");
    let examples = desk.app.store().read().count_examples().await.unwrap();

    let mut tx = desk.app.store().begin().await.unwrap();
    let (expert, topic) = *before.keys().next().unwrap();
    let at = desk.app.now();
    let deed = souffleur_routing::Observation { expert, topic, deed: Outcome::Returned, at };
    tx.note_deeds(&[deed]).await.unwrap();
    tx.commit().await.unwrap();
    let verified = desk.app.store().verify().await.unwrap();
    assert_eq!(verified.wrong_records.len(), 1, "what nobody did is found");

    let rebuilt = model::rebuild(&desk.app).await.unwrap();
    assert_eq!(rebuilt.records, before.len() as u64);
    assert_eq!(rebuilt.examples as u64, examples, "the same examples, from the history alone");
    is_sound(&desk.app).await;
}

#[tokio::test]
async fn a_correction_is_remembered_with_its_day() {
    let desk = Desk::new().await;
    let odd = "Le zgloubi de mon colis frobule sur le frouzin";
    let asked = desk.ask(odd).await;
    give(&desk, asked.id, desk.max).await;
    let told = routing::explain(&desk.app, odd).await.unwrap();
    assert_eq!(told.expert.as_ref().map(|part| part.user), desk.max.user());
    let since = told.since_correction().expect("a correction");
    assert_eq!((since.number, since.corrected_at), (asked.number, Some(desk.app.now())));
    assert!(told.similar[0].likeness > 0.9);
}

#[tokio::test]
async fn a_bad_model_is_gone_back_from_and_a_broken_one_is_never_used() {
    let desk = Desk::new().await;
    let admin = Actor::Staff { id: user(desk.manager), role: Role::Administrator };
    let good = model::versions(&desk.app, admin).await.unwrap()[0].version;
    let odd = "Le zgloubi de mon colis frobule sur le frouzin";
    let asked = desk.ask(odd).await;
    question::set_topic(&desk.app, desk.manager, asked.id, desk.sizes, None).await.unwrap();
    training::retrain(&desk.app).await.unwrap();
    assert_eq!(routing::explain(&desk.app, odd).await.unwrap().expert.unwrap().user, user(desk.max));
    assert!(model::roll_back(&desk.app, desk.manager, good, true).await.is_err(), "an administrator's to do");
    let aside = model::roll_back(&desk.app, admin, good, true).await.unwrap();
    assert_eq!(aside, 1);
    assert_eq!(routing::explain(&desk.app, odd).await.unwrap().expert.unwrap().user, user(desk.lea));
    assert_eq!(model::versions(&desk.app, admin).await.unwrap().len(), 2, "the withdrawn one is told");
    assert!(model::roll_back(&desk.app, admin, good + 1, false).await.is_err(), "and not gone forward to");

    let mut tx = desk.app.store().begin().await.unwrap();
    let cut =
        StoredModel { version: good + 7, bytes: vec![1, 2, 3], examples: 0, up_to: 0, at: desk.app.now() };
    tx.save_model(&cut).await.unwrap();
    tx.commit().await.unwrap();
    assert!(model::roll_back(&desk.app, admin, cut.version, false).await.is_err());
    let again = desk.restarted().await;
    assert_eq!(again.router().model().info().version, good.unsigned_abs(), "the old one serves");
}

#[tokio::test]
async fn a_file_can_be_looked_through_before_anything_is_written() {
    let desk = Desk::new().await;
    let file = "asked_at,body,topic\n2025-03-01T10:00:00Z,Un colis,parcels\nhier,Un colis,parcels\n";
    let errors = import::check_history(&desk.app, file.as_bytes()).unwrap();
    assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [3]);
    let pages = "topic,title,body\nparcels,Suivi,\u{fffd}\nunknown,x,y\n";
    let errors = import::check_pages(&desk.app, pages.as_bytes()).unwrap();
    assert_eq!(errors.iter().map(|error| error.line).collect::<Vec<_>>(), [3]);
    assert!(import::check_pages(&desk.app, "title,body\n".as_bytes()).is_err(), "a missing column");
    assert_eq!(desk.app.store().read().count_examples().await.unwrap(), 0);
    assert_eq!(import::import_progress(&desk.app).await.unwrap(), None);
}

#[tokio::test]
async fn a_rule_gives_a_tagged_customer_to_one_person() {
    let desk = Desk::new().await;
    let first = desk.ask(PARCEL).await;
    assert_eq!(first.assignment.unwrap().expert, desk.lea.user());
    let rule = settings::rule::RuleForm {
        tag: "vip".to_owned(),
        assign_to: "max.roy@desk.example".to_owned(),
        ..Default::default()
    };
    let refused = settings::rule::RuleForm { tag: "V I P!".to_owned(), ..rule.clone() };
    assert!(settings::rule::save(&desk.app, Actor::Desk, None, refused).await.is_err());
    settings::rule::save(&desk.app, Actor::Desk, None, rule).await.unwrap();
    let untagged = desk.ask(PARCEL).await;
    assert_eq!(untagged.assignment.unwrap().expert, desk.lea.user());
    question::tag_customer(&desk.app, desk.manager, first.id, vec!["vip".to_owned()], None).await.unwrap();
    let tagged = desk.ask(PARCEL).await;
    assert_eq!(tagged.assignment.unwrap().expert, desk.max.user());
}
