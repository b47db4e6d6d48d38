//! Listeners hear of what is committed, and of nothing else; with PostgreSQL on every node.

use std::time::Duration;

use souffleur_store::{EventRef, Notice, Store};
use tokio::sync::broadcast::Receiver;

use crate::{
    house::House,
    world::{World, at},
};

on_both!(a_notice_follows_its_commit, what_is_undone_is_not_heard, who_only_looks_has_no_news);

async fn next(notices: &mut Receiver<Notice>) -> Notice {
    tokio::time::timeout(Duration::from_secs(20), notices.recv()).await.expect("a notice comes").unwrap()
}

async fn a_notice_follows_its_commit(world: World) {
    let house = House::open(&world).await;
    let mut heard = world.store.subscribe();
    let asked = house.asked(&world, 1, 0, 60);
    let mut tx = world.begin().await;
    asked.store(&mut tx).await.unwrap();
    assert!(heard.is_empty());
    tx.commit().await.unwrap();
    assert_eq!(next(&mut heard).await, Notice::Timers(Some(at(60))));
    for event in &asked.events {
        assert_eq!(next(&mut heard).await, Notice::Event(EventRef::from(event)));
        assert_eq!(world.store.read().event(event.id).await.unwrap().as_ref(), Some(event));
    }
    assert_eq!(next(&mut heard).await, Notice::Outbox);
    assert!(heard.is_empty());
}

async fn what_is_undone_is_not_heard(world: World) {
    let house = House::open(&world).await;
    let mut heard = world.store.subscribe();
    let mut tx = world.begin().await;
    house.asked(&world, 1, 0, 60).store(&mut tx).await.unwrap();
    drop(tx);
    let mut tx = world.begin().await;
    tx.bump_settings().await.unwrap();
    tx.notify(Notice::Settings);
    tx.commit().await.unwrap();
    assert_eq!(next(&mut heard).await, Notice::Settings, "once, and nothing before it");
    assert!(heard.is_empty());
}

/// The job that looks for overlooked promises listens for changes of the settings; news of its own would keep it awake.
async fn who_only_looks_has_no_news(world: World) {
    House::open(&world).await;
    let mut heard = world.store.subscribe();
    let mut tx = world.begin().await;
    tx.recount_stale().await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = world.begin().await;
    tx.notify(Notice::Outbox);
    tx.commit().await.unwrap();
    assert_eq!(next(&mut heard).await, Notice::Outbox, "and nothing before it");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_node_hears_of_it() {
    let world = World::postgres().await;
    let house = House::open(&world).await;
    let other = Store::open(&world.database).await.unwrap();
    let (mut here, mut there) = (world.store.subscribe(), other.subscribe());
    let asked = house.ask(&world, 1, 0, 60).await;
    for heard in [&mut here, &mut there] {
        assert_eq!(next(heard).await, Notice::Timers(Some(at(60))));
        assert_eq!(next(heard).await, Notice::Event(EventRef::from(&asked.events[0])));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_node_that_lost_its_connection_listens_again() {
    let world = World::postgres().await;
    let house = House::open(&world).await;
    let mut heard = world.store.subscribe();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
        WHERE pid <> pg_backend_pid() AND datname = current_database() AND query LIKE 'LISTEN%'";
    assert_eq!(world.meddle(cut).await.unwrap(), 1);
    let all =
        [Notice::Settings, Notice::Timers(None), Notice::Replies, Notice::Outbox, Notice::Model, Notice::Gap];
    for missed in all {
        assert_eq!(next(&mut heard).await, missed, "it looks at what it may have missed");
    }
    let mut tx = world.begin().await;
    tx.append(&house.asked(&world, 1, 0, 60).events[..0]).await.unwrap();
    tx.notify(Notice::Model);
    tx.commit().await.unwrap();
    assert_eq!(next(&mut heard).await, Notice::Model);
}
