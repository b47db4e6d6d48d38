//! What was acknowledged is there, what failed is not, and on SQLite many share one commit.

use std::sync::Arc;

use souffleur_core::customer::{Customer, Identity};
use souffleur_store::{Conflict, Error, Store, Tx};
use tokio::task::JoinSet;

use crate::{
    house::House,
    world::{World, at, text},
};

on_both!(
    two_hundred_at_once_are_all_kept,
    a_failing_member_harms_nobody_else,
    what_is_dropped_is_undone_and_others_go_on,
    a_commit_whose_caller_left_is_kept_or_not_but_ends,
    nobody_sees_what_is_not_committed,
    a_number_is_given_out_once,
    rows_added_side_by_side_are_kept_in_the_order_of_their_numbers,
    numbers_taken_in_turn_and_beside_others_follow_each_other,
);

fn customer(world: &World, n: usize) -> Customer {
    let email = Some(text(&format!("c{n}@example.test")));
    Customer { id: world.id(), name: text(&format!("Client {n}")), email, handle: None, tags: Vec::new() }
}

async fn write(tx: &mut Tx, customer: &Customer) -> Result<(), Error> {
    tx.insert_customer(customer, at(0)).await?;
    let email = customer.email.clone().map(Identity::Email);
    tx.add_identity(customer.id, &email.unwrap()).await
}

async fn is_kept(store: &Store, customer: &Customer) -> bool {
    store.read().customer(customer.id).await.unwrap().as_ref() == Some(customer)
}

async fn two_hundred_at_once_are_all_kept(world: World) {
    let world = Arc::new(world);
    let before = world.store.metrics();
    let customers: Vec<Customer> = (0..200).map(|n| customer(&world, n)).collect();
    let mut tasks = JoinSet::new();
    for customer in customers.clone() {
        let store = world.store.clone();
        tasks.spawn(async move {
            let mut tx = store.begin().await?;
            write(&mut tx, &customer).await?;
            tx.commit().await
        });
    }
    tasks.join_all().await.into_iter().for_each(|result| result.unwrap());

    let after = world.store.metrics();
    assert_eq!(after.transactions - before.transactions, 200);
    let commits = after.commits - before.commits;
    if world.is_postgres() {
        assert_eq!(commits, 200);
    } else {
        assert!((4..=50).contains(&commits), "{commits} commits for 200 transactions");
    }
    let reopened = Store::open(&world.database).await.unwrap();
    for customer in &customers {
        assert!(is_kept(&reopened, customer).await);
    }
}

async fn a_failing_member_harms_nobody_else(world: World) {
    let taken = customer(&world, 0);
    let mut tx = world.begin().await;
    write(&mut tx, &taken).await.unwrap();
    tx.commit().await.unwrap();

    let mut tasks = JoinSet::new();
    for n in 1..=60 {
        let mut customer = customer(&world, n);
        let fails = n % 5 == 0;
        if fails {
            customer.email.clone_from(&taken.email);
        }
        let store = world.store.clone();
        tasks.spawn(async move {
            let mut tx = store.begin().await.unwrap();
            // Whoever does not look at the error, or had none yet, learns it from the commit.
            drop(write(&mut tx, &customer).await);
            assert_eq!(tx.commit().await.is_err(), fails);
            (customer, fails)
        });
    }
    for (customer, fails) in tasks.join_all().await {
        assert_eq!(is_kept(&world.store, &customer).await, !fails, "{}", customer.name);
    }
}

async fn what_is_dropped_is_undone_and_others_go_on(world: World) {
    let mut tasks = JoinSet::new();
    for n in 0..60 {
        let (store, customer, drops) = (world.store.clone(), customer(&world, n), n % 3 == 0);
        tasks.spawn(async move {
            let mut tx = store.begin().await.unwrap();
            write(&mut tx, &customer).await.unwrap();
            if drops {
                drop(tx);
            } else {
                tx.commit().await.unwrap();
            }
            (customer, drops)
        });
    }
    for (customer, dropped) in tasks.join_all().await {
        assert_eq!(is_kept(&world.store, &customer).await, !dropped, "{}", customer.name);
    }
    // Even what is dropped alone leaves the writer free.
    drop(world.begin().await);
    House::open(&world).await;
}

async fn a_commit_whose_caller_left_is_kept_or_not_but_ends(world: World) {
    let mut tasks = JoinSet::new();
    for n in 0..40 {
        let (store, customer) = (world.store.clone(), customer(&world, n));
        tasks.spawn(async move {
            let mut tx = store.begin().await.unwrap();
            write(&mut tx, &customer).await.unwrap();
            let commit = tx.commit();
            if n % 2 == 0 {
                // Polled once, then forgotten, like a request whose client hung up.
                tokio::select! { biased; done = commit => done.unwrap(), () = std::future::ready(()) => {} }
            } else {
                commit.await.unwrap();
            }
            (customer, n % 2 != 0)
        });
        tasks.spawn({
            let (store, customer) = (world.store.clone(), self::customer(&world, 1000 + n));
            async move {
                // Gives up before its turn.
                tokio::select! { biased; tx = store.begin() => drop(tx), () = std::future::ready(()) => {} }
                (customer, false)
            }
        });
    }
    for (customer, waited) in tasks.join_all().await {
        assert!(!waited || is_kept(&world.store, &customer).await, "{}", customer.name);
    }
    House::open(&world).await;
}

async fn nobody_sees_what_is_not_committed(world: World) {
    let customer = customer(&world, 1);
    let mut tx = world.begin().await;
    write(&mut tx, &customer).await.unwrap();
    assert_eq!(tx.customer(customer.id).await.unwrap().as_ref(), Some(&customer), "it sees itself");
    assert!(!is_kept(&world.store, &customer).await);
    tx.commit().await.unwrap();
    assert!(is_kept(&world.store, &customer).await);
}

async fn a_number_is_given_out_once(world: World) {
    let mut tasks = JoinSet::new();
    for n in 0..30 {
        let store = world.store.clone();
        tasks.spawn(async move {
            let mut tx = store.begin().await.unwrap();
            let number = tx.next_number().await.unwrap();
            if n % 3 == 0 {
                return None;
            }
            tx.commit().await.unwrap();
            Some(number)
        });
    }
    let mut numbers: Vec<i64> = tasks.join_all().await.into_iter().flatten().collect();
    numbers.sort_unstable();
    if world.is_postgres() {
        // Nobody waits for whoever has taken one, so what is undone leaves a gap.
        numbers.dedup();
        assert_eq!(numbers.len(), 20);
        assert!(numbers[0] >= 1001 && numbers[19] <= 1030, "{numbers:?}");
    } else {
        assert_eq!(numbers, (1001..=1020).collect::<Vec<_>>());
    }
}

async fn add(tx: &mut Tx, customer: &Customer) -> Result<i64, Error> {
    let number = tx.next_number().await?;
    write(tx, customer).await?;
    Ok(number)
}

/// Adds rows beside the others, again and again while somebody before it in line fails.
async fn add_beside(store: &Store, customer: &Customer) -> Result<i64, Error> {
    loop {
        let mut tx = store.append().await?;
        let number = add(&mut tx, customer).await?;
        match tx.commit().await {
            Err(Error::Conflict(Conflict::Number)) => {}
            ended => return ended.map(|()| number),
        }
    }
}

async fn rows_added_side_by_side_are_kept_in_the_order_of_their_numbers(world: World) {
    let taken = customer(&world, 0);
    let mut tx = world.begin().await;
    write(&mut tx, &taken).await.unwrap();
    tx.commit().await.unwrap();

    let mut tasks = JoinSet::new();
    for n in 1..=200 {
        let (store, mut customer) = (world.store.clone(), customer(&world, n));
        let fails = n % 7 == 0;
        if fails {
            customer.email.clone_from(&taken.email);
        }
        tasks.spawn(async move {
            if n % 11 == 0 {
                // Somebody who thinks better of it has taken a number already.
                add(&mut store.append().await.unwrap(), &customer).await.ok();
                return (customer, None);
            }
            let number = add_beside(&store, &customer).await;
            assert_eq!(number.is_err(), fails, "{number:?}");
            (customer, number.ok())
        });
    }
    let mut numbers = Vec::new();
    for (customer, number) in tasks.join_all().await {
        assert_eq!(is_kept(&world.store, &customer).await, number.is_some(), "{}", customer.name);
        numbers.extend(number);
    }
    numbers.sort_unstable();
    if world.is_postgres() {
        let all = numbers.len();
        numbers.dedup();
        assert_eq!(numbers.len(), all, "each once; those that failed leave gaps");
        return;
    }
    let last = 1000 + i64::try_from(numbers.len()).unwrap();
    assert_eq!(numbers, (1001..=last).collect::<Vec<_>>());
}

async fn numbers_taken_in_turn_and_beside_others_follow_each_other(world: World) {
    let mut numbers = Vec::new();
    for n in 0..3 {
        numbers.push(add_beside(&world.store, &customer(&world, n)).await.unwrap());
        // An import, say, in another process.
        let mut tx = world.begin().await;
        numbers.push(add(&mut tx, &customer(&world, 100 + n)).await.unwrap());
        tx.commit().await.unwrap();
    }
    assert_eq!(numbers, (1001..=1006).collect::<Vec<_>>());
}
