//! Requests that get no connection to PostgreSQL, and transactions that get in each other's way: refused for now, never an
//! error of the desk, and what is kept for readiness and jobs goes on.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use reqwest::Method;
use sea_orm::{ConnectionTrait as _, TransactionTrait as _};
use serde_json::json;
use souffleur_tests::harness::{
    Reply, eventually,
    postgres::{Cluster, Durability},
    server::log_of,
};
use tokio::task::JoinSet;

use crate::{
    postgres::{
        CM, all_once, ask, behind, is_refused_for_now, node, node_that_waits, number_of, question, serve,
        verify,
    },
    program,
    ready::{BACK, Watch},
    size::rounds,
};

/// Lets a letter that has left leave again.
const AGAIN: [&str; 2] = [
    "UPDATE outbox SET delivered_at = NULL, state = 'waiting', next_attempt_at = 0, owner = NULL, lease_until = NULL",
    r#"SELECT pg_notify('souffleur', '["outbox"]')"#,
];

fn letters(folder: &Path) -> usize {
    fs::read_dir(folder.join("data/mail")).into_iter().flatten().count()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_exhausted_pool_refuses_requests_and_leaves_jobs_and_readiness_alone() {
    let cluster = Cluster::start(Durability::Quick);
    let database = cluster.fresh_database();
    // Whoever waits for the lock keeps its connection for longer than others wait for one.
    let folder = node_that_waits(&database, 60, "connections = 2\nreserved = 3");
    program().employ(folder.path(), CM, "community_manager");
    let desk = serve(folder.path()).await;
    let (camille, watch) = (desk.signed_in(CM).await, Watch::on(&desk));
    let asking = json!({"body": "load locked", "customer": {"name": "Marie", "email": "marie@example.test"}});
    let asked = desk.caller().post("/api/v1/questions", &asking).await.is(201).json;
    let id = asked["id"].as_str().unwrap().to_owned();
    eventually("its receipt leaves", async || (letters(folder.path()) > 0).then_some(())).await;
    let before = letters(folder.path());

    let (beside, other) = (behind(&database).await, behind(&database).await);
    let client = other.begin().await.unwrap();
    client.execute_unprepared("SELECT id FROM question FOR UPDATE").await.unwrap();
    let mut closing = JoinSet::new();
    for _ in 0..2 {
        let request = camille.request(Method::POST, &format!("/api/v1/questions/{id}/status"));
        let request = request.json(&json!({"status": "closed", "reason": "no_answer_needed"}));
        closing.spawn(async move { Reply::read(request).await.status });
    }
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    eventually("both wait", async || (number_of(&beside, waits).await == 2).then_some(())).await;

    let began = Instant::now();
    let refused = question(&desk.caller(), "load refused").await;
    is_refused_for_now(&refused);
    assert!(began.elapsed() < Duration::from_secs(10), "refused after {:?}", began.elapsed());
    for sql in AGAIN {
        beside.execute_unprepared(sql).await.unwrap();
    }
    // A repeated letter has the name of the first one, where it takes its place.
    let left = "SELECT count(*) FROM outbox WHERE delivered_at IS NOT NULL";
    eventually("a letter leaves meanwhile", async || (number_of(&beside, left).await > 0).then_some(()))
        .await;
    assert!(letters(folder.path()) >= before);
    assert!(number_of(&beside, waits).await >= 2, "nobody has given up");
    watch.says_yes(Instant::now()).await;

    client.rollback().await.unwrap();
    let ended = Instant::now();
    eventually("it is asked", async || ask(&desk.caller(), "load after").await).await;
    assert!(ended.elapsed() < BACK, "it serves again after {:?}", ended.elapsed());
    let statuses = closing.join_all().await;
    assert!(statuses.contains(&200), "{statuses:?}");
    watch.was_true(&[]);
    all_once(&beside, 2).await;
    verify(folder.path());
}

/// What a server says whose transactions collide, at a statement and at the commit.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_serialization_failure_or_deadlock_is_refused_for_now() {
    let cluster = Cluster::start(Durability::Quick);
    let database = cluster.fresh_database();
    let folder = node(&database, "");
    let desk = serve(folder.path()).await;
    let beside = behind(&database).await;
    let mut asked = 0;
    for code in ["40001", "40P01"] {
        for when in ["CREATE TRIGGER collide BEFORE INSERT", "CREATE CONSTRAINT TRIGGER collide AFTER INSERT"]
        {
            let deferred = if when.contains("CONSTRAINT") { "DEFERRABLE INITIALLY DEFERRED" } else { "" };
            let function = format!(
                "CREATE OR REPLACE FUNCTION collide() RETURNS trigger LANGUAGE plpgsql AS $$
                 BEGIN RAISE EXCEPTION 'in each other''s way' USING ERRCODE = '{code}'; END $$"
            );
            beside.execute_unprepared(&function).await.unwrap();
            let trigger = format!("{when} ON message {deferred} FOR EACH ROW EXECUTE FUNCTION collide()");
            beside.execute_unprepared(&trigger).await.unwrap();
            let body = format!("load {code} {deferred}");
            is_refused_for_now(&question(&desk.caller(), &body).await);
            beside.execute_unprepared("DROP TRIGGER collide ON message").await.unwrap();
            question(&desk.caller(), &body).await.is(201);
            asked += 1;
        }
    }
    all_once(&beside, asked).await;
    verify(folder.path());
}

/// A server on which every transaction is serializable, where many collide.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_serializable_server_makes_no_error_of_the_desk() {
    let cluster = Cluster::start(Durability::Quick);
    let database = cluster.fresh_database();
    let folder = node(&database, "");
    program().employ(folder.path(), CM, "community_manager");
    let beside = behind(&database).await;
    let serializable =
        "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET default_transaction_isolation = serializable',
        current_database()); END $$";
    beside.execute_unprepared(serializable).await.unwrap();
    let desk = serve(folder.path()).await;
    let camille = desk.signed_in(CM).await;
    let asked = eventually("it is asked", async || {
        let asked = question(&desk.caller(), "load first").await;
        (asked.status == 201).then_some(asked.json)
    })
    .await;
    let path = format!("/api/v1/questions/{}/notes", asked["id"].as_str().unwrap());
    let mut clients = JoinSet::new();
    for client in 0..6 {
        let (camille, public, path) = (camille.clone(), desk.caller(), path.clone());
        clients.spawn(async move {
            let (mut asked, mut noted) = (0, 0);
            for number in 0..rounds(15, 200) {
                for reply in [
                    question(&public, &format!("load {client} {number}")).await,
                    camille.post(&path, &json!({"body": format!("Note {client} {number}")})).await,
                ] {
                    match (reply.status, reply.json.get("number")) {
                        (201, Some(_)) => asked += 1,
                        (201, None) => noted += 1,
                        _ => is_refused_for_now(&reply),
                    }
                }
            }
            (asked, noted)
        });
    }
    let (asked, noted) =
        clients.join_all().await.into_iter().fold((1, 0), |all, one| (all.0 + one.0, all.1 + one.1));
    all_once(&beside, asked).await;
    assert_eq!(number_of(&beside, "SELECT count(*) FROM note WHERE body LIKE 'Note %'").await, noted);
    assert!(!log_of(folder.path()).contains("a request failed inside the desk"));
    verify(folder.path());
}
