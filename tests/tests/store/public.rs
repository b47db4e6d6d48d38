//! What customers see names nobody but the voice and them, and shows no text that was taken off the stage.

use souffleur_core::{
    channel::Channel,
    message::{Author, Message, MessageKind},
    outgoing::Face,
    question::{Status, Visibility},
};
use souffleur_store::{Cursor, Target, TargetState, read::PublicThread};

use crate::{
    asked::Asked,
    house::House,
    world::{World, at, text},
};

on_both!(the_wall_shows_what_is_public, a_customer_reads_everything_by_their_link, nothing_names_an_expert);

async fn reply(world: &World, house: &House, to: &Asked) -> Message {
    let message = Message {
        id: world.id(),
        author: Author::Voice(house.voice.id),
        body: text("Il arrive demain."),
        at: at(9),
        channel_at: None,
        weight: MessageKind::Reply,
    };
    let mut tx = world.begin().await;
    tx.insert_message(to.question.id, &message, &Channel::Web, None).await.unwrap();
    tx.commit().await.unwrap();
    message
}

async fn the_wall_shows_what_is_public(world: World) {
    let house = House::open(&world).await;
    let first = house.ask(&world, 1, 0, 60).await;
    let mut private = house.asked(&world, 2, 1, 60);
    private.question.visibility = Visibility::Private;
    private.commit(&world).await;
    let mut hidden = house.asked(&world, 3, 2, 60);
    hidden.question.status = Status::Hidden;
    hidden.question.hidden_reason = Some(text("Une adresse y figurait."));
    hidden.commit(&world).await;
    let answer = reply(&world, &house, &first).await;

    let read = world.store.read();
    let page = read.wall(None, 1).await.unwrap();
    let [newest] = page.items.try_into().unwrap();
    assert_eq!((newest.number, &newest.hidden_reason), (3, &hidden.question.hidden_reason));
    assert_eq!((newest.subject.clone(), newest.messages.len()), (None, 0), "the reason stands in its place");
    let next: Cursor = page.next.unwrap();
    let page = read.wall(Some(next), 1).await.unwrap();
    let [oldest] = page.items.try_into().unwrap();
    assert_eq!((oldest.number, page.next), (1, None));
    assert_eq!(oldest.customer_name, "Marie D.");
    let said: Vec<_> = oldest.messages.iter().map(|one| (one.message.clone(), one.face.clone())).collect();
    assert_eq!(said, [(first.message.clone(), None), (answer, Some(Face::from(&house.voice)))]);
    assert_eq!(read.thread_by_number(1).await.unwrap(), Some(oldest.clone()));
    assert_eq!(read.thread_by_number(2).await.unwrap(), None);
    assert_eq!(read.feed(9).await.unwrap(), [newest, oldest]);
}

async fn a_customer_reads_everything_by_their_link(world: World) {
    let house = House::open(&world).await;
    let mut asked = house.asked(&world, 1, 0, 60);
    asked.question.visibility = Visibility::Private;
    asked.commit(&world).await;
    let read = world.store.read();
    let thread = read.thread_by_token(&asked.question.token).await.unwrap().unwrap();
    assert_eq!((thread.customer_name.as_str(), thread.due_at), ("Marie Dupont", Some(at(60))));
    assert_eq!((&thread.subject, thread.messages.len()), (&asked.question.subject, 1));

    asked.question.status = Status::Hidden;
    let mut tx = world.begin().await;
    tx.save_question(&asked.question, 1, at(1)).await.unwrap();
    tx.save_target(&Target { state: TargetState::Met, met_at: Some(at(1)), ..asked.targets[1].clone() })
        .await
        .unwrap();
    tx.commit().await.unwrap();
    let thread = read.thread_by_token(&asked.question.token).await.unwrap().unwrap();
    assert_eq!((thread.messages.len(), thread.due_at), (1, None), "their own words stay theirs");
    let unknown = house.asked(&world, 2, 0, 60).question.token;
    assert_eq!(read.thread_by_token(&unknown).await.unwrap(), None);
}

async fn nothing_names_an_expert(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    reply(&world, &house, &asked).await;
    let read = world.store.read();
    let mut seen: Vec<PublicThread> = read.feed(9).await.unwrap();
    seen.extend(read.thread_by_token(&asked.question.token).await.unwrap());
    seen.extend(read.thread_by_number(1).await.unwrap());
    assert_eq!(seen.len(), 3);
    let seen = format!("{seen:?}");
    for user in [&house.lea, &house.tom, &house.claire] {
        let first = user.name.split(' ').next().unwrap();
        for mark in [user.id.to_string().as_str(), &user.email, first] {
            assert!(!seen.contains(mark), "{mark}");
        }
    }
    assert!(seen.contains("Sophie"));
}
