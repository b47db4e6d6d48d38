//! What collides is named, and a transaction in which something failed keeps nothing.

use souffleur_core::{customer::Identity, question::Status};
use souffleur_store::{Conflict, Error};

use crate::{
    house::House,
    world::{World, at, text},
};

on_both!(
    a_stale_version_is_refused,
    the_same_message_is_stored_once,
    every_collision_has_a_name,
    nothing_is_kept_after_a_failure,
    a_row_that_makes_no_sense_is_named,
);

async fn a_stale_version_is_refused(world: World) {
    let house = House::open(&world).await;
    let mut question = house.ask(&world, 1, 0, 60).await.question;
    question.status = Status::Drafted;
    let mut first = world.begin().await;
    assert_eq!(first.save_question(&question, 1, at(1)).await.unwrap(), 2);
    first.commit().await.unwrap();

    question.status = Status::Closed;
    let mut second = world.begin().await;
    let stale = second.save_question(&question, 1, at(2)).await.unwrap_err();
    assert!(matches!(stale, Error::Stale { current: 2 }), "{stale}");
    drop(second);
    let kept = world.store.read().question(question.id).await.unwrap().unwrap();
    assert_eq!((kept.status, kept.version), (Status::Drafted, 2));

    let mut unknown = world.begin().await;
    question.id = world.id();
    assert!(matches!(unknown.save_question(&question, 1, at(3)).await, Err(Error::Missing("question"))));
}

async fn the_same_message_is_stored_once(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let external = asked.question.external_id.clone().unwrap();
    let channel = &asked.question.channel;
    let known = world.store.read().message_by_external(channel, &external).await.unwrap();
    assert_eq!(known, Some((asked.question.id, asked.message.id)));

    let mut again = asked.message.clone();
    again.id = world.id();
    let mut tx = world.begin().await;
    let twice = match tx.insert_message(asked.question.id, &again, channel, Some(&external)).await {
        Ok(()) => tx.commit().await.unwrap_err(),
        Err(error) => error,
    };
    assert!(matches!(twice, Error::Conflict(Conflict::ExternalId)), "{twice}");

    let mut tx = world.begin().await;
    let other = souffleur_core::channel::Channel::Email;
    tx.insert_message(asked.question.id, &again, &other, Some(&external)).await.unwrap();
    again.id = world.id();
    tx.insert_message(asked.question.id, &again, channel, None).await.unwrap();
    again.id = world.id();
    tx.insert_message(asked.question.id, &again, channel, None).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.read().thread(asked.question.id).await.unwrap().len(), 4);
}

async fn every_collision_has_a_name(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;

    macro_rules! collides {
        ($tx:ident => $write:expr, $conflict:ident) => {{
            let mut $tx = world.begin().await;
            let written: Result<(), Error> = $write.await;
            // On SQLite, rows that are only added wait for the commit.
            let refused = if written.is_ok() { $tx.commit().await } else { written };
            assert!(
                matches!(refused, Err(Error::Conflict(Conflict::$conflict))),
                "{}: {refused:?}",
                stringify!($conflict)
            );
        }};
    }
    let other = house.asked(&world, 2, 0, 60);
    let mut number = other.question.clone();
    number.number = 1;
    let mut token = other.question.clone();
    token.token = asked.question.token.clone();
    let mut user = house.tom.clone();
    user.id = world.id();
    let mut topic = house.topics[0].clone();
    topic.id = world.id();
    let mut voice = house.voice.clone();
    voice.id = world.id();
    let mut tx = world.begin().await;
    tx.insert_customer(&other.customer, at(0)).await.unwrap();
    tx.remember("form", "k", &[1; 32], "answer", at(0)).await.unwrap();
    tx.commit().await.unwrap();

    let identity = Identity::Email(text("marie1@example.test"));
    let mut number = other_with_customer(number, &other);
    number.version = 1;
    collides!(tx => tx.insert_question(&number, None), Number);
    collides!(tx => tx.insert_question(&token, None), Token);
    collides!(tx => tx.insert_user(&user, None, at(0)), Email);
    collides!(tx => tx.insert_topic(&topic, 0), Key);
    collides!(tx => tx.insert_voice(&voice), Key);
    collides!(tx => tx.add_identity(other.customer.id, &identity), Identity);
    collides!(tx => tx.remember("form", "k", &[2; 32], "other", at(1)), Idempotency);
    collides!(tx => tx.insert_customer(&other.customer, at(0)), Id);
    collides!(tx => tx.create_desk(&house.desk, at(0)), Id);
}

fn other_with_customer(
    question: souffleur_core::question::Question,
    other: &crate::asked::Asked,
) -> souffleur_core::question::Question {
    souffleur_core::question::Question { customer: other.customer.id, ..question }
}

async fn nothing_is_kept_after_a_failure(world: World) {
    let house = House::open(&world).await;
    let mut tx = world.begin().await;
    let mut topic = house.topics[0].clone();
    topic.name = text("Autre chose");
    tx.save_topic(&topic, 9).await.unwrap();
    topic.id = world.id();
    assert!(tx.insert_topic(&topic, 0).await.is_err());
    assert!(matches!(tx.commit().await, Err(Error::Broken)));
    assert_eq!(world.store.read().topics().await.unwrap(), house.topics);
    house.ask(&world, 1, 0, 60).await;
}

async fn a_row_that_makes_no_sense_is_named(world: World) {
    let asked = House::open(&world).await.ask(&world, 1, 0, 60).await;
    world.meddle("UPDATE question SET status = 'lost'").await.unwrap();
    let wrong = world.store.read().question(asked.question.id).await.unwrap_err();
    let named = asked.question.id.to_string();
    assert!(matches!(&wrong, Error::Inconsistent { what: "question", id, .. } if *id == named), "{wrong}");
}
