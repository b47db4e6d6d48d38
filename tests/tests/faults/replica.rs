//! A server of PostgreSQL that became a replica under the desk, and was not promoted yet.

use std::time::Instant;

use souffleur_tests::harness::{
    eventually,
    postgres::{Cluster, Durability},
};

use crate::{
    postgres::{all_once, ask, behind, is_refused_for_now, node, question, serve, verify},
    ready::{BACK, Watch},
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_unpromoted_replica_is_named_and_refuses_writes_until_it_is_promoted() {
    let cluster = Cluster::start(Durability::Synced);
    let database = cluster.fresh_database();
    let folder = node(&database, "");
    let desk = serve(folder.path()).await;
    let watch = Watch::on(&desk);
    eventually("it is asked", async || ask(&desk.caller(), "load before").await).await;

    let began = Instant::now();
    cluster.demote();
    let is_replica = Instant::now();
    let unready = watch.says_no(is_replica).await;
    assert_eq!(unready["failing"], serde_json::json!(["database"]), "{unready}");
    let named = async || {
        let unready = watch.says_no(Instant::now()).await;
        let error = unready["database_error"].as_str()?.to_owned();
        error.contains("the database is a replica").then_some(())
    };
    eventually("readiness names the replica", named).await;
    is_refused_for_now(&question(&desk.caller(), "load refused").await);
    desk.caller().get("/").await.is(200);

    cluster.promote();
    let ended = Instant::now();
    eventually("it is asked", async || ask(&desk.caller(), "load after").await).await;
    assert!(ended.elapsed() < BACK, "it serves again after {:?}", ended.elapsed());
    watch.says_yes(ended).await;
    watch.was_true(&[began..ended]);
    all_once(&behind(&database).await, 2).await;
    verify(folder.path());
}
