//! What the real program tells about itself while something fails: readiness, its log, and the order of stopping.

use std::time::{Duration, Instant};

use reqwest::Method;
use sea_orm::{ConnectOptions, ConnectionTrait as _, Database, DatabaseConnection, DbBackend, Statement};
use serde_json::{Value, json};
use souffleur_tests::harness::{Reply, Server, eventually, server::log_of};
use tempfile::TempDir;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::{
    program,
    ready::{BACK, TOKEN, Watch},
    size::rounds,
};

fn folder() -> TempDir {
    TempDir::with_prefix("souffleur-faults-").unwrap()
}

/// Another program on the database of the desk.
async fn beside(folder: &TempDir) -> DatabaseConnection {
    let file = folder.path().join("data/souffleur.sqlite3");
    let mut options = ConnectOptions::new(format!("sqlite:{}", file.display()));
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

async fn readiness(desk: &Server) -> Reply {
    Reply::read(desk.caller().request(Method::GET, "/readyz").bearer_auth(TOKEN.1)).await
}

/// The lines of the log that are about a request, once there is one.
async fn lines_of(folder: &TempDir, request_id: &str, message: &str) -> Vec<Value> {
    let about = |line: &str| {
        let line: Value = serde_json::from_str(line).ok()?;
        (line["span"]["request_id"] == request_id && line["message"] == message).then_some(line)
    };
    eventually("the log tells of it", async || {
        let found: Vec<_> = log_of(folder.path()).lines().filter_map(about).collect();
        (!found.is_empty()).then_some(found)
    })
    .await
}

#[tokio::test]
async fn a_locked_database_makes_the_desk_unready_within_three_seconds_and_only_while_it_lasts() {
    let folder = folder();
    let desk = program().serve(folder.path(), &[TOKEN]).await;
    readiness(&desk).await.is(200);
    let beside = beside(&folder).await;
    beside.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    let unready = eventually("readiness says no", async || {
        let asked = Instant::now();
        let answer = readiness(&desk).await;
        assert!(asked.elapsed() < Duration::from_secs(3), "{:?}", asked.elapsed());
        (answer.status == 503).then_some(answer)
    })
    .await;
    assert_eq!(unready.json["failing"], json!(["database"]), "{}", unready.raw);
    assert_ne!(unready.json["database_error"], Value::Null);
    let brief = desk.caller().get("/readyz").await;
    assert_eq!((brief.status, &brief.json), (503, &json!({"ready": false})));
    beside.execute_unprepared("ROLLBACK").await.unwrap();
    eventually("readiness says yes", async || (readiness(&desk).await.status == 200).then_some(())).await;
}

/// A lock that is held for longer than anybody waits: 60 s in the long form.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_lock_refuses_writes_and_readiness_and_ends_with_itself() {
    let folder = folder();
    let desk = program().serve(folder.path(), &[TOKEN, ("limits.ask_per_minute", "100000")]).await;
    let watch = Watch::on(&desk);
    let ask = async |body: &str| {
        let body = json!({"body": body, "customer": {"name": "Marie"}});
        desk.caller().post("/api/v1/questions", &body).await
    };
    ask("Avant").await.is(201);
    let held = Duration::from_secs(rounds(8, 60) as u64);
    let beside = beside(&folder).await;
    beside.execute_unprepared("BEGIN IMMEDIATE").await.unwrap();
    let began = Instant::now();
    let unready = watch.says_no(began).await;
    assert_eq!(unready["failing"], json!(["database"]), "{unready}");
    while began.elapsed() < held {
        let refused = ask("Pendant").await.is(503);
        assert_ne!(refused.header("retry-after"), "", "{}", refused.raw);
        desk.caller().get("/").await.is(200);
    }
    beside.execute_unprepared("ROLLBACK").await.unwrap();
    let ended = Instant::now();
    eventually("a question is taken", async || (ask("Après").await.status == 201).then_some(())).await;
    assert!(ended.elapsed() < BACK, "taken after {:?}", ended.elapsed());
    watch.says_yes(ended).await;
    watch.was_true(&[began..ended]);
    let listed = "SELECT count(*) AS questions FROM question";
    let counted = beside.query_one_raw(Statement::from_string(DbBackend::Sqlite, listed)).await.unwrap();
    assert_eq!(counted.unwrap().try_get::<i64>("", "questions").unwrap(), 2, "what was refused is not there");
}

#[tokio::test]
async fn readiness_says_no_before_the_desk_refuses_anything_and_what_is_under_way_is_finished() {
    let folder = folder();
    let desk = program().serve(folder.path(), &[TOKEN, ("shutdown_grace_seconds", "1")]).await;
    let body = json!({"body": "Quelle taille ?", "customer": {"name": "Marie"}}).to_string();
    let (first, rest) = body.split_at(10);
    let mut slow = TcpStream::connect(desk.url.strip_prefix("http://").unwrap()).await.unwrap();
    let head = format!(
        "POST /api/v1/questions HTTP/1.1\r\nhost: desk\r\nconnection: close\r\ncontent-type: application/json\r\n\
         content-length: {}\r\n\r\n{first}",
        body.len()
    );
    slow.write_all(head.as_bytes()).await.unwrap();
    desk.signal("TERM");
    let told = eventually("readiness says no", async || {
        let answer = readiness(&desk).await;
        (answer.status == 503).then_some(answer)
    })
    .await;
    assert_eq!(told.json["failing"], json!(["stopping"]), "{}", told.raw);
    // It still takes in what a load balancer has sent before it looked.
    desk.caller().get("/healthz").await.is(200);
    eventually("no new connection is taken", async || {
        TcpStream::connect(desk.url.strip_prefix("http://").unwrap()).await.is_err().then_some(())
    })
    .await;
    slow.write_all(rest.as_bytes()).await.unwrap();
    let mut answer = String::new();
    slow.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert!(desk.ended(), "{}", log_of(folder.path()));
}

#[tokio::test]
async fn figures_are_for_who_has_the_token_or_reaches_their_listener() {
    let folder = folder();
    let desk = program().serve(folder.path(), &[TOKEN, ("ops.listen", "127.0.0.1:0")]).await;
    let get = async |url: &str, path: &str, token: &str| {
        let caller = souffleur_tests::harness::Caller::new(url);
        Reply::read(caller.request(Method::GET, path).bearer_auth(token)).await
    };
    desk.caller().get("/metrics").await.is_problem(401);
    get(&desk.url, "/metrics", "another-token-that-is-long").await.is_problem(401);
    get(&desk.url, "/metrics", TOKEN.1).await.is(200);
    assert_eq!(desk.caller().get("/readyz").await.is(200).json, json!({"ready": true}));
    let own = souffleur_tests::harness::Caller::new(desk.ready["ops_url"].as_str().unwrap());
    assert!(own.get("/metrics").await.is(200).raw.contains("souffleur_build_info"));
    assert_eq!(own.get("/readyz").await.is(200).json["database"], "ok");
    own.get("/").await.is(404);
    let jobs = readiness(&desk).await.json["jobs"].as_array().map(Vec::len);
    assert_eq!(jobs, Some(9), "each job is named with its last success");
}

#[tokio::test]
async fn a_fault_of_ours_is_logged_with_its_cause_its_route_and_its_request_and_no_secret() {
    let folder = folder();
    let desk = program().serve(folder.path(), &[]).await;
    let body = json!({"body": "Quelle taille ?", "customer": {"name": "Marie"}});
    let asked = desk.caller().post("/api/v1/questions", &body).await.is(201).json;
    let link = asked["public_url"].as_str().unwrap().to_owned();
    let token = link.rsplit('/').next().unwrap().to_owned();
    let path = format!("/q/{token}");
    let page = desk.caller().get(&path).await.is(200);
    let answered = lines_of(&folder, page.header("x-request-id"), "answered").await;
    let access = &answered[0];
    assert_eq!(
        (&access["method"], &access["route"], &access["status"]),
        (&json!("GET"), &json!("/q/{token}"), &json!(200))
    );
    assert_eq!((&access["who"], &access["level"]), (&json!("nobody"), &json!("INFO")));
    assert!(access["bytes"].as_u64().unwrap() > 1_000 && access["ms"].is_u64(), "{access}");

    let spoil = "ALTER TABLE message RENAME TO message_gone";
    beside(&folder).await.execute_unprepared(spoil).await.unwrap();
    let request = desk.caller().request(Method::GET, &path).header("x-request-id", "edge-0123456789");
    let failed = Reply::read(request).await.is(500);
    assert_eq!(failed.header("x-request-id"), "edge-0123456789");
    assert!(failed.raw.contains("edge-0123456789"), "the page names it for whoever asks for help");
    let logged = lines_of(&folder, "edge-0123456789", "a request failed inside the desk").await;
    assert_eq!(logged[0]["span"]["route"], "/q/{token}", "{}", logged[0]);
    let cause = logged[0]["error.sources"].as_str().unwrap();
    assert!(cause.contains("no such table: message"), "{}", logged[0]);
    lines_of(&folder, "edge-0123456789", "answered").await;
    assert!(!log_of(folder.path()).contains(&token), "a customer's link stays out of the log");
}
