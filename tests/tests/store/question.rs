//! Everything about a question comes back as it was written.

use souffleur_core::{
    actor::Actor,
    channel::Channel,
    customer::{Customer, Identity},
    language::Language,
    message::{Author, Message, MessageKind},
    question::{Assignee, Status, Visibility},
};
use souffleur_store::{Note, Target, TargetState};

use crate::{
    house::House,
    world::{World, at, text},
};

on_both!(
    a_question_comes_back,
    a_changed_question_comes_back,
    customers_are_recognised,
    the_thread_comes_back_in_order,
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
    question.assignee = Assignee::CommunityManager;
    let mut tx = world.begin().await;
    question.version = tx.save_question(&question, 1, at(3)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(question.version, 2);
    assert_eq!(world.store.read().question(question.id).await.unwrap(), Some(question));
}

async fn customers_are_recognised(world: World) {
    let handle = Channel::parse("mastodon").map(|channel| Identity::Handle(channel, text("@marie"))).unwrap();
    let customer = Customer {
        id: world.id(),
        name: text("Marie"),
        email: None,
        handle: Some(text("@marie")),
        tags: Vec::new(),
    };
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
    let holding = said(Author::Voice(house.voice.id), MessageKind::Holding, 2);
    let reply = said(Author::Voice(house.voice.id), MessageKind::Reply, 4);
    let between = said(Author::Customer, MessageKind::Reply, 3);
    let mut tx = world.begin().await;
    for message in [&holding, &reply, &between] {
        tx.insert_message(asked.question.id, message, &Channel::Email, None).await.unwrap();
    }
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.message(reply.id).await.unwrap(), Some((asked.question.id, reply.clone())));
    assert_eq!(read.thread(asked.question.id).await.unwrap(), [asked.message, holding, between, reply]);
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
    to_tom.question.assignee = Assignee::Expert(house.tom.id);
    to_tom.commit(&world).await;
    let mut to_nobody = house.asked(&world, 4, 0, 60);
    to_nobody.question.assignee = Assignee::CommunityManager;
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
    let topic = done.question.topic.unwrap();
    assert_eq!(
        read.answered_customer(done.customer.id).await.unwrap(),
        [(house.lea.id, vec![(topic, at(30))])].into()
    );
    let pressure = read.open_pressure(at(30)).await.unwrap();
    let (open, weight) = pressure[&house.lea.id];
    assert!(open == 1 && (0.5..=1.0).contains(&weight), "{pressure:?}");
    assert!(read.answered_customer(asked.customer.id).await.unwrap().is_empty());
    assert!(matches!(asked.events[0].by, Actor::Desk));
}
