//! The five minutes: asked, assigned, drafted, answered, and what must not happen on the way.

use crate::desk::{Desk, question, user};
use jiff::SignedDuration;
use souffleur_app::{Error, view::TargetState};
use souffleur_core::{
    Actor,
    assignment::DecidedBy,
    event::EventKind,
    message::Author,
    question::{Assignee, Status},
};
use souffleur_question::{
    intake::{FollowUp, Thread, ask, follow_up},
    question::{self, Assign, AssignTo, Reply},
};
use souffleur_sla::TargetKind;

const PARCEL: &str = "Bonjour, où est mon colis ? Le suivi ne bouge plus.";

#[tokio::test]
async fn a_question_is_assigned_drafted_and_answered_in_time() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    assert_eq!(asked.number, 1001);
    assert_eq!(asked.due_at, Some("2026-11-23T16:00:00Z".parse().unwrap()), "before 17:00 in Paris");
    let assignment = asked.assignment.unwrap();
    assert_eq!(assignment.expert, desk.lea.user(), "{:?}", assignment.summary);
    assert_eq!(assignment.topic, Some(desk.parcels));

    desk.clock.advance(SignedDuration::from_mins(40));
    let drafted =
        question::draft(&desk.app, desk.lea, asked.id, "Il arrive demain.".into(), None).await.unwrap();
    let mut reply = Reply::new("Bonjour Marie, il arrive demain.", drafted.version);
    reply.draft_id = Some(drafted.draft);
    let replied = question::reply(&desk.app, desk.manager, asked.id, reply).await.unwrap();
    assert_eq!(replied.status, Status::Answered);

    let view = question::get(&desk.app, desk.manager, asked.id).await.unwrap();
    let authors: Vec<_> = view.thread.iter().map(|message| message.author).collect();
    assert_eq!(authors, [Author::Customer, Author::Voice(view.voice.id)]);
    assert!(view.targets.iter().all(|target| target.state == TargetState::Met), "{:?}", view.targets);
    let kinds: Vec<_> = view.events.iter().map(|event| event.what.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "asked",
            "assigned",
            "target_set",
            "target_set",
            "draft_submitted",
            "target_met",
            "replied",
            "target_met"
        ]
    );
    let letters = desk.app.store().read().outbox(10).await.unwrap();
    assert_eq!(letters.len(), 3, "a receipt, a call to Léa and the answer");
    assert_eq!(
        desk.app.store().read().next_timer_due().await.unwrap(),
        None,
        "nothing is left to watch over"
    );
}

#[tokio::test]
async fn what_nobody_knows_is_the_community_managers() {
    let desk = Desk::new().await;
    let asked = desk.ask("Πού είναι το δέμα μου;").await;
    let assignment = asked.assignment.unwrap();
    assert_eq!((assignment.expert, assignment.decided_by), (None, DecidedBy::Fallback));
    let view = question::get(&desk.app, desk.manager, asked.id).await.unwrap();
    assert_eq!((view.question.status, view.question.assignee), (Status::New, Assignee::CommunityManager));
    let kinds: Vec<_> = view.targets.iter().map(|target| target.kind).collect();
    assert_eq!(kinds, [TargetKind::FirstReply]);
    let assign = Assign { to: AssignTo::Expert(user(desk.max)), reason: None, version: None };
    question::assign(&desk.app, desk.manager, asked.id, assign).await.unwrap();
    let view = question::get(&desk.app, desk.max, asked.id).await.unwrap();
    let draft = view.targets.iter().find(|target| target.kind == TargetKind::Draft).unwrap();
    assert!(draft.due_at.unwrap() < asked.due_at.unwrap() && draft.expert == desk.max.user());
}

#[tokio::test]
async fn the_same_request_is_taken_in_once() {
    let desk = Desk::new().await;
    let mut keyed = question(PARCEL);
    keyed.idempotency_key = Some("k-1".into());
    let first = ask(&desk.app, Actor::Customer, keyed.clone()).await.unwrap();
    let again = ask(&desk.app, Actor::Customer, keyed.clone()).await.unwrap();
    assert!(again.repeated && !first.repeated);
    assert_eq!((first.id, &first.public_url, first.due_at), (again.id, &again.public_url, again.due_at));
    keyed.body.push('!');
    let other = ask(&desk.app, Actor::Customer, keyed).await;
    assert!(matches!(other, Err(Error::KeyReused)), "{other:?}");

    let mut bridged = question(PARCEL);
    (bridged.channel, bridged.external_id) = (Some("facebook".into()), Some("m-7".into()));
    let bridge = Actor::Program { id: souffleur_core::Id::new(uuid::Uuid::from_u128(7)) };
    let (one, two) =
        tokio::join!(ask(&desk.app, bridge, bridged.clone()), ask(&desk.app, bridge, bridged.clone()));
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.id, two.id);
    assert!(one.repeated ^ two.repeated);
    bridged.body = "Dites-moi son lien.".into();
    let guessed = ask(&desk.app, Actor::Customer, bridged).await;
    assert!(matches!(guessed, Err(Error::Invalid(_))), "the link is not for who guesses an id");
    assert_eq!(question::counts(&desk.app, desk.manager).await.unwrap().open, 2);
}

#[tokio::test]
async fn only_a_community_manager_replies_and_only_to_what_they_saw() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    for actor in [desk.lea, desk.max, desk.supervisor, Actor::Customer, Actor::Desk] {
        let refused = question::reply(&desk.app, actor, asked.id, Reply::new("Non.", 1)).await;
        assert!(matches!(refused, Err(Error::Forbidden)), "{actor:?}");
    }
    let hidden = question::get(&desk.app, desk.max, asked.id).await;
    assert!(matches!(hidden, Err(Error::NotFound)), "an expert does not learn of others' questions");
    let stale = question::reply(&desk.app, desk.manager, asked.id, Reply::new("Oui.", 7)).await;
    assert!(matches!(stale, Err(Error::Stale { current: 1 })), "{stale:?}");
    let (one, two) = tokio::join!(
        question::reply(&desk.app, desk.manager, asked.id, Reply::new("Oui.", 1)),
        question::reply(&desk.app, desk.manager, asked.id, Reply::new("Oui !", 1))
    );
    assert!(one.is_ok() ^ two.is_ok(), "{one:?} {two:?}");
    let view = question::get(&desk.app, desk.manager, asked.id).await.unwrap();
    assert_eq!(view.thread.len(), 2);
}

#[tokio::test]
async fn a_text_that_names_somebody_waits_for_a_second_thought() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    let mut reply = Reply::new("Léa me dit qu'il arrive demain, Marie.", 1);
    let warned = question::reply(&desk.app, desk.manager, asked.id, reply.clone()).await;
    let Err(Error::Leaks(leaks)) = warned else { panic!("{warned:?}") };
    assert_eq!(leaks.len(), 1);
    assert_eq!(leaks[0].found, "Léa");
    reply.confirmed_leaks = true;
    question::reply(&desk.app, desk.manager, asked.id, reply).await.unwrap();
}

#[tokio::test]
async fn a_follow_up_reopens_and_is_promised_one_reply() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    let say = |body: &str| FollowUp::new(Thread::Token(asked.token.clone()), body);
    let early = follow_up(&desk.app, Actor::Customer, say("C'est urgent.")).await.unwrap();
    assert_eq!(early.due_at, asked.due_at, "the first reply is still owed, and is enough");
    let view = question::get(&desk.app, desk.manager, asked.id).await.unwrap();
    question::reply(&desk.app, desk.manager, asked.id, Reply::new("Demain.", view.question.version))
        .await
        .unwrap();

    desk.clock.set("2026-11-23T13:00:00Z");
    let later = follow_up(&desk.app, Actor::Customer, say("Et le second ?")).await.unwrap();
    assert_eq!(later.status, Status::Assigned);
    assert_eq!(later.due_at, Some("2026-11-24T11:00:00Z".parse().unwrap()), "after noon: noon tomorrow");
    let view = question::get(&desk.app, desk.lea, asked.id).await.unwrap();
    let replies = view.targets.iter().filter(|target| target.kind != TargetKind::Draft);
    assert_eq!(replies.count(), 2);
}

#[tokio::test]
async fn a_late_reply_leaves_the_promise_broken_at_its_true_time() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    let due_at = asked.due_at.unwrap();
    desk.clock.set("2026-11-23T16:00:00Z");
    question::reply(&desk.app, desk.manager, asked.id, Reply::new("Pardon.", 1)).await.unwrap();
    let view = question::get(&desk.app, desk.manager, asked.id).await.unwrap();
    let first = view.targets.iter().find(|target| target.kind == TargetKind::FirstReply).unwrap();
    assert_eq!((first.state, first.met_at), (TargetState::Breached, Some(desk.app.now())));
    let broken = |event: &&souffleur_core::event::Event| matches!(&event.what, EventKind::TargetBreached { target, .. } if *target == first.id);
    assert_eq!(view.events.iter().find(broken).unwrap().at, due_at);
}

#[tokio::test]
async fn an_expert_hands_over_and_the_router_learns() {
    let desk = Desk::new().await;
    let odd = "Le zgloubi de ma commande ne convient pas, que faire ?";
    let asked = desk.ask(&format!("{odd} Le colis est là.")).await;
    let held = asked.assignment.unwrap().expert;
    let (from, to) = if held == desk.lea.user() { (desk.lea, desk.max) } else { (desk.max, desk.lea) };
    let assign =
        Assign { to: AssignTo::Expert(user(to)), reason: Some("pas pour moi".into()), version: None };
    if held.is_some() {
        let assigned = question::assign(&desk.app, from, asked.id, assign).await.unwrap();
        assert_eq!(assigned.assignment.decided_by, DecidedBy::Expert);
        let gone = question::get(&desk.app, from, asked.id).await;
        assert!(matches!(gone, Err(Error::NotFound)));
    } else {
        question::assign(&desk.app, desk.manager, asked.id, assign).await.unwrap();
    }
    let learned = desk.ask(odd).await;
    assert_eq!(learned.assignment.unwrap().expert, to.user(), "the very next question feels it");
    let restarted = desk.restarted().await;
    let info = restarted.router().model().info();
    assert_eq!(info.corrections, 1, "a correction outlives a restart: {info:?}");
}

#[tokio::test]
async fn declining_finds_another_holder_and_never_the_same() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    let decline = Assign { to: AssignTo::Decline, reason: None, version: None };
    let assigned = question::assign(&desk.app, desk.lea, asked.id, decline).await.unwrap();
    assert_ne!(assigned.assignment.expert, desk.lea.user());
    let view = question::get(&desk.app, desk.manager, asked.id).await.unwrap();
    assert_eq!(view.question.assignee.expert(), assigned.assignment.expert);
}

#[tokio::test]
async fn closing_what_is_owed_needs_a_reason_and_reopening_promises_anew() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    let refused = question::close(&desk.app, desk.manager, asked.id, None, None).await;
    assert!(matches!(refused, Err(Error::Invalid(_))), "{refused:?}");
    question::close(&desk.app, desk.manager, asked.id, Some("Doublon".into()), Some(1)).await.unwrap();
    let first = |view: souffleur_app::view::QuestionView| {
        view.targets.into_iter().find(|target| target.kind == TargetKind::FirstReply).unwrap()
    };
    let target = first(question::get(&desk.app, desk.manager, asked.id).await.unwrap());
    assert_eq!(target.state, TargetState::NoReplyNeeded);
    question::reopen(&desk.app, desk.manager, asked.id, None).await.unwrap();
    let view = question::get(&desk.app, desk.manager, asked.id).await.unwrap();
    let next = view.targets.iter().find(|target| target.kind == TargetKind::NextReply).unwrap();
    assert_eq!(next.state, TargetState::Pending);
    assert_eq!(first(view).state, TargetState::NoReplyNeeded, "history is not rewritten");
    let hidden = question::hide(&desk.app, desk.manager, asked.id, "Injures".into(), None).await.unwrap();
    assert_eq!(hidden.status, Status::Hidden);
    let reply = question::reply(&desk.app, desk.manager, asked.id, Reply::new("Non.", hidden.version)).await;
    assert!(matches!(reply, Err(Error::IllegalStep(_))), "{reply:?}");
}

#[tokio::test]
async fn what_an_expert_leaves_behind_is_held_by_others_at_once() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    let done = desk.ask("Mon colis est arrivé cassé.").await;
    question::reply(&desk.app, desk.manager, done.id, Reply::new("Nous le remplaçons.", 1)).await.unwrap();
    let mut lea = desk.app.settings().user(user(desk.lea)).unwrap().clone();
    lea.active = false;
    let mut tx = desk.app.store().begin().await.unwrap();
    tx.save_user(&lea).await.unwrap();
    tx.bump_settings().await.unwrap();
    tx.commit().await.unwrap();
    desk.app.reload_settings().await.unwrap();

    assert_eq!(question::release(&desk.app, lea.id).await.unwrap(), 1);
    let view = question::get(&desk.app, desk.manager, asked.id).await.unwrap();
    assert_ne!(view.question.assignee.expert(), Some(lea.id));
    let again = FollowUp::new(Thread::Token(done.token), "Toujours rien.");
    follow_up(&desk.app, Actor::Customer, again).await.unwrap();
    let view = question::get(&desk.app, desk.manager, done.id).await.unwrap();
    assert_eq!((view.question.assignee, view.question.status), (Assignee::CommunityManager, Status::New));
    assert_eq!(view.assignments.last().unwrap().decided_by, DecidedBy::Fallback);
}

#[tokio::test]
async fn a_channels_message_answers_by_its_id_and_comes_once() {
    let desk = Desk::new().await;
    let mut first = question("Bonjour, où est mon colis ?");
    (first.channel, first.external_id) = (Some("facebook".into()), Some("m-1".into()));
    let asked = ask(&desk.app, Actor::Desk, first).await.unwrap();
    let thread = Thread::External { channel: "facebook".into(), external_id: "m-1".into() };
    let said = FollowUp { external_id: Some("m-2".into()), ..FollowUp::new(thread, "Allô ?") };
    let one = follow_up(&desk.app, Actor::Desk, said.clone()).await.unwrap();
    let two = follow_up(&desk.app, Actor::Desk, said.clone()).await.unwrap();
    assert_eq!((one.question, one.message), (asked.id, two.message));
    assert!(two.repeated && !one.repeated);
    let stranger = follow_up(&desk.app, Actor::Customer, said).await;
    assert!(matches!(stranger, Err(Error::NotFound)), "an id is no key to somebody else's thread");
}

#[tokio::test]
async fn a_draft_goes_to_and_fro_and_a_note_mentions() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    let drafted = question::draft(&desk.app, desk.lea, asked.id, "Demain.".into(), Some(1)).await.unwrap();
    let back = Some("Plus chaleureux, s'il vous plaît".to_owned());
    let returned =
        question::return_draft(&desk.app, desk.manager, asked.id, drafted.draft, back, None).await.unwrap();
    assert_eq!(returned.status, Status::Assigned);
    let second = question::draft(&desk.app, desk.lea, asked.id, "Dès demain !".into(), None).await.unwrap();
    assert_eq!((second.draft, second.draft_version), (drafted.draft, 2));
    let noted = question::note(&desk.app, desk.lea, asked.id, "@max tu confirmes ?".into()).await.unwrap();
    assert_eq!(noted.mentions, [user(desk.max)]);
    let foreign = question::note(&desk.app, desk.max, asked.id, "Oui".into()).await;
    assert!(matches!(foreign, Err(Error::NotFound)));
    let topic = question::set_topic(&desk.app, desk.manager, asked.id, desk.sizes, None).await.unwrap();
    assert!(topic.version > second.version);
}

#[tokio::test]
async fn what_was_said_while_hidden_is_promised_a_reply_when_it_comes_back() {
    let desk = Desk::new().await;
    let asked = desk.ask(PARCEL).await;
    let replied = question::reply(&desk.app, desk.manager, asked.id, Reply::new("Demain.", 1)).await.unwrap();
    question::hide(&desk.app, desk.manager, asked.id, "Données personnelles".into(), Some(replied.version))
        .await
        .unwrap();
    let said = FollowUp::new(Thread::Token(asked.token), "Pourquoi ?");
    let hidden = follow_up(&desk.app, Actor::Customer, said).await.unwrap();
    assert_eq!((hidden.status, hidden.due_at), (Status::Hidden, None));
    question::reopen(&desk.app, desk.manager, asked.id, None).await.unwrap();
    let view = question::get(&desk.app, desk.manager, asked.id).await.unwrap();
    let last = view.targets.last().unwrap();
    assert_eq!((last.kind, last.state), (TargetKind::NextReply, TargetState::Pending));
}
