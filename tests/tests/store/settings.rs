//! Settings come back, keep their old versions where promises name them, and what the router learned.

use souffleur_core::rule::{Rule, RuleConditions};
use souffleur_store::{
    Desk, ExampleSource, Settings, StoredCalendar, StoredExample, StoredModel, StoredPolicy,
};

use crate::{
    house::House,
    world::{World, at, text},
};

on_both!(
    settings_are_read_at_once,
    versions_are_kept,
    what_is_retired_stays_readable,
    rules_keep_their_order,
    what_was_learned_comes_back,
);

async fn settings_are_read_at_once(world: World) {
    assert_eq!(world.store.read().desk().await.unwrap(), None);
    let house = House::open(&world).await;
    let mut desk = Desk { routing_threshold: 0.5, publishes_rate: true, ..house.desk.clone() };
    let mut tx = world.begin().await;
    tx.save_desk(&desk).await.unwrap();
    desk.settings_version = tx.bump_settings().await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(desk.settings_version, 2);
    let expected = Settings {
        pauses: vec![],
        desk,
        voices: vec![house.voice],
        topics: house.topics,
        calendars: vec![house.calendar],
        policies: vec![house.policy],
        users: vec![house.claire, house.lea, house.tom],
        rules: vec![],
        retired_topics: vec![],
        alert_choices: std::collections::HashMap::new(),
    };
    assert_eq!(world.store.read().load_settings().await.unwrap(), expected);
}

async fn versions_are_kept(world: World) {
    let house = House::open(&world).await;
    let calendar: souffleur_sla::Calendar =
        serde_json::from_str(r#"{"time_zone":"Europe/London","week":{"tue":[["10:00","16:00"]]}}"#).unwrap();
    let mut tx = world.begin().await;
    assert_eq!(tx.save_calendar(house.calendar.id, &calendar, at(1)).await.unwrap(), 2);
    assert_eq!(tx.save_policy(&house.policy, at(1)).await.unwrap(), 2);
    let other = StoredPolicy { id: world.id(), key: text("vip"), ..house.policy.clone() };
    tx.insert_policy(&other, at(2)).await.unwrap();
    tx.commit().await.unwrap();

    let read = world.store.read();
    let now = StoredCalendar { version: 2, calendar, ..house.calendar.clone() };
    assert_eq!(read.calendars().await.unwrap(), std::slice::from_ref(&now));
    assert_eq!(read.calendar_by_key(&text("house")).await.unwrap(), Some(now.clone()));
    assert_eq!(read.calendar(now.id, 1).await.unwrap(), Some(house.calendar));
    assert_eq!(read.calendar(now.id, 2).await.unwrap(), Some(now.clone()));
    assert_eq!(read.calendar(now.id, 3).await.unwrap(), None);
    let before = StoredPolicy { version: 2, is_default: false, ..house.policy };
    assert_eq!(
        read.policies().await.unwrap(),
        [before.clone(), other.clone()],
        "one at a time is the default"
    );
    assert_eq!(read.policy_by_key(&text("vip")).await.unwrap(), Some(other));
    assert_eq!(read.policy(before.id, 1).await.unwrap(), Some(StoredPolicy { version: 1, ..before }));
}

async fn what_is_retired_stays_readable(world: World) {
    let house = House::open(&world).await;
    let [first, second] = house.topics.clone().try_into().unwrap();
    let mut tx = world.begin().await;
    tx.retire_topic(first.id).await.unwrap();
    tx.retire_voice(house.voice.id).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.topics().await.unwrap(), std::slice::from_ref(&second));
    assert_eq!(read.topic(first.id).await.unwrap(), Some(first.clone()));
    assert_eq!(read.topic_by_key(&first.key).await.unwrap(), Some(first.clone()));
    assert!(read.voices().await.unwrap().is_empty());
    assert_eq!(read.voice(house.voice.id).await.unwrap(), Some(house.voice.clone()));
    assert_eq!(read.voice_by_key(&house.voice.key).await.unwrap(), Some(house.voice.clone()));
    let mut tx = world.begin().await;
    tx.save_topic(&first, 7).await.unwrap();
    tx.save_voice(&house.voice).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.topics().await.unwrap(), [second, first], "back, and at its new place");
    assert_eq!(read.voices().await.unwrap(), [house.voice]);
}

async fn rules_keep_their_order(world: World) {
    let house = House::open(&world).await;
    let when = RuleConditions { subject_contains: Some(text("taille")), ..RuleConditions::default() };
    let rule = |position| Rule { id: world.id(), position, when: when.clone(), assign_to: house.tom.id };
    let (second, mut first) = (rule(2), rule(1));
    let mut tx = world.begin().await;
    tx.insert_rule(&second).await.unwrap();
    tx.insert_rule(&first).await.unwrap();
    assert_eq!(tx.rules().await.unwrap(), [first.clone(), second.clone()]);
    first.position = 3;
    tx.save_rule(&first).await.unwrap();
    assert_eq!(tx.rules().await.unwrap(), [second.clone(), first.clone()]);
    tx.delete_rule(second.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(world.store.read().rules().await.unwrap(), [first]);
}

async fn what_was_learned_comes_back(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let example = |source, question| StoredExample {
        topic: house.topics[0].id,
        text: "où est mon colis ?".to_owned(),
        weight: 0.5,
        source,
        question,
        at: at(1),
    };
    let correction = example(ExampleSource::Correction, Some(asked.question.id));
    let mut all = vec![example(ExampleSource::Page, None); 600];
    all.push(correction.clone());
    let model =
        |version| StoredModel { version, bytes: vec![0, 255, 7], examples: 601, up_to: 601, at: at(2) };
    let mut tx = world.begin().await;
    tx.add_examples(&all).await.unwrap();
    for version in 1..=3 {
        tx.save_model(&model(version)).await.unwrap();
    }
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.count_examples().await.unwrap(), 601);
    let first = read.examples(0, 600).await.unwrap();
    let rest = read.examples(first[599].0, 600).await.unwrap();
    let read_back: Vec<_> = first.into_iter().chain(rest).map(|(_, example)| example).collect();
    assert_eq!(read_back, all);
    assert_eq!(read.latest_model().await.unwrap(), Some(model(3)));
    let mut tx = world.begin().await;
    tx.forget_examples_of(asked.question.id).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.count_examples().await.unwrap(), 600);
}
