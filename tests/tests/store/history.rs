//! The history is added to and read. The database itself refuses everything else, whoever asks.

use souffleur_core::{
    actor::Actor,
    event::{Event, EventKind, SettingChange},
    question::Status,
};

use crate::{
    house::House,
    world::{World, at},
};

on_both!(the_database_keeps_every_line, lines_are_read_in_order);

async fn the_database_keeps_every_line(world: World) {
    let asked = House::open(&world).await.ask(&world, 1, 0, 60).await;
    let mut forbidden = vec!["UPDATE event SET kind = 'nothing'", "DELETE FROM event"];
    if world.is_postgres() {
        forbidden.extend(["TRUNCATE event", "TRUNCATE event CASCADE"]);
        forbidden
            .push("INSERT INTO event SELECT * FROM event ON CONFLICT (id) DO UPDATE SET kind = 'nothing'");
    } else {
        forbidden.push("INSERT OR REPLACE INTO event SELECT * FROM event");
        forbidden.push("REPLACE INTO event (id, at, by, kind, data) SELECT id, 0, '', '', '' FROM event");
    }
    for sql in forbidden {
        let refused = world.meddle(sql).await.unwrap_err().to_string();
        assert!(refused.contains("append-only"), "{sql}: {refused}");
    }
    assert_eq!(world.store.read().events_of(asked.question.id).await.unwrap(), asked.events);
}

async fn lines_are_read_in_order(world: World) {
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1, 0, 60).await;
    let what = EventKind::SettingChanged {
        what: "topic".into(),
        key: "sizes".into(),
        change: SettingChange::Changed,
    };
    let of_the_desk = Event { id: world.id(), question: None, by: house.claire(), at: at(5), what };
    let what = EventKind::StatusChanged { from: Status::Assigned, to: Status::Closed, reason: None };
    let later = Event { id: world.id(), question: Some(asked.question.id), by: Actor::Desk, at: at(6), what };
    let mut tx = world.begin().await;
    tx.append(&[of_the_desk.clone(), later.clone()]).await.unwrap();
    tx.commit().await.unwrap();

    let read = world.store.read();
    assert_eq!(read.event(later.id).await.unwrap(), Some(later.clone()));
    assert_eq!(
        read.events_after(asked.events[0].id, 2).await.unwrap(),
        [asked.events[1].clone(), of_the_desk.clone()]
    );
    assert_eq!(read.latest_events(2).await.unwrap(), [later.clone(), of_the_desk]);
    assert_eq!(read.events_of(asked.question.id).await.unwrap().last(), Some(&later));
}
