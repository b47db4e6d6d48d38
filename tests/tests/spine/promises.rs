//! Promises chosen by conditions, moved, paused and escalated, with a clock moved by hand. The desk starts on Monday,
//! 24 November 2025, 10:55 in Paris.

use jiff::SignedDuration;
use souffleur_admin::settings::{
    Applied, DeskFile, Outcome, apply,
    pause::{self, PauseForm},
    policy::{self, PolicyForm},
    trial::{self, TrialForm},
};
use souffleur_app::error::Error;
use souffleur_core::{Actor, event::EventKind, id::QuestionId, question::Assignee};
use souffleur_insight::report::{Count, Dimension, Wanted, sla};
use souffleur_jobs::{fire_timers, recount};
use souffleur_question::{
    intake::{Ask, AskCustomer, ask},
    question,
};
use souffleur_sla::TargetKind;
use souffleur_store::{Target, TargetState};

use crate::testing::{Desk, FILE};

const VIP: &str = r#"
[[sla_policy]]
key = "vip"
calendar = "paris"
when = { tag = "vip", channel = ["email", "api"] }
first_reply = { kind = "working_time", minutes = 120 }
next_reply = { kind = "working_time", minutes = 60 }
draft = { share_of_first_reply = 0.5 }
warn_before = [30]
escalation = [
  { at = 0.5, to = "expert", by = "page" },
  { at = 0.75, to = "deputy", then = "reassign" },
  { at = 1.0, to = "supervisor" },
]
"#;

async fn applied(desk: &Desk, file: &str) -> Result<Applied, Error> {
    apply(&desk.app, Actor::Desk, DeskFile::parse(file)?).await
}

fn vip_file() -> String {
    let deputy = FILE.replace(
        "email = \"lea@example.test\"",
        "email = \"lea@example.test\"\ndeputy = \"karim@example.test\"",
    );
    format!("{deputy}{VIP}")
}

async fn asked(desk: &Desk, tags: &[&str]) -> QuestionId {
    let question = Ask {
        body: "Bonjour, quelle taille et quelle coupe choisir d'après le guide des tailles ?".to_owned(),
        customer: AskCustomer { name: "Zoé".to_owned(), ..AskCustomer::default() },
        tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
        ..Ask::default()
    };
    ask(&desk.app, desk.actor("cm"), question).await.unwrap().id
}

async fn target(desk: &Desk, question: QuestionId, kind: TargetKind) -> Target {
    let targets = desk.app.store().read().targets_of(question).await.unwrap();
    targets.into_iter().rev().find(|target| target.kind == kind).unwrap()
}

async fn due(desk: &Desk, question: QuestionId, kind: TargetKind) -> Option<String> {
    target(desk, question, kind).await.due_at.map(|at| at.to_string())
}

async fn sound(desk: &Desk) {
    let verified = desk.app.store().verify().await.unwrap();
    assert_eq!(verified.findings, [], "what is stored follows from what was promised");
}

#[tokio::test]
async fn the_first_policy_whose_conditions_hold_is_promised_by() {
    let desk = Desk::empty().await;
    applied(&desk, &vip_file()).await.unwrap();
    let second = applied(&desk, &vip_file()).await.unwrap();
    assert_eq!(second.count(Outcome::Unchanged), second.lines.len(), "{second:?}");
    let (vip, plain) = (asked(&desk, &["vip"]).await, asked(&desk, &[]).await);
    assert_eq!(due(&desk, vip, TargetKind::FirstReply).await.unwrap(), "2025-11-24T11:55:00Z");
    assert_eq!(due(&desk, plain, TargetKind::FirstReply).await.unwrap(), "2025-11-24T16:00:00Z");
    let form = TrialForm { channel: "web".to_owned(), tag: "vip".to_owned(), ..TrialForm::default() };
    let tried = trial::which(&desk.app, desk.administrator(), &form).unwrap();
    assert_eq!((tried.policy.as_str(), tried.is_default, tried.passed.len()), ("house-promise", true, 1));
    sound(&desk).await;
}

#[tokio::test]
async fn a_policy_that_is_never_reached_is_refused_beside_its_conditions() {
    let desk = Desk::empty().await;
    let narrow =
        VIP.replace("key = \"vip\"", "key = \"narrow\"").replace("[\"email\", \"api\"]", "\"email\"");
    let error = applied(&desk, &format!("{FILE}{VIP}{narrow}")).await.unwrap_err();
    assert!(error.to_string().starts_with("sla_policy[2].when: is never reached: the policy vip"), "{error}");
    let circle = VIP.replace("to = \"supervisor\"", "to = \"expert\"");
    let error = applied(&desk, &format!("{FILE}{circle}")).await.unwrap_err();
    assert!(
        error.to_string().starts_with("sla_policy[1].escalation[2].to: goes back to the expert"),
        "{error}"
    );
    let default = FILE.replace("default = true", "default = true\nwhen = { channel = \"email\" }");
    let error = applied(&desk, &default).await.unwrap_err();
    assert!(error.to_string().starts_with("sla_policy[0].when: the default policy takes"), "{error}");
}

#[tokio::test]
async fn the_ladder_is_climbed_step_by_step_each_once() {
    let desk = Desk::empty().await;
    applied(&desk, &vip_file()).await.unwrap();
    let id = asked(&desk, &["vip"]).await;
    desk.clock.pass(SignedDuration::from_mins(91));
    fire_timers::pass(&desk.app).await.unwrap();
    assert_eq!(fire_timers::pass(&desk.app).await.unwrap(), 0);
    let question = desk.app.store().read().question(id).await.unwrap().unwrap();
    assert_eq!(question.assignee, Assignee::Expert(desk.id("karim")), "the deputy has it");
    desk.clock.pass(SignedDuration::from_mins(60));
    fire_timers::pass(&desk.app).await.unwrap();
    let events = desk.app.store().read().events_of(id).await.unwrap();
    let steps: Vec<_> = events
        .iter()
        .filter_map(|event| match &event.what {
            EventKind::Escalated { rung, reassigned, .. } => Some((rung.as_str(), *reassigned)),
            _ => None,
        })
        .collect();
    assert_eq!(steps, [("expert", false), ("deputy", true), ("supervisor", false)]);
    assert_eq!(target(&desk, id, TargetKind::FirstReply).await.state, TargetState::Breached);
    sound(&desk).await;
}

#[tokio::test]
async fn a_calendar_that_changes_moves_what_runs_and_nothing_else() {
    let desk = Desk::empty().await;
    applied(&desk, &vip_file()).await.unwrap();
    let done = asked(&desk, &["vip"]).await;
    question::close(&desk.app, desk.actor("cm"), done, Some("Doublon".to_owned()), None).await.unwrap();
    let running = asked(&desk, &["vip"]).await;
    let shorter = vip_file().replace("mon = [[\"09:00\", \"18:00\"]]", "mon = [[\"09:00\", \"11:55\"]]");
    applied(&desk, &shorter).await.unwrap();
    assert!(recount::pass(&desk.app).await.unwrap() >= 1);
    assert_eq!(recount::pass(&desk.app).await.unwrap(), 0, "once");
    // One hour on Monday, the other on Tuesday morning.
    assert_eq!(due(&desk, running, TargetKind::FirstReply).await.unwrap(), "2025-11-25T09:00:00Z");
    assert_eq!(due(&desk, done, TargetKind::FirstReply).await.unwrap(), "2025-11-24T11:55:00Z");
    let events = desk.app.store().read().events_of(running).await.unwrap();
    let moved = events.iter().find_map(|event| match &event.what {
        EventKind::TargetMoved { promise, from, to, why, .. } if promise == "first_reply" => {
            Some((*from, *to, *why))
        }
        _ => None,
    });
    let (from, to, why) = moved.expect("the history says from when to when");
    assert_eq!((from.unwrap().to_string(), why.as_str()), ("2025-11-24T11:55:00Z".to_owned(), "calendar"));
    assert_eq!(to.unwrap().to_string(), "2025-11-25T09:00:00Z");
    sound(&desk).await;
}

/// A promise for one topic alone.
fn delivery_file() -> String {
    let delivery = VIP.replace("key = \"vip\"", "key = \"delivery\"").replace(
        "when = { tag = \"vip\", channel = [\"email\", \"api\"] }",
        "when = { topic = \"delivery\" }",
    );
    format!("{}{delivery}", vip_file())
}

async fn moves(desk: &Desk, id: QuestionId) -> Vec<(String, String, &'static str)> {
    let events = desk.app.store().read().events_of(id).await.unwrap();
    let move_of = |what: &EventKind| match what {
        EventKind::TargetMoved { promise, to, why, .. } => {
            Some((promise.clone(), (*to)?.to_string(), why.as_str()))
        }
        _ => None,
    };
    events.iter().filter_map(|event| move_of(&event.what)).collect()
}

#[tokio::test]
async fn another_topic_or_tag_is_another_promise_at_once() {
    let desk = Desk::empty().await;
    applied(&desk, &delivery_file()).await.unwrap();
    let (id, other, cm) = (asked(&desk, &[]).await, asked(&desk, &[]).await, desk.actor("cm"));
    let settings = desk.app.settings();
    let topic = |key: &str| settings.topics.iter().find(|topic| topic.key.as_str() == key).unwrap().id;
    question::set_topic(&desk.app, cm, id, topic("delivery"), None).await.unwrap();
    let moved = ("first_reply".to_owned(), "2025-11-24T11:55:00Z".to_owned(), "topic");
    assert_eq!(moves(&desk, id).await[0], moved, "from noon and five to two hours");
    assert_eq!(moves(&desk, id).await.len(), 2, "and its draft with it");
    let policy = target(&desk, id, TargetKind::FirstReply).await.policy.0;
    let named = settings.policies.iter().find(|one| one.id == policy).unwrap();
    assert_eq!(named.key.as_str(), "delivery");
    assert_eq!(due(&desk, other, TargetKind::FirstReply).await.unwrap(), "2025-11-24T16:00:00Z");
    // The ladder of the new promise is climbed.
    desk.clock.pass(SignedDuration::from_mins(61));
    fire_timers::pass(&desk.app).await.unwrap();
    let events = desk.app.store().read().events_of(id).await.unwrap();
    assert!(events.iter().any(|event| matches!(event.what, EventKind::Escalated { .. })));
    // Back again, and the house's promise holds as if nothing had been.
    question::set_topic(&desk.app, cm, id, topic("sizes"), None).await.unwrap();
    assert_eq!(due(&desk, id, TargetKind::FirstReply).await.unwrap(), "2025-11-24T16:00:00Z");
    // A tag moves what was asked by that customer, here on the channel that the policy names.
    question::tag_customer(&desk.app, cm, other, vec!["vip".to_owned()], None).await.unwrap();
    let vip = moves(&desk, other).await;
    assert!(vip.iter().all(|(.., why)| *why == "tags"), "{vip:?}");
    assert_eq!(due(&desk, other, TargetKind::FirstReply).await.unwrap(), "2025-11-24T11:55:00Z");
    sound(&desk).await;
}

#[tokio::test]
async fn waiting_for_the_customer_adds_exactly_the_wait() {
    let desk = Desk::empty().await;
    applied(&desk, &vip_file()).await.unwrap();
    let (id, cm) = (asked(&desk, &["vip"]).await, desk.actor("cm"));
    question::wait(&desk.app, cm, id, Some("Numéro de commande".to_owned()), None).await.unwrap();
    assert!(matches!(question::wait(&desk.app, cm, id, None, None).await, Err(Error::IllegalStep(_))));
    assert_eq!(due(&desk, id, TargetKind::FirstReply).await, None);
    desk.clock.pass(SignedDuration::from_mins(45));
    fire_timers::pass(&desk.app).await.unwrap();
    question::resume(&desk.app, cm, id, None).await.unwrap();
    assert_eq!(due(&desk, id, TargetKind::FirstReply).await.unwrap(), "2025-11-24T12:40:00Z");
    sound(&desk).await;
}

#[tokio::test]
async fn a_pause_of_the_house_has_a_reason_and_is_counted_by_itself() {
    let desk = Desk::empty().await;
    applied(&desk, &vip_file()).await.unwrap();
    let (vip, plain, cm) = (asked(&desk, &["vip"]).await, asked(&desk, &[]).await, desk.actor("cm"));
    let nothing_said = pause::begin(&desk.app, cm, PauseForm::default()).await;
    assert!(matches!(nothing_said, Err(Error::Invalid(_))));
    let expert = pause::begin(&desk.app, desk.actor("lea"), PauseForm::default()).await;
    assert!(matches!(expert, Err(Error::Forbidden)));
    let form = PauseForm { reason: "Panne du transporteur".to_owned(), ..PauseForm::default() };
    let pause = pause::begin(&desk.app, cm, form).await.unwrap();
    recount::pass(&desk.app).await.unwrap();
    assert_eq!(due(&desk, vip, TargetKind::FirstReply).await, None);
    assert_eq!(
        due(&desk, plain, TargetKind::FirstReply).await.unwrap(),
        "2025-11-24T16:00:00Z",
        "a cutoff is not paused"
    );
    let during = asked(&desk, &["vip"]).await;
    assert_eq!(due(&desk, during, TargetKind::FirstReply).await, None);
    desk.clock.pass(SignedDuration::from_mins(30));
    pause::end(&desk.app, cm, pause).await.unwrap();
    recount::pass(&desk.app).await.unwrap();
    for id in [vip, during] {
        assert_eq!(due(&desk, id, TargetKind::FirstReply).await.unwrap(), "2025-11-24T12:25:00Z");
    }
    let period = souffleur_insight::report::default_period(&desk.app);
    let report = sla(&desk.app, cm, Wanted::questions(period), Dimension::Day, None).await.unwrap();
    let counted = [Count::Received, Count::HousePaused].map(|count| report.total.count(count));
    assert_eq!((counted, report.pauses.len()), ([3, 3], 1));
    sound(&desk).await;
}

#[tokio::test]
async fn days_away_move_the_draft_and_not_the_reply() {
    let desk = Desk::empty().await;
    applied(&desk, &vip_file()).await.unwrap();
    desk.clock.pass(SignedDuration::from_hours(4));
    let id = asked(&desk, &[]).await;
    let before = due(&desk, id, TargetKind::Draft).await.unwrap();
    let tomorrow = vip_file().replace(
        "capacity = 12",
        "capacity = 12\nabsent = [{ from = \"2025-11-25\", until = \"2025-11-25\" }]",
    );
    applied(&desk, &tomorrow).await.unwrap();
    recount::pass(&desk.app).await.unwrap();
    let after = due(&desk, id, TargetKind::Draft).await.unwrap();
    assert!(after < before && after.starts_with("2025-11-24"), "{before} {after}");
    assert_eq!(due(&desk, id, TargetKind::FirstReply).await.unwrap(), "2025-11-25T11:00:00Z");
}

#[tokio::test]
async fn a_changed_policy_is_tried_on_the_last_month() {
    let desk = Desk::empty().await;
    applied(&desk, &vip_file()).await.unwrap();
    asked(&desk, &[]).await;
    desk.clock.pass(SignedDuration::from_hours(3));
    let admin = desk.administrator();
    let view =
        policy::list(&desk.app, admin).await.unwrap().into_iter().find(|view| view.is_default).unwrap();
    let same = trial::last_month(&desk.app, admin, Some(view.id), &view.form()).await.unwrap();
    assert_eq!((same.before, same.moved, same.differ), (same.after, 0, 0));
    let mut strict: PolicyForm = view.form();
    "working_time".clone_into(&mut strict.first_reply.kind);
    "60".clone_into(&mut strict.first_reply.minutes);
    let month = trial::last_month(&desk.app, admin, Some(view.id), &strict).await.unwrap();
    assert_eq!((month.before.pending, month.after.breached, month.differ), (1, 1, 1));
    assert_eq!(month.questions[0].after, TargetState::Breached);
}

#[tokio::test]
async fn a_file_is_tried_on_the_last_month_and_nothing_of_it_is_kept() {
    let desk = Desk::empty().await;
    applied(&desk, &vip_file()).await.unwrap();
    let usual = asked(&desk, &[]).await;
    let vip = asked(&desk, &["vip"]).await;
    desk.clock.pass(SignedDuration::from_hours(3));
    let version = desk.app.settings().desk.settings_version;
    let tried = async |file: &str| {
        let file = DeskFile::parse(file)?;
        trial::last_month_by(&desk.app, Actor::Desk, &file).await
    };
    let same = tried(&vip_file()).await.unwrap();
    assert_eq!((same.before, same.moved, same.differ), (same.after, 0, 0));

    let slower = vip_file().replace("minutes = 120", "minutes = 600");
    let month = tried(&slower).await.unwrap();
    let stored = desk.app.store().read().question(vip).await.unwrap().unwrap();
    let differ: Vec<_> =
        month.questions.iter().map(|differs| (differs.number, differs.policy.as_str())).collect();
    assert_eq!(differ, [(stored.number, "vip")]);
    assert_eq!((month.before.breached, month.after.breached), (1, 0));
    assert_eq!(desk.app.settings().desk.settings_version, version);
    assert_eq!(due(&desk, usual, TargetKind::FirstReply).await.unwrap(), "2025-11-24T16:00:00Z");

    let refused = tried(&slower.replace("minutes = 600", "minutes = -1")).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
}
