//! PostgreSQL that crashes, is cut off, fails over; a node that is paused; a row that somebody else has locked.

use std::{
    fs,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use reqwest::{Method, RequestBuilder};
use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement, TransactionTrait as _};
use serde_json::json;
use souffleur_tests::harness::{
    Caller, Listener, Proxy, Reply, Server, eventually,
    postgres::{Cluster, Durability},
};
use tempfile::TempDir;

use crate::{
    program,
    ready::{BACK, TOKEN, Watch},
    size::rounds,
};

pub(crate) const CM: &str = "cm@example.test";

/// The key that the nodes of one desk share.
const KEY: [u8; 32] = [7; 32];

/// One node's folder, with the settings of its database and the key of the desk in it.
pub(crate) fn node(database: &str, more: &str) -> TempDir {
    node_that_waits(database, 2, more)
}

/// The same with the seconds that a statement waits for a lock.
pub(crate) fn node_that_waits(database: &str, seconds: u32, more: &str) -> TempDir {
    let folder = TempDir::with_prefix("souffleur-faults-").unwrap();
    fs::create_dir(folder.path().join("data")).unwrap();
    fs::write(folder.path().join("data/signing.key"), KEY).unwrap();
    let settings = format!(
        "database_url = {database:?}\n[database]\nlock_timeout_seconds = {seconds}\n\
         idle_transaction_timeout_seconds = 2\n{more}\n[limits]\nask_per_minute = 100000\n"
    );
    fs::write(folder.path().join("souffleur.toml"), settings).unwrap();
    folder
}

fn url(address: &str, database: &str) -> String {
    format!("postgres://postgres@{address}/{}", name(database))
}

/// The name of a database, by its URL.
fn name(database: &str) -> &str {
    database.rsplit('/').find(|part| part.starts_with("desk_")).unwrap().split('?').next().unwrap()
}

pub(crate) async fn serve(folder: &Path) -> Server {
    program().serve(folder, &[TOKEN]).await
}

pub(crate) async fn behind(database: &str) -> DatabaseConnection {
    let mut options = sea_orm::ConnectOptions::new(database);
    options.max_connections(1).sqlx_logging(false);
    sea_orm::Database::connect(options).await.unwrap()
}

pub(crate) async fn number_of(connection: &DatabaseConnection, sql: &str) -> i64 {
    let row = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap();
    row.unwrap().try_get_by_index(0).unwrap()
}

pub(crate) fn verify(folder: &Path) {
    let verified = program().run(folder, &["verify"], &[]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

/// Nothing was kept, and the same may be asked again.
#[track_caller]
pub(crate) fn is_refused_for_now(reply: &Reply) {
    assert_eq!(reply.status, 503, "{}", reply.raw);
    assert_ne!(reply.header("retry-after"), "", "{}", reply.raw);
}

/// Asks under a key of its own; none where the answer was no 201.
pub(crate) async fn ask(caller: &Caller, body: &str) -> Option<()> {
    let request = asking(caller, body).timeout(Duration::from_secs(20));
    (request.send().await.ok()?.status() == 201).then_some(())
}

/// Asks under a key of its own, and says what the answer was.
pub(crate) async fn question(caller: &Caller, body: &str) -> Reply {
    Reply::read(asking(caller, body)).await
}

fn asking(caller: &Caller, body: &str) -> RequestBuilder {
    let request = caller.request(Method::POST, "/api/v1/questions").header("idempotency-key", body);
    request.json(&json!({"body": body, "customer": {"name": "Marie"}}))
}

/// Customers who ask until they are told to stop. Whoever is refused asks again, under the same key.
struct Load {
    stop: Arc<AtomicBool>,
    acknowledged: Arc<AtomicUsize>,
    asking: Vec<tokio::task::JoinHandle<usize>>,
}

impl Load {
    fn on(server: &Server, who: &str) -> Self {
        let (stop, acknowledged) = (Arc::<AtomicBool>::default(), Arc::<AtomicUsize>::default());
        let asking = (0..4).map(|customer| {
            let (caller, stop, acknowledged) =
                (server.caller(), Arc::clone(&stop), Arc::clone(&acknowledged));
            let who = format!("{who}-{customer}");
            tokio::spawn(async move {
                let mut asked = 0;
                while !stop.load(Ordering::Relaxed) {
                    let body = format!("load {who}-{asked}");
                    // As often as whoever waits looks; that it ends is what the test waits for.
                    while ask(&caller, &body).await.is_none() {
                        tokio::time::sleep(Duration::from_millis(20)).await;
                    }
                    acknowledged.fetch_add(1, Ordering::Relaxed);
                    asked += 1;
                }
                asked
            })
        });
        Self { asking: asking.collect(), stop, acknowledged }
    }

    /// Waits until so many more were acknowledged.
    async fn more(&self, more: usize) {
        let wanted = self.acknowledged.load(Ordering::Relaxed) + more;
        let there = async || (self.acknowledged.load(Ordering::Relaxed) >= wanted).then_some(());
        eventually("questions are taken in", there).await;
    }

    async fn ends(self) -> i64 {
        self.stop.store(true, Ordering::Relaxed);
        let mut all = 0;
        for one in self.asking {
            all += one.await.unwrap();
        }
        i64::try_from(all).unwrap()
    }
}

/// Each acknowledged question exists once, and no other one does.
pub(crate) async fn all_once(connection: &DatabaseConnection, acknowledged: i64) {
    let all = "SELECT count(*) FROM message WHERE body LIKE 'load %'";
    let different = "SELECT count(DISTINCT body) FROM message WHERE body LIKE 'load %'";
    assert_eq!(number_of(connection, all).await, acknowledged);
    assert_eq!(number_of(connection, different).await, acknowledged);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_crash_of_the_server_loses_nothing() {
    let cluster = Cluster::start(Durability::Synced);
    let database = cluster.fresh_database();
    let folder = node(&database, "");
    let desk = serve(folder.path()).await;
    let (load, watch, mut faults) = (Load::on(&desk, "crash"), Watch::on(&desk), Vec::new());
    for _ in 0..rounds(1, 20) {
        load.more(20).await;
        let began = Instant::now();
        cluster.crash();
        cluster.start_again();
        let ended = Instant::now();
        load.more(8).await;
        assert!(ended.elapsed() < BACK, "it serves again after {:?}", ended.elapsed());
        watch.says_yes(ended).await;
        faults.push(began..ended);
    }
    watch.was_true(&faults);
    let acknowledged = load.ends().await;
    all_once(&behind(&database).await, acknowledged).await;
    verify(folder.path());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whoever_listens_on_a_node_that_was_cut_off_misses_nothing() {
    let cluster = Cluster::start_on_tcp(Durability::Quick);
    let database = cluster.fresh_database();
    let proxy = Proxy::before(&cluster.address()).await;
    let through = url(proxy.url.trim_start_matches("http://"), &database);
    let (far, near) = (node(&through, ""), node(&database, ""));
    program().employ(near.path(), CM, "community_manager");
    let (cut_off, other) = (serve(far.path()).await, serve(near.path()).await);
    let (camille, watch, mut faults) = (cut_off.signed_in(CM).await, Watch::on(&cut_off), Vec::new());
    let events = || camille.request(Method::GET, "/api/v1/events");
    // That a network says nothing is noticed after seconds, which only the long form waits for.
    for silent in [false, true].into_iter().take(rounds(1, 2)) {
        let mut stream = Listener::open(events()).await;
        let before = format!("before {silent}");
        eventually("it is asked", async || ask(&other.caller(), &before).await).await;
        let last = stream.next().await.id.unwrap();
        let began = Instant::now();
        if silent {
            proxy.hold();
        } else {
            proxy.cut();
        }
        let missed = format!("missed {silent}");
        eventually("it is asked", async || ask(&other.caller(), &missed).await).await;
        if silent {
            // The network swallows what is said, and says nothing of it: only who asks notices.
            tokio::time::timeout(
                Duration::from_mins(1),
                eventually("it is noticed", async || {
                    let log = souffleur_tests::harness::server::log_of(far.path());
                    log.contains("it is silent").then_some(())
                }),
            )
            .await
            .unwrap();
        }
        watch.says_no(began).await;
        proxy.open();
        let ended = Instant::now();
        stream.ends().await;
        watch.says_yes(ended).await;
        faults.push(began..ended);
        let connection = behind(&database).await;
        let sql = format!(
            "SELECT q.number FROM question q JOIN message m ON m.question_id = q.id WHERE m.body = '{missed}'"
        );
        let number = number_of(&connection, &sql).await;
        let resumed = eventually("the stream goes on", async || {
            let answer = events().header("last-event-id", &last).send().await.ok()?;
            (answer.status() == 200).then_some(())
        });
        resumed.await;
        let mut again = Listener::open(events().header("last-event-id", &last)).await;
        while !again.next().await.data.contains(&format!(":{number}")) {}
    }
    watch.was_true(&faults);
    verify(near.path());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_paused_node_stops_the_others_no_longer_than_its_time() {
    let cluster = Cluster::start(Durability::Synced);
    let database = cluster.fresh_database();
    let (one, two) = (node(&database, ""), node(&database, ""));
    let (paused, other) = (serve(one.path()).await, serve(two.path()).await);
    let load = Load::on(&paused, "paused");
    let watch = Watch::on(&other);
    let mut asked = 0;
    for round in 0..rounds(3, 30) {
        load.more(10).await;
        paused.signal("STOP");
        let began = Instant::now();
        for number in 0..10 {
            let body = format!("load other-{round}-{number}");
            eventually("it is taken in", async || ask(&other.caller(), &body).await).await;
            asked += 1;
        }
        assert!(began.elapsed() < Duration::from_secs(4) + BACK, "others waited {:?}", began.elapsed());
        paused.signal("CONT");
    }
    watch.was_true(&[]);
    let acknowledged = load.ends().await;
    all_once(&behind(&database).await, acknowledged + asked).await;
    verify(two.path());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_row_locked_by_somebody_else_does_not_take_the_desk_away() {
    let cluster = Cluster::start(Durability::Quick);
    let database = cluster.fresh_database();
    let folder = node(&database, "connections = 4\nreserved = 2");
    program().employ(folder.path(), CM, "community_manager");
    let desk = serve(folder.path()).await;
    let (camille, watch) = (desk.signed_in(CM).await, Watch::on(&desk));
    eventually("it is asked", async || ask(&desk.caller(), "load locked").await).await;
    let connection = behind(&database).await;
    let client = connection.begin().await.unwrap();
    let row = client.query_one_raw(Statement::from_string(
        DbBackend::Postgres,
        "SELECT CAST(id AS text) FROM question FOR UPDATE",
    ));
    let id: String = row.await.unwrap().unwrap().try_get_by_index(0).unwrap();
    let closing: Vec<_> = (0..12)
        .map(|_| {
            let request = camille.request(Method::POST, &format!("/api/v1/questions/{id}/status"));
            tokio::spawn(async move {
                let closing = request.json(&json!({"status": "closed", "reason": "no_answer_needed"}));
                Reply::read(closing).await
            })
        })
        .collect();
    let waits = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
    let beside = behind(&database).await;
    eventually("they wait", async || (number_of(&beside, waits).await >= 4).then_some(())).await;
    let began = Instant::now();
    let ready = desk.caller().get("/readyz").await;
    assert!(
        ready.status == 200 && began.elapsed() < Duration::from_secs(1),
        "{} {:?}",
        ready.status,
        began.elapsed()
    );
    for one in closing {
        is_refused_for_now(&one.await.unwrap());
    }
    client.rollback().await.unwrap();
    let began = Instant::now();
    eventually("it is asked", async || ask(&desk.caller(), "load after").await).await;
    assert!(began.elapsed() < BACK);
    watch.was_true(&[]);
    all_once(&beside, 2).await;
    verify(folder.path());
}

/// The first server dies, the second is promoted: the address names both, and nothing is done by hand at the desk.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_replica_that_is_promoted_takes_over() {
    // Two servers and a copy take their time: in the long form only.
    if rounds(0, 1) == 0 {
        return;
    }
    let primary = Cluster::start_on_tcp(Durability::Synced);
    let database = primary.fresh_database();
    let replica = primary.replica();
    let both = url(&format!("{},{}", primary.address(), replica.address()), &database);
    let folder = node(&both, "");
    let desk = serve(folder.path()).await;
    let load = Load::on(&desk, "before");
    load.more(500).await;
    let mut acknowledged = load.ends().await;
    // A replica that lags is another matter: what it has not got is lost, see docs/reliability.md.
    let there = behind(&replica.url(name(&database))).await;
    let all = "SELECT count(*) FROM message WHERE body LIKE 'load %'";
    eventually("the replica has it", async || (number_of(&there, all).await == acknowledged).then_some(()))
        .await;
    let (watch, began) = (Watch::on(&desk), Instant::now());
    primary.crash();
    watch.says_no(began).await;
    is_refused_for_now(&question(&desk.caller(), "refused").await);
    replica.promote();
    let ended = Instant::now();
    let load = Load::on(&desk, "after");
    load.more(8).await;
    assert!(ended.elapsed() < BACK, "it serves again after {:?}", ended.elapsed());
    watch.says_yes(ended).await;
    watch.was_true(&[began..ended]);
    acknowledged += load.ends().await;
    all_once(&there, acknowledged).await;
    verify(folder.path());
}
