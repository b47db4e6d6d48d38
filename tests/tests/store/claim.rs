//! Nothing is handed to two, and nothing is lost when whoever claimed it dies.

use std::collections::BTreeSet;

use jiff::Timestamp;
use souffleur_core::{
    delivery::DeliveryState,
    id::{OutboxId, QuestionId, TimerId},
    text::Email,
};
use souffleur_store::{Deliveries, Effect, Letter, OutboxItem, Store, TimerKind, Trouble};
use tokio::task::JoinSet;
use uuid::Uuid;

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
    letters_about_a_question_keep_their_order,
    a_node_gets_back_what_it_had_when_it_ended,
    a_letter_in_a_file_is_not_sent_and_leaves_by_hand,
    a_node_whose_lease_is_over_says_nothing_of_a_letter_but_that_it_left,
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
                let some = tx.claim_outbox(at(1), node(1), at(2), 3).await.unwrap();
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

fn node(number: u128) -> Uuid {
    Uuid::from_u128(number)
}

fn trouble() -> Trouble {
    Trouble { cause: "letter_deferred", step: "recipient", reply: "451 later".to_owned() }
}

async fn an_effect_is_tried_until_delivered_or_given_up(world: World) {
    let house = House::open(&world).await;
    let (first, second) =
        (house.ask(&world, 1, 0, 60).await.letter, house.ask(&world, 2, 1, 60).await.letter);
    let tried =
        |item: &OutboxItem, attempts| OutboxItem { attempts, failing_since: Some(at(3)), ..item.clone() };

    let mut tx = world.begin().await;
    assert!(tx.claim_outbox(at(-1), node(1), at(5), 9).await.unwrap().is_empty(), "not yet");
    let claimed = tx.claim_outbox(at(2), node(1), at(5), 9).await.unwrap();
    assert_eq!(claimed, [first.clone(), second.clone()]);
    assert!(tx.claim_outbox(at(4), node(2), at(9), 9).await.unwrap().is_empty(), "claimed");
    tx.delivered(first.id, DeliveryState::Done, "250 taken", at(3)).await.unwrap();
    let unknown = (DeliveryState::Unknown, &trouble());
    assert!(tx.failed(second.id, node(1), unknown, at(3), at(7)).await.unwrap());
    tx.commit().await.unwrap();
    let read = world.store.read();
    assert_eq!(read.outbox_waiting().await.unwrap(), 1);
    assert_eq!(read.next_delivery_due().await.unwrap(), Some(at(7)));
    let counts = read.delivery_counts().await.unwrap();
    assert_eq!(counts.by_state, [(DeliveryState::Unknown, 1)].into());
    assert_eq!(counts.waiting_since, Some(second.created_at));

    let mut tx = world.begin().await;
    assert_eq!(tx.claim_outbox(at(7), node(1), at(9), 9).await.unwrap(), [tried(&second, 1)]);
    tx.renew_leases(node(1), &[second.id], at(11)).await.unwrap();
    tx.renew_leases(node(2), &[second.id], at(99)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read.next_delivery_due().await.unwrap(), Some(at(11)));
    let mut tx = world.begin().await;
    assert!(tx.claim_outbox(at(10), node(2), at(12), 9).await.unwrap().is_empty(), "renewed");
    assert_eq!(
        tx.claim_outbox(at(11), node(2), at(12), 9).await.unwrap(),
        [tried(&second, 1)],
        "whoever had it died"
    );
    assert!(tx.given_up(second.id, node(2), &trouble(), at(12)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(read.outbox_waiting().await.unwrap(), 0);
    assert_eq!(read.next_delivery_due().await.unwrap(), None);
    assert_eq!(read.outbox(9).await.unwrap().len(), 2, "what left is remembered");
    let failed = Deliveries { state: Some(DeliveryState::Failed), after: None, limit: 9 };
    let failed = read.deliveries(failed).await.unwrap().items;
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].server_reply.as_deref(), Some("451 later"));
    assert_eq!((failed[0].attempts, failed[0].next_attempt_at), (2, None));

    let mut tx = world.begin().await;
    assert!(!tx.retry_delivery(first.id, at(13)).await.unwrap(), "it was delivered");
    assert!(tx.retry_delivery(second.id, at(13)).await.unwrap());
    let again = tx.claim_outbox(at(13), node(1), at(14), 9).await.unwrap();
    assert_eq!(again, [OutboxItem { failing_since: None, ..tried(&second, 2) }]);
    tx.commit().await.unwrap();
}

/// A letter about the first question that the house asked, to its customer.
async fn about(world: &World, kind: &str, question: QuestionId, created_at: Timestamp) -> OutboxItem {
    let letter = Letter {
        letter: kind.to_owned(),
        to: Email::parse("marie@client.test").unwrap(),
        from_name: None,
        subject: "Votre question".to_owned(),
        text: "Bonjour".to_owned(),
        html: None,
        message_id: format!("{kind}.{question}@house.test"),
        in_reply_to: None,
        references: Vec::new(),
        thread: None,
    };
    let item = OutboxItem {
        id: world.id(),
        effect: Effect::Letter(letter),
        question: Some(question),
        message: None,
        attempts: 0,
        failing_since: None,
        created_at,
    };
    let mut tx = world.begin().await;
    tx.enqueue(std::slice::from_ref(&item)).await.unwrap();
    tx.commit().await.unwrap();
    item
}

async fn letters_about_a_question_keep_their_order(world: World) {
    let question = QuestionId::new(Uuid::from_u128(7));
    let receipt = about(&world, "receipt", question, at(1)).await;
    let answer = about(&world, "answer", question, at(2)).await;
    let other = about(&world, "answer", QuestionId::new(Uuid::from_u128(8)), at(2)).await;
    let mut tx = world.begin().await;
    assert_eq!(tx.claim_outbox(at(3), node(1), at(4), 9).await.unwrap(), [receipt.clone(), other.clone()]);
    let deferred = (DeliveryState::Waiting, &trouble());
    assert!(tx.failed(receipt.id, node(1), deferred, at(3), at(60)).await.unwrap());
    tx.delivered(other.id, DeliveryState::Done, "", at(3)).await.unwrap();
    assert!(tx.claim_outbox(at(5), node(1), at(6), 9).await.unwrap().is_empty(), "the receipt is first");
    tx.commit().await.unwrap();
    assert_eq!(world.store.read().next_delivery_due().await.unwrap(), Some(at(60)), "nothing is due before");
    let mut tx = world.begin().await;
    tx.supersede_receipts(question, &Email::parse("marie@client.test").unwrap(), at(6)).await.unwrap();
    assert_eq!(tx.claim_outbox(at(6), node(1), at(7), 9).await.unwrap(), [answer]);
    tx.commit().await.unwrap();
    let states: Vec<_> =
        world.store.read().deliveries_of(question).await.unwrap().iter().map(|one| one.state).collect();
    assert_eq!(states, [DeliveryState::Superseded, DeliveryState::Waiting]);
}

async fn a_node_gets_back_what_it_had_when_it_ended(world: World) {
    let item = about(&world, "answer", QuestionId::new(Uuid::from_u128(7)), at(1)).await;
    let mut tx = world.begin().await;
    assert_eq!(tx.claim_outbox(at(2), node(1), at(60), 9).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
    let mut tx = world.begin().await;
    assert_eq!(tx.release_leases(node(2)).await.unwrap(), 0, "not its own");
    assert_eq!(tx.release_leases(node(1)).await.unwrap(), 1);
    assert_eq!(tx.claim_outbox(at(2), node(1), at(60), 9).await.unwrap(), [item]);
    tx.commit().await.unwrap();
}

async fn a_letter_in_a_file_is_not_sent_and_leaves_by_hand(world: World) {
    let item = about(&world, "answer", QuestionId::new(Uuid::from_u128(7)), at(1)).await;
    let mut tx = world.begin().await;
    assert_eq!(tx.claim_outbox(at(2), node(1), at(60), 9).await.unwrap().len(), 1);
    tx.delivered(item.id, DeliveryState::Filed, "", at(2)).await.unwrap();
    tx.commit().await.unwrap();
    let read = world.store.read();
    let filed = Deliveries { state: Some(DeliveryState::Filed), after: None, limit: 9 };
    let filed = read.deliveries(filed).await.unwrap().items;
    assert_eq!(
        filed.iter().map(|letter| letter.delivered_at).collect::<Vec<_>>(),
        [None],
        "it arrived nowhere"
    );
    assert_eq!(read.delivery_counts().await.unwrap().by_state, [].into(), "nothing is wrong with it");
    assert_eq!(read.next_delivery_due().await.unwrap(), None, "nor is it tried by itself");

    let mut tx = world.begin().await;
    assert!(tx.retry_delivery(item.id, at(5)).await.unwrap());
    assert_eq!(tx.claim_outbox(at(5), node(1), at(60), 9).await.unwrap().len(), 1);
    tx.commit().await.unwrap();
}

async fn a_node_whose_lease_is_over_says_nothing_of_a_letter_but_that_it_left(world: World) {
    let letter = House::open(&world).await.ask(&world, 1, 0, 60).await.letter;
    let mut tx = world.begin().await;
    assert_eq!(tx.claim_outbox(at(2), node(1), at(3), 9).await.unwrap().len(), 1);
    assert_eq!(tx.claim_outbox(at(4), node(2), at(9), 9).await.unwrap().len(), 1, "the first node is paused");
    let deferred = (DeliveryState::Waiting, &trouble());
    assert!(!tx.failed(letter.id, node(1), deferred, at(5), at(6)).await.unwrap());
    assert!(!tx.held_back(letter.id, node(1), None, None).await.unwrap());
    assert!(tx.claim_outbox(at(7), node(3), at(9), 9).await.unwrap().is_empty(), "the second one has it");
    assert!(tx.delivered(letter.id, DeliveryState::Done, "250 taken", at(8)).await.unwrap());
    assert!(!tx.given_up(letter.id, node(1), &trouble(), at(9)).await.unwrap());
    tx.commit().await.unwrap();
    let counts = world.store.read().delivery_counts().await.unwrap();
    assert_eq!(counts.by_state, [].into(), "it is done");
}
