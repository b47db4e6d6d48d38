//! Everything about a question comes back as it was written.

use souffleur_core::{
    actor::Actor,
    assignment::{Assignment, DecidedBy},
    channel::Channel,
    customer::{Customer, Identity},
    draft::{Draft, DraftState},
    language::Language,
    message::{Author, Message, Weight},
    question::{Holder, Status, Visibility},
};
use souffleur_sla::TargetKind;
use souffleur_store::{DraftVersion, Note, Target, TargetState};

use crate::{
    house::{House, staff},
    world::{World, at, text},
};

on_both!(
    a_question_comes_back,
    a_changed_question_comes_back,
    customers_are_recognised,
    the_thread_comes_back_in_order,
    drafts_keep_every_version,
    assignments_keep_their_reasons,
    promises_come_back,
    the_view_has_everything,
    the_load_counts_what_is_open,
);

async fn a_question_comes_back(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1042, 0, 60).await;
    let read = world.store.read();
    let expected = Some(asked.question.clone());
    assert_eq!(read.question(asked.question.id).await.unwrap(), expected);
    assert_eq!(read.question_by_number(1042).await.unwrap(), expected);
    assert_eq!(read.question_by_token(&asked.question.token).await.unwrap(), expected);
    assert_eq!(read.question(world.id()).await.unwrap(), None);
    assert_eq!(read.question_by_number(1).await.unwrap(), None);
    let mut tx = world.begin().await;
    assert_eq!(tx.question_for_update(asked.question.id).await.unwrap(), expected);
}

async fn a_changed_question_comes_back(world: World) {
    let house = House::open(&world).await;
    let mut question = house.ask(&world, 1, 0, 60).await.question;
    question.status = Status::Hidden;
    question.hidden_reason = Some(text("Une adresse y figurait.\nElle est retirée."));
    question.visibility = Visibility::Private;
    question.subject = None;
    question.language = Language::En;
    question.topic = None;
    question.holder = Holder::CommunityManager;
    let mut tx = world.begin().await;
    question.version = tx.save_question(&question, 1, at(3)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(question.version, 2);
    assert_eq!(world.store.read().question(question.id).await.unwrap(), Some(question));
}

async fn customers_are_recognised(world: World) {
    let handle = Channel::parse("mastodon").map(|channel| Identity::Handle(channel, text("@marie"))).unwrap();
    let customer =
        Customer { id: world.id(), name: text("Marie"), email: None, handle: Some(text("@marie")) };
    let mut tx = world.begin().await;
    assert_eq!(tx.customer_by(&handle).await.unwrap(), None);
    tx.insert_customer(&customer, at(0)).await.unwrap();
    tx.add_identity(customer.id, &handle).await.unwrap();
    assert_eq!(tx.customer_by(&handle).await.unwrap().as_ref(), Some(&customer));
    tx.commit().await.unwrap();
    let read = world.store.read();
    let elsewhere = Identity::Handle(Channel::Api, text("@marie"));
    assert_eq!(
        read.customer_by(&elsewhere).await.unwrap(),
        None,
        "a name on one network says nothing of another"
    );
    assert_eq!(read.customer(customer.id).await.unwrap(), Some(customer));
}

async fn the_thread_comes_back_in_order(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let said = |author, weight, minute| Message {
        id: world.id(),
        author,
        body: text("Une réponse « ferme »\n\n😀"),
        at: at(minute),
        channel_at: None,
        weight,
    };
    let holding = said(Author::Voice(house.voice.id), Weight::Holding, 2);
    let reply = said(Author::Voice(house.voice.id), Weight::Reply, 4);
    let between = said(Author::Customer, Weight::Reply, 3);
    let mut tx = world.begin().await;
    for message in [&holding, &reply, &between] {
        tx.insert_message(asked.question.id, message, &Channel::Email, None).await.unwrap();
    }
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.message(reply.id).await.unwrap(), Some((asked.question.id, reply.clone())));
    assert_eq!(read.thread(asked.question.id).await.unwrap(), [asked.message, holding, between, reply]);
}

async fn drafts_keep_every_version(world: World) {
    let house = House::open(&world).await;
    let question = house.ask(&world, 1, 0, 60).await.question.id;
    let mut draft = Draft {
        id: world.id(),
        question,
        author: house.lea.id,
        state: DraftState::Requested,
        version: 0,
        body: None,
        remark: None,
        at: at(1),
    };
    let mut tx = world.begin().await;
    tx.insert_draft(&draft).await.unwrap();
    assert_eq!(tx.draft(draft.id).await.unwrap(), Some(draft.clone()));
    for (version, body) in [(1, "Il arrive demain."), (2, "Il arrive mardi.")] {
        (draft.version, draft.body, draft.at) = (version, Some(text(body)), at(1 + i64::from(version)));
        draft.state = DraftState::Submitted;
        tx.save_draft(&draft).await.unwrap();
    }
    // Sent back: the version stays what it was.
    (draft.state, draft.remark, draft.at) = (DraftState::Returned, Some(text("Plus court ?")), at(9));
    tx.save_draft(&draft).await.unwrap();
    tx.commit().await.unwrap();

    let read = world.store.read();
    let versions = [(1, "Il arrive demain.", at(2)), (2, "Il arrive mardi.", at(3))];
    let versions = versions.map(|(version, body, at)| DraftVersion { version, body: text(body), at });
    assert_eq!(read.drafts_of(question).await.unwrap(), [(draft.clone(), versions.to_vec())]);
    assert_eq!(read.open_draft_of(question).await.unwrap(), Some(draft.clone()));
    draft.state = DraftState::Used;
    let mut tx = world.begin().await;
    tx.save_draft(&draft).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.open_draft_of(question).await.unwrap(), None);
    assert_eq!(read.draft(draft.id).await.unwrap(), Some(draft));
}

async fn assignments_keep_their_reasons(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let explanation = serde_json::json!({
        "format": 1, "decided_by": "router", "reason": "best_expert", "confidence": 0.830_001, "threshold": 0.35,
        "topics": [{"topic": house.topics[0].id, "name": "Livraison", "probability": 0.83}], "others": [],
        "model": {"version": 3, "examples": 120, "corrections": 2}
    });
    let routed = Assignment {
        id: world.id(),
        explanation: Some(serde_json::from_value(explanation).unwrap()),
        ..asked.assignment.clone()
    };
    let by_hand = Assignment {
        id: world.id(),
        question: asked.question.id,
        holder: Holder::CommunityManager,
        topic: None,
        decided_by: DecidedBy::Expert,
        confidence: None,
        explanation: None,
        reason: Some(text("Pas moi, voyez Tom.")),
        by: staff(&house.lea),
        at: at(4),
    };
    let mut tx = world.begin().await;
    tx.insert_assignment(&routed).await.unwrap();
    tx.insert_assignment(&by_hand).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.last_assignment_of(asked.question.id).await.unwrap().as_ref(), Some(&by_hand));
    assert_eq!(read.assignments_of(asked.question.id).await.unwrap(), [asked.assignment, routed, by_hand]);
}

async fn promises_come_back(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let read = world.store.read();
    assert_eq!(read.pending_targets(asked.question.id).await.unwrap(), asked.targets);
    let [draft, reply] = asked.targets.clone().try_into().unwrap();
    let late = Target { state: TargetState::Breached, ..draft };
    let settled = Target {
        state: TargetState::NoReplyNeeded,
        reason: Some(text("Un merci.")),
        met_at: None,
        expert: None,
        ..reply
    };
    let paused = Target { due_at: None, ..house.target(&world, &asked.question, TargetKind::Close, at(90)) };
    let mut tx = world.begin().await;
    tx.insert_targets(std::slice::from_ref(&paused)).await.unwrap();
    tx.save_target(&late).await.unwrap();
    tx.save_target(&settled).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.target(late.id).await.unwrap(), Some(late.clone()));
    assert_eq!(read.targets_of(asked.question.id).await.unwrap(), [late.clone(), settled, paused.clone()]);
    assert_eq!(read.pending_targets(asked.question.id).await.unwrap(), [paused.clone()]);
    assert_eq!(read.unmet_targets(asked.question.id).await.unwrap(), [late, paused.clone()]);
    let mut tx = world.begin().await;
    tx.hand_over_targets(asked.question.id, Some(house.tom.id)).await.unwrap();
    tx.commit().await.unwrap();
    let handed = Target { expert: Some(house.tom.id), ..paused };
    assert_eq!(read.pending_targets(asked.question.id).await.unwrap(), [handed]);
}

async fn the_view_has_everything(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let note = Note {
        id: world.id(),
        question: asked.question.id,
        author: house.claire.id,
        body: text("@Tom tu sais ?"),
        mentions: vec![house.tom.id],
        at: at(2),
    };
    let mut tx = world.begin().await;
    tx.insert_note(&note).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    let view = read.question_view(asked.question.id).await.unwrap().unwrap();
    assert_eq!(
        (&view.question, &view.customer, &view.voice),
        (&asked.question, &asked.customer, &house.voice)
    );
    assert_eq!((view.topic.as_ref(), &view.thread), (Some(&house.topics[0]), &vec![asked.message]));
    assert_eq!((&view.notes, &view.assignments), (&vec![note], &vec![asked.assignment]));
    assert_eq!((&view.targets, &view.events), (&asked.targets, &asked.events));
    for user in [&house.lea, &house.tom, &house.claire] {
        assert_eq!(view.name(user.id), Some(&user.name));
    }
    assert_eq!(read.question_view(world.id()).await.unwrap(), None);
}

async fn the_load_counts_what_is_open(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let mut done = house.ask(&world, 2, 0, 60).await;
    let mut to_tom = house.asked(&world, 3, 0, 60);
    to_tom.question.holder = Holder::Expert(house.tom.id);
    to_tom.commit(&world).await;
    let mut to_nobody = house.asked(&world, 4, 0, 60);
    to_nobody.question.holder = Holder::CommunityManager;
    to_nobody.question.status = Status::New;
    to_nobody.commit(&world).await;

    done.question.status = Status::Answered;
    let met = Target { state: TargetState::Met, met_at: Some(at(30)), ..done.targets[1].clone() };
    let mut tx = world.begin().await;
    tx.save_target(&met).await.unwrap();
    tx.save_question(&done.question, 1, at(30)).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.open_load().await.unwrap(), [(house.lea.id, 1), (house.tom.id, 1)].into());
    assert_eq!(read.last_answered().await.unwrap(), [(house.lea.id, at(30))].into());
    assert_eq!(read.answered_customer(done.customer.id).await.unwrap(), [(house.lea.id, at(30))].into());
    assert!(read.answered_customer(asked.customer.id).await.unwrap().is_empty());
    assert!(matches!(asked.events[0].by, Actor::Desk));
}
