//! Nothing is handed to two, and nothing is lost when whoever claimed it dies.

use std::collections::BTreeSet;

use souffleur_core::id::{OutboxId, TimerId};
use souffleur_store::{OutboxItem, Store, TimerKind};
use tokio::task::JoinSet;

use crate::{
    asked::timer,
    house::House,
    world::{World, at},
};

on_both!(
    a_timer_fires_for_one_claimer,
    a_claim_that_is_undone_is_free_again,
    claimers_do_not_wait_for_each_other,
    cancelled_timers_do_not_fire,
    an_effect_goes_to_one_claimer,
    an_effect_is_tried_until_delivered_or_given_up,
);

async fn fire(store: Store) -> Vec<TimerId> {
    let mut fired = Vec::new();
    loop {
        let mut tx = store.begin().await.unwrap();
        let claimed = tx.claim_timers(at(100), 3).await.unwrap().timers;
        if claimed.is_empty() {
            return fired;
        }
        let ids: Vec<TimerId> = claimed.iter().map(|timer| timer.id).collect();
        tx.mark_fired(&ids, at(100)).await.unwrap();
        tx.commit().await.unwrap();
        fired.extend(ids);
    }
}

async fn a_timer_fires_for_one_claimer(world: World) {
    let house = House::open(&world).await;
    let mut due = BTreeSet::new();
    for number in 1..=15 {
        due.extend(house.ask(&world, number, 0, 60 + number).await.timers.iter().map(|timer| timer.id));
    }
    house.ask(&world, 16, 0, 101).await;
    assert_eq!(world.store.read().next_timer_due().await.unwrap(), Some(at(61)));
    let other =
        if world.is_postgres() { Store::open(&world.database).await.unwrap() } else { world.store.clone() };
    let mut claimers = JoinSet::new();
    for store in [&world.store, &other, &world.store, &other] {
        claimers.spawn(fire(store.clone()));
    }
    let fired: Vec<TimerId> = claimers.join_all().await.into_iter().flatten().collect();
    assert_eq!(fired.len(), due.len(), "each once");
    assert_eq!(fired.into_iter().collect::<BTreeSet<_>>(), due);
    assert_eq!(world.store.read().next_timer_due().await.unwrap(), Some(at(101)));
}

async fn a_claim_that_is_undone_is_free_again(world: World) {
    let asked = House::open(&world).await.ask(&world, 1, 0, 60).await;
    let mut tx = world.begin().await;
    let claimed = tx.claim_timers(at(60), 9).await.unwrap();
    assert_eq!(claimed.timers, asked.timers, "at its due time a timer is due");
    assert_eq!(claimed.questions[&asked.question.id], asked.question);
    assert!(asked.targets.iter().all(|target| claimed.targets[&target.id] == *target));
    tx.rollback().await.unwrap();
    let mut tx = world.begin().await;
    assert!(tx.claim_timers(at(59), 9).await.unwrap().timers.is_empty());
    assert_eq!(tx.claim_timers(at(61), 9).await.unwrap().timers, asked.timers);
}

async fn claimers_do_not_wait_for_each_other(world: World) {
    let house = House::open(&world).await;
    let first = house.ask(&world, 1, 0, 60).await;
    let second = house.ask(&world, 2, 0, 61).await;
    let mut one = world.begin().await;
    let claimed = one.claim_timers(at(90), 2).await.unwrap().timers;
    assert!(claimed.iter().all(|timer| timer.question == Some(first.question.id)));
    if world.is_postgres() {
        let mut two = world.begin().await;
        let claimed = two.claim_timers(at(90), 9).await.unwrap().timers;
        assert_eq!(claimed.len(), 2);
        assert!(claimed.iter().all(|timer| timer.question == Some(second.question.id)));
    }
}

async fn cancelled_timers_do_not_fire(world: World) {
    let asked = House::open(&world).await.ask(&world, 1, 0, 60).await;
    let mut tx = world.begin().await;
    tx.mark_fired(&[asked.timers[0].id], at(60)).await.unwrap();
    tx.insert_timers(&[timer(&world, &asked.targets[1], TimerKind::Warn { share: 0.5 })]).await.unwrap();
    tx.cancel_timers(asked.targets[1].id).await.unwrap();
    assert_eq!(tx.next_timer_due().await.unwrap(), None);
    tx.commit().await.unwrap();
    assert!(fire(world.store.clone()).await.is_empty());
}

async fn an_effect_goes_to_one_claimer(world: World) {
    let house = House::open(&world).await;
    let mut waiting = BTreeSet::new();
    for number in 1..=20 {
        waiting.insert(house.ask(&world, number, 0, 60).await.letter.id);
    }
    let mut claimers = JoinSet::new();
    for _ in 0..4 {
        let store = world.store.clone();
        claimers.spawn(async move {
            let mut mine: Vec<OutboxId> = Vec::new();
            loop {
                let mut tx = store.begin().await.unwrap();
                let some = tx.claim_outbox(at(1), at(2), 3).await.unwrap();
                tx.commit().await.unwrap();
                if some.is_empty() {
                    return mine;
                }
                mine.extend(some.iter().map(|item| item.id));
            }
        });
    }
    let claimed: Vec<OutboxId> = claimers.join_all().await.into_iter().flatten().collect();
    assert_eq!(claimed.len(), 20, "each once");
    assert_eq!(claimed.into_iter().collect::<BTreeSet<_>>(), waiting);
}

async fn an_effect_is_tried_until_delivered_or_given_up(world: World) {
    let house = House::open(&world).await;
    let (first, second) =
        (house.ask(&world, 1, 0, 60).await.letter, house.ask(&world, 2, 1, 60).await.letter);
    let tried = |item: &OutboxItem, attempts| OutboxItem { attempts, ..item.clone() };

    let mut tx = world.begin().await;
    assert!(tx.claim_outbox(at(-1), at(5), 9).await.unwrap().is_empty(), "not yet");
    let claimed = tx.claim_outbox(at(2), at(5), 9).await.unwrap();
    assert_eq!(claimed, [tried(&first, 1), tried(&second, 1)]);
    assert!(tx.claim_outbox(at(4), at(9), 9).await.unwrap().is_empty(), "claimed");
    tx.delivered(first.id, at(3)).await.unwrap();
    tx.failed(second.id, "the server is away", at(7)).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.outbox_waiting().await.unwrap(), 1);
    assert_eq!(read.next_delivery_due().await.unwrap(), Some(at(7)));

    let mut tx = world.begin().await;
    assert_eq!(tx.claim_outbox(at(7), at(9), 9).await.unwrap(), [tried(&second, 2)]);
    tx.commit().await.unwrap();
    let mut tx = world.begin().await;
    assert_eq!(tx.claim_outbox(at(9), at(12), 9).await.unwrap(), [tried(&second, 3)], "whoever had it died");
    tx.given_up(second.id, "no such address", at(10)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.outbox_waiting().await.unwrap(), 0);
    assert_eq!(read.next_delivery_due().await.unwrap(), None);
    assert_eq!(read.outbox(9).await.unwrap().len(), 2, "what left is remembered");
}
