//! The probe fails for as long as no write would be kept, names the cause, and succeeds again afterwards.

use sea_orm::{ConnectionTrait as _, DatabaseConnection, TransactionTrait as _};
use souffleur_store::{Outage, Store};
use souffleur_tests::harness::eventually;
use tokio::time::{Duration, Instant};

use crate::world::World;

on_both!(
    a_database_that_takes_writes_passes,
    a_result_is_given_out_again_for_a_while,
    a_lock_fails_the_probe_within_two_seconds_until_it_is_released,
);

async fn a_database_that_takes_writes_passes(world: World) {
    world.store.probe().await.unwrap();
    // What an earlier process has left is counted on from.
    let other = Store::open(&world.database).await.unwrap();
    other.probe().await.unwrap();
    assert_eq!(world.meddle("UPDATE probe SET value = 7 WHERE value = 2").await.unwrap(), 1);
}

async fn a_result_is_given_out_again_for_a_while(world: World) {
    world.store.probe().await.unwrap();
    let before = world.store.metrics().transactions;
    for _ in 0..50 {
        world.store.probe().await.unwrap();
    }
    assert_eq!(world.store.metrics().transactions, before);
}

async fn a_lock_fails_the_probe_within_two_seconds_until_it_is_released(world: World) {
    let other = world.behind().await;
    lock(&world, &other).await;
    let before = Instant::now();
    let outage = world.store.probe().await.unwrap_err().outage();
    assert!(before.elapsed() < Duration::from_secs(2), "{:?}", before.elapsed());
    assert_eq!(outage, Some(Outage::Locked));
    other.close().await.unwrap();
    eventually("the probe succeeds", async || world.store.probe().await.ok()).await;
}

async fn lock(world: &World, other: &DatabaseConnection) {
    if world.is_postgres() {
        let transaction = other.begin().await.unwrap();
        transaction.execute_unprepared("LOCK TABLE probe IN EXCLUSIVE MODE").await.unwrap();
        std::mem::forget(transaction);
    } else {
        other.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    }
}

#[tokio::test]
async fn a_server_that_takes_no_writes_is_read_only() {
    let world = World::postgres().await;
    world
        .meddle(
            "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_read_only = on', \
             current_database()); END $$",
        )
        .await
        .unwrap();
    let store = Store::open(&world.database).await.unwrap();
    assert_eq!(store.probe().await.unwrap_err().outage(), Some(Outage::ReadOnly));
}
