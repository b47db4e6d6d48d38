//! On PostgreSQL nobody waits for ever for somebody else's lock, and what is kept for jobs stays free.

use std::time::Duration;

use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use souffleur_store::{Outage, PostgresOptions, Store};

use crate::{house::House, world::World};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_row_takes_no_more_than_its_time() {
    let world = World::postgres().await;
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1001, 0, 60).await;
    let short = PostgresOptions {
        connections: 2,
        // Long enough for both to wait at once on a busy machine.
        lock_timeout: Duration::from_secs(6),
        ..PostgresOptions::default()
    };
    let store = Store::open_with(&world.database, &short).await.unwrap();
    let other = world.behind().await;
    let client = other.begin().await.unwrap();
    client.execute_unprepared("SELECT * FROM question FOR UPDATE").await.unwrap();

    let waiting: Vec<_> = (0..2)
        .map(|_| {
            let (store, id) = (store.clone(), asked.question.id);
            tokio::spawn(async move { store.begin().await.unwrap().question_for_update(id).await.map(drop) })
        })
        .collect();
    // Every connection waits for the row by then.
    let waits =
        "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()";
    souffleur_tests::harness::eventually("both wait", async || {
        let rows = client.query_all_raw(sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, waits));
        (rows.await.unwrap().len() == 2).then_some(())
    })
    .await;
    assert!(!waiting[0].is_finished());
    let free = tokio::time::timeout(Duration::from_secs(1), store.reserved().schema_is_current()).await;
    assert!(free.expect("the reserve is free").unwrap());
    for one in waiting {
        let refused =
            tokio::time::timeout(Duration::from_secs(20), one).await.expect("it is given up").unwrap();
        assert!(refused.is_err());
    }
    client.rollback().await.unwrap();
    assert!(store.read().question(asked.question.id).await.unwrap().is_some(), "and goes on");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_has_taken_a_number_stops_nobody() {
    let world = World::postgres().await;
    House::open(&world).await;
    let mut first = world.begin().await;
    let one = first.next_number().await.unwrap();
    let mut second = world.begin().await;
    let two = tokio::time::timeout(Duration::from_secs(5), second.next_number()).await;
    assert_eq!((one, two.expect("nobody waits").unwrap()), (1_001, 1_002));
    first.rollback().await.unwrap();
    second.commit().await.unwrap();
    assert_eq!(world.begin().await.next_number().await.unwrap(), 1_003, "what was undone leaves a gap");
}

/// A transaction that does nothing, as that of a paused node, is ended by the server with its locks.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paused_transaction_loses_its_locks() {
    let world = World::postgres().await;
    let house = House::open(&world).await;
    let asked = house.ask(&world, 1001, 0, 60).await;
    let short =
        PostgresOptions { idle_transaction_timeout: Duration::from_secs(1), ..PostgresOptions::default() };
    let store = Store::open_with(&world.database, &short).await.unwrap();
    let mut paused = store.begin().await.unwrap();
    paused.question_for_update(asked.question.id).await.unwrap();
    let mut other = world.begin().await;
    let got =
        tokio::time::timeout(Duration::from_secs(4), other.question_for_update(asked.question.id)).await;
    assert!(got.expect("the lock is free again").unwrap().is_some());
    assert!(paused.commit().await.is_err(), "what was paused was not kept");
}

/// Two transactions that each wait for the other's row: the server ends one of them, and what it did can be asked again.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_is_told_as_one_that_ends_by_itself() {
    let world = World::postgres().await;
    let house = House::open(&world).await;
    let one = house.ask(&world, 1001, 0, 60).await.question.id;
    let two = house.ask(&world, 1002, 0, 60).await.question.id;
    let (mut first, mut second) = (world.begin().await, world.begin().await);
    first.question_for_update(one).await.unwrap();
    second.question_for_update(two).await.unwrap();
    let crossed = tokio::join!(
        async {
            let got = first.question_for_update(two).await.map(drop);
            (got, first.commit().await)
        },
        async {
            let got = second.question_for_update(one).await.map(drop);
            (got, second.commit().await)
        },
    );
    let [kept, refused] = if crossed.0.0.is_ok() { [crossed.0, crossed.1] } else { [crossed.1, crossed.0] };
    assert!(kept.0.is_ok() && kept.1.is_ok(), "{kept:?}");
    assert_eq!(refused.0.unwrap_err().outage(), Some(Outage::Locked));
    assert_eq!(refused.1.unwrap_err().outage(), Some(Outage::Locked), "nothing of it was kept");
}
