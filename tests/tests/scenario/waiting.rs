//! A reply that waits never disappears: whatever is done to its question, it still waits, is sent, or is stopped with its text
//! readable, a line in the history, and its author told.

use futures_util::future::join_all;
use jiff::SignedDuration;
use serde_json::json;
use souffleur_admin::{
    settings::{self, user::UserForm},
    user,
};
use souffleur_app::Error;
use souffleur_core::{
    Actor,
    alert::AlertKind,
    event::EventKind,
    id::{QuestionId, UserId},
    permission::Role,
    scheduled::StopReason,
};
use souffleur_question::{
    alert,
    intake::{self, Asked},
    question::{self, Assign, AssignTo, Deed, Leaves, Reply, UNDO},
};
use souffleur_tests::{
    harness::{
        TestDesk, Visitor,
        house::PASSWORD,
        story::{PARCEL, SIZES},
    },
    on_both,
};

on_both!(
    whatever_is_done_a_waiting_reply_is_accounted_for,
    who_replies_beside_it_is_told_whose_it_is_and_keeps_their_text,
    of_two_at_once_one_waits_or_is_sent_and_the_other_is_told,
    who_took_it_back_tells_its_author,
    the_text_of_one_that_was_stopped_outlives_the_next_reply,
    two_send_to_all_at_once_and_everybody_gets_one_reply,
);

const TEXT: &str = "Prenez du 38, la coupe est large.";
const OTHER: &str = "Plutôt du 40.";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// A second community manager.
async fn carl(desk: &TestDesk) -> Actor {
    let form = UserForm {
        email: "carl@example.test".to_owned(),
        name: "Carl Ozanne".to_owned(),
        role: "community_manager".to_owned(),
        active: true,
        ..UserForm::default()
    };
    let id = settings::user::save(&desk.app, desk.actor("ada"), None, form).await.unwrap();
    Actor::Staff { id, role: Role::CommunityManager }
}

async fn carls_browser(desk: &TestDesk, carl: Actor) -> Visitor {
    user::set_password(&desk.app, Actor::Desk, carl.user().unwrap(), PASSWORD).await.unwrap();
    let visitor = desk.visitor();
    visitor.sign_in("carl@example.test", PASSWORD).await;
    visitor
}

/// What somebody, or the desk, may do to a question on which Camille's reply waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verb {
    Reply,
    Send,
    Schedule,
    Recall,
    Close,
    BulkClose,
    BulkAssign,
    Hide,
    MergeIntoOlder,
    TakeInYounger,
    Follow,
    Lead,
    Assign,
    Decline,
    ToTheManagers,
    Topic,
    Tag,
    Snooze,
    Wait,
    Note,
    Draft,
    DraftAgain,
    Link,
    AskColleague,
    FollowUp,
    Split,
    DeactivateAuthor,
    AuthorBecomesExpert,
    ReleaseExpert,
    Nothing,
}

const ALL: [Verb; 30] = [
    Verb::Reply,
    Verb::Send,
    Verb::Schedule,
    Verb::Recall,
    Verb::Close,
    Verb::BulkClose,
    Verb::BulkAssign,
    Verb::Hide,
    Verb::MergeIntoOlder,
    Verb::TakeInYounger,
    Verb::Follow,
    Verb::Lead,
    Verb::Assign,
    Verb::Decline,
    Verb::ToTheManagers,
    Verb::Topic,
    Verb::Tag,
    Verb::Snooze,
    Verb::Wait,
    Verb::Note,
    Verb::Draft,
    Verb::DraftAgain,
    Verb::Link,
    Verb::AskColleague,
    Verb::FollowUp,
    Verb::Split,
    Verb::DeactivateAuthor,
    Verb::AuthorBecomesExpert,
    Verb::ReleaseExpert,
    Verb::Nothing,
];

/// The questions that a verb works on: Camille's reply waits on the second.
struct Scene<'d> {
    desk: &'d TestDesk,
    carl: Actor,
    older: Asked,
    asked: Asked,
    younger: Asked,
}

impl Verb {
    async fn happens(self, scene: &Scene<'_>) -> Result<(), Error> {
        let Scene { desk, carl, older, asked, younger } = scene;
        let (app, carl, id) = (&desk.app, *carl, asked.id);
        let version = desk.question(id).await.question.version;
        let reply = || Reply::new(OTHER, version);
        let to = |to| Assign { to, reason: None, version: None };
        let karim = AssignTo::Expert(desk.user("karim"));
        match self {
            Self::Reply => question::reply(app, carl, id, reply()).await.map(drop),
            Self::Send => question::send(app, carl, id, reply(), Leaves::Soon, &[]).await.map(drop),
            Self::Schedule => {
                question::schedule(app, carl, id, reply(), desk.now() + HOUR * 2).await.map(drop)
            }
            Self::Recall => question::recall(app, carl, id).await,
            Self::Close => {
                question::close(app, carl, id, Some("no reply needed".to_owned()), None).await.map(drop)
            }
            Self::BulkClose => {
                let close = Deed::Close(Some("spam".to_owned()));
                question::bulk(app, carl, &[id], &close).await.map(drop)
            }
            Self::BulkAssign => {
                question::bulk(app, carl, &[id], &Deed::Assign { to: karim, reason: None }).await.map(drop)
            }
            Self::Hide => question::hide(app, carl, id, "insultes".to_owned(), None).await.map(drop),
            Self::MergeIntoOlder => {
                question::merge(app, carl, id, number(desk, older.id).await, None).await.map(drop)
            }
            Self::TakeInYounger => {
                question::merge(app, carl, id, number(desk, younger.id).await, None).await.map(drop)
            }
            Self::Follow => {
                question::follow(app, carl, id, number(desk, older.id).await, None).await.map(drop)
            }
            Self::Lead => question::follow(app, carl, older.id, number(desk, id).await, None).await.map(drop),
            Self::Assign => question::assign(app, carl, id, to(karim)).await.map(drop),
            Self::Decline => {
                question::assign(app, desk.actor("lea"), id, to(AssignTo::Decline)).await.map(drop)
            }
            Self::ToTheManagers => {
                question::assign(app, carl, id, to(AssignTo::CommunityManager)).await.map(drop)
            }
            Self::Topic => {
                let delivery = app.settings().topic_called("delivery").unwrap().id;
                question::set_topic(app, carl, id, delivery, None).await.map(drop)
            }
            Self::Tag => question::tag_customer(app, carl, id, vec!["vip".to_owned()], None).await.map(drop),
            Self::Snooze => question::snooze(app, carl, id, desk.now() + HOUR).await,
            Self::Wait => question::wait(app, carl, id, None, None).await.map(drop),
            Self::Note => question::note(app, carl, id, "à relire".to_owned()).await.map(drop),
            Self::Draft => {
                question::draft(app, desk.actor("lea"), id, "Du 38.".to_owned(), None).await.map(drop)
            }
            Self::DraftAgain => {
                // The draft came before; Camille's reply was written to it.
                let lea = desk.actor("lea");
                question::draft(app, lea, id, "Du 38.".to_owned(), None).await.map(drop)
            }
            Self::Link => question::link(app, carl, id, number(desk, older.id).await).await,
            Self::AskColleague => {
                question::ask_colleague(app, carl, id, "@karim, qu'en penses-tu ?").await.map(drop)
            }
            Self::FollowUp => {
                desk.follow_up(asked, "J'oubliais : en bleu.").await;
                Ok(())
            }
            Self::Split => {
                desk.follow_up(asked, "Et où est mon colis ?").await;
                let message = desk.question(id).await.thread.last().unwrap().id;
                intake::split(app, carl, id, message).await.map(drop)
            }
            Self::DeactivateAuthor => author(desk, |form| form.active = false).await,
            Self::AuthorBecomesExpert => author(desk, |form| "expert".clone_into(&mut form.role)).await,
            Self::ReleaseExpert => {
                let lea = desk.user("lea");
                let mut form = settings::user::get(app, desk.actor("ada"), lea).await?.form();
                form.active = false;
                settings::user::save(app, desk.actor("ada"), Some(lea), form).await.map(drop)
            }
            Self::Nothing => Ok(()),
        }
    }
}

async fn author(desk: &TestDesk, change: impl FnOnce(&mut UserForm)) -> Result<(), Error> {
    let camille = desk.user("camille");
    let mut form = settings::user::get(&desk.app, desk.actor("ada"), camille).await?.form();
    change(&mut form);
    settings::user::save(&desk.app, desk.actor("ada"), Some(camille), form).await.map(drop)
}

async fn number(desk: &TestDesk, id: QuestionId) -> i64 {
    desk.question(id).await.question.number
}

/// Camille decides upon a reply that leaves in an hour.
async fn waits(desk: &TestDesk, id: QuestionId) {
    let version = desk.question(id).await.question.version;
    let reply = Reply::new(TEXT, version);
    question::schedule(&desk.app, desk.actor("camille"), id, reply, desk.now() + HOUR).await.unwrap();
}

/// What became of the reply that waited.
#[derive(Debug, PartialEq, Eq)]
enum DraftUse {
    Waits,
    Sent,
    Stopped(StopReason),
}

async fn fate(desk: &TestDesk, carl: Actor, id: QuestionId) -> DraftUse {
    let view = question::get(&desk.app, carl, id).await.unwrap();
    if view.thread.iter().any(|message| message.body.as_str() == TEXT) {
        return DraftUse::Sent;
    }
    let waiting = question::scheduled(&desk.app, carl, id).await.unwrap();
    let waiting = waiting.unwrap_or_else(|| panic!("the reply is gone without a trace"));
    assert_eq!(waiting.body.as_str(), TEXT, "it is hers");
    waiting.stopped.map_or(DraftUse::Waits, DraftUse::Stopped)
}

/// Who was told that the reply does not leave.
async fn told(desk: &TestDesk, user: UserId) -> bool {
    let alerts = desk.app.store().read().alerts_of(user, desk.now(), 100).await.unwrap();
    alerts.iter().any(|line| line.kind == AlertKind::ReplyStopped)
}

async fn whatever_is_done_a_waiting_reply_is_accounted_for(desk: TestDesk) {
    let carl = carl(&desk).await;
    let browser = carls_browser(&desk, carl).await;
    let camille = desk.user("camille");
    for verb in ALL {
        let older = desk.ask_for("lea", SIZES).await;
        let asked = desk.ask_for("lea", SIZES).await;
        let younger = desk.ask_for("lea", SIZES).await;
        if verb == Verb::DraftAgain {
            desk.draft("lea", asked.id, "Du 38.").await;
        }
        alert::seen(&desk.app, desk.actor("camille"), alert::Seen::All).await.unwrap();
        waits(&desk, asked.id).await;
        let before = told_times(&desk, camille).await;
        let carl_before = told_times(&desk, carl.user().unwrap()).await;
        let scene = Scene { desk: &desk, carl, older, asked, younger };
        let done = verb.happens(&scene).await;
        let id = scene.asked.id;
        let at_once = fate(&desk, carl, id).await;
        if matches!(verb, Verb::Reply | Verb::Send | Verb::Schedule) {
            let Err(Error::ReplyWaits { by, leaves_at }) = done else { panic!("{verb:?} {done:?}") };
            assert_eq!((by.as_str(), leaves_at), ("Camille Moreau", desk.now() + HOUR));
            assert_eq!(at_once, DraftUse::Waits, "{verb:?}");
        } else {
            done.unwrap_or_else(|error| panic!("{verb:?}: {error}"));
        }
        desk.pass(HOUR).await;
        let in_the_end = fate(&desk, carl, id).await;
        match (&at_once, &in_the_end) {
            (DraftUse::Waits, DraftUse::Sent) => {}
            (DraftUse::Waits | DraftUse::Stopped(_), DraftUse::Stopped(why)) => {
                let view = question::get(&desk.app, carl, id).await.unwrap();
                let said = |event: &souffleur_core::event::Event| match event.what {
                    EventKind::ReplyStopped { why: said } => said == *why,
                    EventKind::ReplyRecalled => *why == StopReason::Recalled,
                    _ => false,
                };
                assert_eq!(view.events.iter().filter(|event| said(event)).count(), 1, "{verb:?}: said once");
                let author = told_times(&desk, camille).await > before;
                let other = told_times(&desk, carl.user().unwrap()).await > carl_before;
                // Whoever may no longer reply is not there to be told: the other community managers are.
                let gone = matches!(verb, Verb::DeactivateAuthor | Verb::AuthorBecomesExpert);
                assert_eq!((author, other), (!gone, gone), "{verb:?}");
                browser.get(&format!("/questions/{id}")).await.is(200).says(TEXT);
            }
            fates => panic!("{verb:?}: {fates:?}"),
        }
        assert!(desk.app.store().verify().await.unwrap().findings.is_empty(), "{verb:?}");
        restore(&desk, camille, desk.user("lea")).await;
    }
}

async fn told_times(desk: &TestDesk, user: UserId) -> usize {
    let alerts = desk.app.store().read().alerts_of(user, desk.now(), 100).await.unwrap();
    alerts.iter().filter(|line| line.kind == AlertKind::ReplyStopped).count()
}

/// Everybody is there again.
async fn restore(desk: &TestDesk, camille: UserId, lea: UserId) {
    for (user, role) in [(camille, "community_manager"), (lea, "expert")] {
        let mut form = settings::user::get(&desk.app, desk.actor("ada"), user).await.unwrap().form();
        (form.active, form.role) = (true, role.to_owned());
        settings::user::save(&desk.app, desk.actor("ada"), Some(user), form).await.unwrap();
    }
}

async fn who_replies_beside_it_is_told_whose_it_is_and_keeps_their_text(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let carl = carl(&desk).await;
    let browser = carls_browser(&desk, carl).await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    // Both read the same; Camille is faster by a second.
    let read = browser.get(&place).await.is(200);
    let version = desk.question(asked.id).await.question.version;
    let camille = desk.signed_in("camille").await;
    camille.fill(&place, &action, &[("body", TEXT)]).await.is(303);
    assert_eq!(desk.question(asked.id).await.question.version, version + 1, "a decision is a change");
    let refused = browser.submit(&read, &action, &[("body", OTHER)]).await.is(409);
    refused.says("La réponse de Camille Moreau à cette question part à 10:00:10").says(TEXT);
    assert!(refused.form(&action).contains(&("body".to_owned(), OTHER.to_owned())), "nothing typed is lost");
    // Programs are told the same.
    let token = desk.session("carl@example.test").await["access_token"].as_str().unwrap().to_owned();
    let program = desk.stranger().with_token(token);
    let send = json!({"body": OTHER, "version": version});
    let refused = program.post(&format!("/api/v1/questions/{}/replies", asked.id), &send).await;
    refused.is_problem(409);
    assert!(refused.json["detail"].as_str().unwrap().contains("Camille Moreau"), "{}", refused.raw);
    assert_eq!(refused.json["errors"][0]["field"], "scheduled_reply");
    desk.undo_passes().await;
    assert_eq!(desk.replies().await, 1);
    assert_eq!(fate(&desk, carl, asked.id).await, DraftUse::Sent);
}

async fn of_two_at_once_one_waits_or_is_sent_and_the_other_is_told(desk: TestDesk) {
    let carl = carl(&desk).await;
    for leaves in [Leaves::Soon, Leaves::Now, Leaves::Soon, Leaves::Now] {
        let asked = desk.ask_for("lea", SIZES).await;
        let version = desk.question(asked.id).await.question.version;
        let sends = [(desk.actor("camille"), TEXT, Leaves::Soon), (carl, OTHER, leaves)];
        let before = desk.replies().await;
        let answers = join_all(sends.map(|(actor, text, leaves)| {
            question::send(&desk.app, actor, asked.id, Reply::new(text, version), leaves, &[])
        }));
        let answers = answers.await;
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
        let refused = answers.iter().find_map(|answer| answer.as_ref().err()).unwrap();
        assert!(matches!(refused, Error::ReplyWaits { .. } | Error::Stale { .. }), "{refused}");
        desk.undo_passes().await;
        assert_eq!(desk.replies().await, before + 1, "the customer is answered once");
        let said = desk.question(asked.id).await.thread.pop().unwrap().body;
        assert_eq!(said.as_str() == TEXT, answers[0].is_ok(), "by whoever was told so");
    }
}

async fn who_took_it_back_tells_its_author(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let carl = carl(&desk).await;
    waits(&desk, asked.id).await;
    question::recall(&desk.app, desk.actor("camille"), asked.id).await.unwrap();
    assert!(!told(&desk, desk.user("camille")).await, "she knows");
    waits(&desk, asked.id).await;
    question::recall(&desk.app, carl, asked.id).await.unwrap();
    assert!(told(&desk, desk.user("camille")).await);
    assert_eq!(fate(&desk, carl, asked.id).await, DraftUse::Stopped(StopReason::Recalled));
}

async fn the_text_of_one_that_was_stopped_outlives_the_next_reply(desk: TestDesk) {
    let asked = desk.ask_for("lea", SIZES).await;
    let carl = carl(&desk).await;
    waits(&desk, asked.id).await;
    desk.follow_up(&asked, "J'oubliais : en bleu.").await;
    let version = desk.question(asked.id).await.question.version;
    question::send(&desk.app, carl, asked.id, Reply::new(OTHER, version), Leaves::Soon, &[]).await.unwrap();
    desk.pass(UNDO).await;
    assert_eq!(desk.replies().await, 1);
    let camille = desk.signed_in("camille").await;
    let (place, action) = (format!("/questions/{}", asked.id), format!("/questions/{}/reply", asked.id));
    let page = camille.get(&place).await.is(200);
    assert!(page.form(&action).contains(&("body".to_owned(), TEXT.to_owned())), "it is in her editor");
}

async fn two_send_to_all_at_once_and_everybody_gets_one_reply(desk: TestDesk) {
    let carl = carl(&desk).await;
    let (lead, follower) = (desk.ask_for("karim", PARCEL).await, desk.ask_for("karim", PARCEL).await);
    question::follow(&desk.app, carl, follower.id, number(&desk, lead.id).await, None).await.unwrap();
    let version = desk.question(lead.id).await.question.version;
    let also = [question::Also { question: follower.id, seen: desk.now() }];
    let both = [(desk.actor("camille"), TEXT), (carl, OTHER)].map(|(actor, text)| {
        question::send(&desk.app, actor, lead.id, Reply::new(text, version), Leaves::Soon, &also)
    });
    let answers = join_all(both).await;
    assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1, "{answers:?}");
    desk.undo_passes().await;
    assert_eq!(desk.replies().await, 2, "one each");
}
