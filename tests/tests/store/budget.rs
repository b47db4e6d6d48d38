//! How many statements each path may send: what keeps intake and inbox quick is that nobody adds one unawares.

use souffleur_store::read::{InboxQuery, Scope};

use crate::{house::House, world::World};

on_both!(intake_is_few_trips, pages_do_not_ask_once_a_row);

async fn intake_is_few_trips(world: World) {
    let house = House::open(&world).await;
    let asked = house.asked(&world, 1, 0, 60);
    let before = world.store.metrics().statements;
    asked.commit(&world).await;
    // Customer, identity, question, message, assignment, two targets, two timers, two events, one letter, and the
    // notice; on SQLite all rows make one trip.
    let trips = if world.is_postgres() { 10 } else { 1 };
    assert_eq!(world.store.metrics().statements - before, trips);
}

async fn pages_do_not_ask_once_a_row(world: World) {
    let house = House::open(&world).await;
    for number in 1..=12 {
        house.ask(&world, number, 0, number).await;
    }
    let read = world.store.read();
    let mut before = world.store.metrics().statements;
    let mut spent = || {
        let now = world.store.metrics().statements;
        now - std::mem::replace(&mut before, now)
    };
    let page = read.inbox(&InboxQuery::new(Scope::All, 10)).await.unwrap();
    assert_eq!((page.items.len(), spent()), (10, 1));
    assert_eq!((read.wall(None, 10).await.unwrap().items.len(), spent()), (10, 3));
    // One of them reads what became of the letters.
    read.question_view(page.items[0].id).await.unwrap().unwrap();
    assert_eq!(spent(), 12);
    read.load_settings().await.unwrap();
    assert_eq!(spent(), 11);
}
