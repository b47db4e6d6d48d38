//! A failure injected at every kind of statement of a group, on SQLite: what was acknowledged is there after reopening the
//! file, what was refused is not, and the next write works.
//!
//! Triggers make the real statements fail, as the database itself would: one statement (`ABORT`, `FAIL`), the whole
//! transaction at once (`ROLLBACK`: what SQLite does when the disk is full), or the COMMIT, which then leaves the transaction
//! open (a deferred foreign key).

use std::sync::Arc;

use souffleur_core::customer::{Customer, Identity};
use souffleur_store::{Conflict, Error, Outage, Store, Tx};
use souffleur_tests::harness::eventually;
use tokio::task::JoinSet;

use crate::world::{World, at, text};

const SETUP: &str = "CREATE TABLE fault_parent (id integer PRIMARY KEY);
CREATE TABLE fault_child (parent integer REFERENCES fault_parent (id) DEFERRABLE INITIALLY DEFERRED);";
/// The statements that the writers below send.
const STATEMENTS: [&str; 3] =
    ["BEFORE INSERT ON customer", "AFTER INSERT ON customer_identity", "AFTER UPDATE ON counter"];
const FAILURES: [&str; 4] = [
    "SELECT RAISE(ABORT, 'fault')",
    "SELECT RAISE(FAIL, 'fault')",
    "SELECT RAISE(ROLLBACK, 'fault')",
    "INSERT INTO fault_child VALUES (1)",
];
const WRITERS: usize = 12;

#[derive(Debug, Clone, Copy)]
enum Way {
    /// A turn on the writer, with each error looked at.
    Careful,
    /// A turn on the writer that goes on after an error.
    Careless,
    /// Rows in line.
    Appended,
    /// Dropped in the middle.
    Dropped,
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failure_at_any_statement_loses_nothing_acknowledged() {
    let world = Arc::new(World::sqlite().await);
    world.meddle(SETUP).await.unwrap();
    for statement in STATEMENTS {
        for failure in FAILURES {
            // Every statement fails, or only those from the second on of each group.
            for condition in ["1", "(SELECT count(*) FROM customer WHERE name = 'new') > 1"] {
                let trigger =
                    format!("CREATE TRIGGER fault {statement} WHEN {condition} BEGIN {failure}; END");
                let case = format!("{statement}, {failure}, when {condition}");
                world.meddle(&trigger).await.unwrap();
                let told = write_all(&world).await;
                world.meddle("DROP TRIGGER fault").await.unwrap();
                for _ in 0..3 {
                    for way in [Way::Careful, Way::Appended] {
                        let next = customer(&world);
                        let kept = write(&world.store, &next, way).await;
                        assert!(kept.is_ok(), "the next write after {case}: {kept:?}");
                    }
                }
                compare(&world, &told, &case).await;
                world.meddle("UPDATE customer SET name = 'old'").await.unwrap();
            }
        }
    }
}

fn customer(world: &World) -> Customer {
    let id = world.id();
    let email = Some(text(&format!("c{id}@example.test")));
    Customer { id, name: text("new"), email, handle: None, tags: Vec::new() }
}

/// Many write at once; what each was told.
async fn write_all(world: &Arc<World>) -> Vec<(Customer, Way, Result<(), Error>)> {
    let mut tasks = JoinSet::new();
    for n in 0..WRITERS {
        let (store, customer) = (world.store.clone(), customer(world));
        let way = [Way::Careful, Way::Careless, Way::Appended, Way::Dropped][n % 4];
        tasks.spawn(async move {
            let told = write(&store, &customer, way).await;
            (customer, way, told)
        });
    }
    tasks.join_all().await
}

async fn write(store: &Store, customer: &Customer, way: Way) -> Result<(), Error> {
    match way {
        Way::Careful => {
            let mut tx = store.begin().await?;
            add(&mut tx, customer).await?;
            tx.commit().await
        }
        Way::Careless => {
            let mut tx = store.begin().await?;
            drop(tx.next_number().await);
            drop(tx.insert_customer(customer, at(0)).await);
            drop(tx.customer(customer.id).await);
            drop(tx.add_identity(customer.id, &identity(customer)).await);
            tx.commit().await
        }
        Way::Dropped => {
            let mut tx = store.begin().await?;
            add(&mut tx, customer).await?;
            Err(Error::Closing)
        }
        Way::Appended => loop {
            let mut tx = store.append().await?;
            add(&mut tx, customer).await?;
            match tx.commit().await {
                Err(Error::Conflict(Conflict::Number)) => {}
                told => break told,
            }
        },
    }
}

async fn add(tx: &mut Tx, customer: &Customer) -> Result<(), Error> {
    tx.next_number().await?;
    tx.insert_customer(customer, at(0)).await?;
    tx.add_identity(customer.id, &identity(customer)).await
}

fn identity(customer: &Customer) -> Identity {
    Identity::Email(customer.email.clone().unwrap())
}

async fn compare(world: &World, told: &[(Customer, Way, Result<(), Error>)], case: &str) {
    let reopened = Store::open(&world.database).await.unwrap();
    for (customer, way, told) in told {
        let found = reopened.read().customer(customer.id).await.unwrap().is_some();
        assert_eq!(found, told.is_ok(), "{way:?} was told {told:?} by {case}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_is_cut_off_is_an_outage_and_the_next_one_works() {
    let world = World::postgres().await;
    let (first, next) = (customer(&world), customer(&world));
    let mut tx = world.begin().await;
    tx.insert_customer(&first, at(0)).await.unwrap();
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()";
    world.meddle(cut).await.unwrap();
    let refused = tx.add_identity(first.id, &identity(&first)).await.unwrap_err();
    assert_eq!(refused.outage(), Some(Outage::Unreachable), "{refused:?}");
    let refused = tx.commit().await.unwrap_err();
    assert_eq!(refused.outage(), Some(Outage::Unreachable), "the commit says the same: {refused:?}");
    eventually("the next transaction is kept", async || write(&world.store, &next, Way::Careful).await.ok())
        .await;
    assert!(world.store.read().customer(first.id).await.unwrap().is_none());
}
