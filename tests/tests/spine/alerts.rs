//! Who is told what, when and how often, with a clock moved by hand.

use jiff::{SignedDuration, Timestamp};
use souffleur_admin::alert_choice::{AlertForm, choose, chosen};
use souffleur_core::{Actor, alert::AlertKind};
use souffleur_jobs::{deliver_outbox, fire_timers};
use souffleur_question::{
    alert::{Seen, is_news, list, plan_digests, seen, unseen},
    intake::{Ask, AskCustomer, ask},
    question,
};

use crate::testing::{Desk, Kept, START};

async fn asked(desk: &Desk) -> souffleur_core::id::QuestionId {
    let question = Ask {
        body: "Bonjour, quelle taille et quelle coupe choisir d'après le guide des tailles ?".to_owned(),
        customer: AskCustomer { name: "Zoé".to_owned(), ..AskCustomer::default() },
        ..Ask::default()
    };
    ask(&desk.app, Actor::Customer, question).await.unwrap().id
}

/// Lets everything happen that is due, and says which letters went to whom.
async fn letters(desk: &Desk) -> Vec<(String, String)> {
    fire_timers::pass(&desk.app).await.unwrap();
    let post = Kept::default();
    while deliver_outbox::pass(&desk.app, &post).await.unwrap().all() > 0 {}
    let letters = post.letters.into_inner().unwrap();
    let mut letters: Vec<_> =
        letters.into_iter().map(|letter| (letter.to.address.to_string(), letter.subject)).collect();
    letters.sort();
    letters
}

fn until(desk: &Desk, at: &str) {
    let at: Timestamp = at.parse().unwrap();
    desk.clock.pass(at.duration_since(desk.app.now()));
}

fn readers(letters: &[(String, String)]) -> Vec<&str> {
    letters.iter().map(|(to, _)| to.split('@').next().unwrap_or_default()).collect()
}

async fn choose_quiet(desk: &Desk, who: &str, from: &str, to: &str) {
    let mut form = chosen(&desk.app, desk.actor(who)).unwrap().form;
    (form.quiet, form.quiet_from, form.quiet_until) = ("hours".to_owned(), from.to_owned(), to.to_owned());
    choose(&desk.app, desk.actor(who), form).await.unwrap();
}

#[tokio::test]
async fn who_is_to_be_left_in_peace_is_told_once_when_it_ends() {
    let desk = Desk::set_up().await;
    choose_quiet(&desk, "lea", "10:00", "18:30").await;
    let question = asked(&desk).await;
    assert!(letters(&desk).await.is_empty(), "asked in her quiet hours");
    // Warnings, the draft's breach, the reply's: all of it while Léa is not to be disturbed.
    for hour in ["12:30", "13:30", "14:30", "15:30", "16:30"] {
        until(&desk, &format!("2025-11-24T{hour}:00Z"));
        let letters = letters(&desk).await;
        assert!(!readers(&letters).contains(&"lea"), "{hour}: {letters:?}");
    }
    assert_eq!(unseen(&desk.app, desk.actor("lea")).await.unwrap().count, 0, "nor is she told in the page");
    let events = desk.app.store().read().events_of(question).await.unwrap();
    let breach = events.iter().rfind(|event| event.what.as_str() == "target_breached").unwrap();
    assert_eq!(breach.at.to_string(), "2025-11-24T16:00:00Z", "at its true time");
    until(&desk, "2025-11-24T17:30:00Z");
    let letters_then = letters(&desk).await;
    assert_eq!(readers(&letters_then), ["lea"], "{letters_then:?}");
    assert_eq!(
        letters_then[0].1, "3 alertes",
        "the question and two broken promises, and no warning of them"
    );
    assert!(unseen(&desk.app, desk.actor("lea")).await.unwrap().count >= 3);
    assert!(letters(&desk).await.is_empty(), "once");
}

#[tokio::test]
async fn what_somebody_does_not_want_to_hear_they_do_not_hear() {
    let desk = Desk::set_up().await;
    let lea = desk.actor("lea");
    let mut form = chosen(&desk.app, lea).unwrap().form;
    form.goes.retain(|goes| goes == "promise_broken:page" || goes == "promise_at_risk:mail");
    choose(&desk.app, lea, form.clone()).await.unwrap();
    assert_eq!(chosen(&desk.app, lea).unwrap().form, form);
    asked(&desk).await;
    assert!(letters(&desk).await.is_empty(), "no letter of the question");
    until(&desk, "2025-11-24T12:00:00Z");
    assert_eq!(readers(&letters(&desk).await), ["lea"], "of the warning");
    until(&desk, "2025-11-24T18:00:00Z");
    assert_eq!(readers(&letters(&desk).await), ["cm"], "and none of the breach");
    let told = list(&desk.app, lea).await.unwrap();
    assert!(told.len() == 2 && told.iter().all(|row| row.kind == AlertKind::PromiseBroken), "{told:?}");
}

#[tokio::test]
async fn a_day_of_breaches_while_the_desk_was_down_is_one_letter_each() {
    let desk = Desk::set_up().await;
    for _ in 0..40 {
        asked(&desk).await;
    }
    letters(&desk).await;
    until(&desk, "2025-11-25T07:00:00Z");
    let letters_then = letters(&desk).await;
    assert_eq!(readers(&letters_then).iter().filter(|to| **to == "cm").count(), 1, "{letters_then:?}");
    let cm = unseen(&desk.app, desk.actor("cm")).await.unwrap();
    let events = desk.app.store().read().latest_events(2000).await.unwrap();
    let broken = events.iter().filter(|event| event.what.as_str() == "target_breached").count();
    assert!(broken >= 40);
    assert_eq!(cm.count, u64::try_from(broken).unwrap(), "each promise once");
    seen(&desk.app, desk.actor("cm"), Seen::All).await.unwrap();
    assert_eq!(unseen(&desk.app, desk.actor("cm")).await.unwrap().count, 0);
}

#[tokio::test]
async fn an_alert_names_its_question_and_is_nobody_elses() {
    let desk = Desk::set_up().await;
    let question = asked(&desk).await;
    let lea = desk.actor("lea");
    let row = list(&desk.app, lea).await.unwrap().remove(0);
    assert_eq!((row.kind, row.seen), (AlertKind::QuestionForYou, false));
    assert_eq!(row.question, Some(question));
    assert!(is_news(&desk.app, lea, question).await.unwrap());
    assert!(!is_news(&desk.app, desk.actor("karim"), question).await.unwrap());
    seen(&desk.app, desk.actor("karim"), Seen::Of(question)).await.unwrap();
    assert!(!list(&desk.app, lea).await.unwrap()[0].seen, "who is told nothing marks nothing");
    seen(&desk.app, lea, Seen::Of(question)).await.unwrap();
    assert!(list(&desk.app, lea).await.unwrap()[0].seen);
    assert!(!is_news(&desk.app, lea, question).await.unwrap());
}

#[tokio::test]
async fn the_digest_says_what_is_owed_today_once_and_only_to_whom_it_is() {
    let desk = Desk::set_up().await;
    plan_digests(&desk.app).await.unwrap();
    plan_digests(&desk.app).await.unwrap();
    assert_eq!(START.to_string(), "2025-11-24T09:55:00Z");
    asked(&desk).await;
    letters(&desk).await;
    until(&desk, "2025-11-24T10:30:00Z");
    let noon = letters(&desk).await;
    let expected = [
        ("cm@example.test", "Une question à répondre avant 17:00"),
        ("sup@example.test", "Une question à répondre avant 17:00"),
    ];
    let draft = noon.iter().find(|(to, _)| to == "lea@example.test").unwrap();
    assert!(draft.1.starts_with("Un brouillon attendu avant 14:"), "{draft:?}");
    for (to, subject) in expected {
        assert!(noon.contains(&(to.to_owned(), subject.to_owned())), "{noon:?}");
    }
    assert_eq!(noon.len(), 3, "{noon:?}");
    assert!(letters(&desk).await.is_empty(), "once");
    plan_digests(&desk.app).await.unwrap();
    assert!(letters(&desk).await.is_empty(), "however often it is planned");
    // The answer goes out; the next morning nobody has anything to say.
    let question = desk.app.store().read().latest_events(1).await.unwrap()[0].question.unwrap();
    let version = desk.app.store().read().question(question).await.unwrap().unwrap().version;
    let reply = question::Reply::new("Du 38.", version);
    question::reply(&desk.app, desk.actor("cm"), question, reply).await.unwrap();
    letters(&desk).await;
    until(&desk, "2025-11-25T08:00:00Z");
    assert!(letters(&desk).await.is_empty(), "nothing is owed");
}

#[tokio::test]
async fn a_digest_that_is_hours_late_is_left_out() {
    let desk = Desk::set_up().await;
    plan_digests(&desk.app).await.unwrap();
    asked(&desk).await;
    letters(&desk).await;
    desk.clock.pass(SignedDuration::from_hours(4));
    let subjects = letters(&desk).await;
    assert!(!subjects.iter().any(|(_, subject)| subject.contains("à répondre avant")), "{subjects:?}");
}

#[tokio::test]
async fn quiet_hours_must_be_hours() {
    let desk = Desk::set_up().await;
    let fields = |form: AlertForm| {
        let desk = &desk;
        async move {
            match choose(&desk.app, desk.actor("lea"), form).await {
                Err(souffleur_app::Error::Invalid(errors)) => {
                    errors.into_iter().map(|error| (error.field, error.problem.code())).collect::<Vec<_>>()
                }
                other => panic!("{other:?}"),
            }
        }
    };
    let hours = |from: &str, until: &str| AlertForm {
        quiet: "hours".to_owned(),
        quiet_from: from.to_owned(),
        quiet_until: until.to_owned(),
        ..AlertForm::default()
    };
    assert_eq!(fields(hours("20:00", "20:00")).await, [("quiet_until".to_owned(), "same")]);
    assert_eq!(
        fields(hours("25:00", "")).await,
        [("quiet_from".to_owned(), "hour"), ("quiet_until".to_owned(), "required")]
    );
    let nonsense =
        AlertForm { goes: vec!["pigeon:post".to_owned()], quiet: "loud".to_owned(), ..AlertForm::default() };
    assert_eq!(fields(nonsense).await, [("goes".to_owned(), "unknown"), ("quiet".to_owned(), "unknown")]);
    choose(&desk.app, desk.actor("lea"), hours("20:00", "07:30:00")).await.unwrap();
}
