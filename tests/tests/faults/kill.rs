//! `kill -9` under mixed load: questions, notes and replies at once.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use serde_json::{Value, json};
use souffleur_tests::harness::{Caller, Server, eventually};
use tempfile::TempDir;
use tokio::sync::Mutex;

use crate::{
    program,
    ready::{TOKEN, Watch},
    size::rounds,
};

const CM: &str = "cm@example.test";
const SETTINGS: [(&str, &str); 3] =
    [TOKEN, ("limits.ask_per_minute", "100000"), ("limits.sign_in_per_minute", "10000")];
/// Acknowledged changes of a round before the program is killed.
const ENOUGH: usize = 20;

/// One question whose asking was acknowledged, with what was acknowledged on it.
#[derive(Debug, Clone)]
struct Acknowledged {
    id: String,
    note: Option<String>,
    reply: Option<String>,
}

type Work = Arc<Mutex<Vec<Acknowledged>>>;

/// What was asked, noted and said, and acknowledged, is there once after each kill, and `verify` finds nothing.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_by_a_kill() {
    let folder = TempDir::with_prefix("souffleur-faults-").unwrap();
    program().employ(folder.path(), CM, "community_manager");
    let work = Work::default();
    for round in 0..rounds(3, 50) {
        let started = Instant::now();
        let desk = program().serve(folder.path(), &SETTINGS).await;
        let watch = Watch::on(&desk);
        watch.says_yes(started).await;
        let manager = desk.signed_in(CM).await;
        let before = work.lock().await.len();
        let clients: Vec<_> = (0..4)
            .map(|client| {
                let (public, manager, work) = (desk.caller(), manager.clone(), Arc::clone(&work));
                tokio::spawn(async move {
                    for number in 0.. {
                        let body = format!("Round {round}, client {client}, question {number}");
                        let Some(()) = go_on(&public, &manager, &work, &body).await else { return };
                    }
                })
            })
            .collect();
        eventually("enough is acknowledged", async || {
            (work.lock().await.len() >= before + ENOUGH).then_some(())
        })
        .await;
        watch.was_true(&[]);
        desk.kill();
        for client in clients {
            client.await.unwrap();
        }
    }
    let desk = program().serve(folder.path(), &SETTINGS).await;
    compare(&desk, &work.lock().await).await;
    drop(desk);
    let verified = program().run(folder.path(), &["verify"], &[]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}

/// Asks, notes and replies; none once the desk is gone.
async fn go_on(public: &Caller, manager: &Caller, work: &Work, body: &str) -> Option<()> {
    let question = json!({"body": body, "customer": {"name": "Marie"}});
    let asked = send(public, "/api/v1/questions", &question).await?;
    let id = asked["id"].as_str()?.to_owned();
    let place = {
        let mut work = work.lock().await;
        work.push(Acknowledged { id: id.clone(), note: None, reply: None });
        work.len() - 1
    };
    let note = format!("Note: {body}");
    send(manager, &format!("/api/v1/questions/{id}/notes"), &json!({"body": note})).await?;
    work.lock().await[place].note = Some(note);
    let request = manager.request(reqwest::Method::GET, &format!("/api/v1/questions/{id}"));
    let read: Value = request.send().await.ok()?.json().await.ok()?;
    let reply = json!({"body": format!("Reply: {body}"), "version": read["version"]});
    send(manager, &format!("/api/v1/questions/{id}/replies"), &reply).await?;
    work.lock().await[place].reply = Some(format!("Reply: {body}"));
    Some(())
}

async fn send(caller: &Caller, path: &str, body: &Value) -> Option<Value> {
    let request = caller.request(reqwest::Method::POST, path).json(body).timeout(Duration::from_secs(20));
    let answer = request.send().await.ok()?;
    if answer.status() == 201 { answer.json().await.ok() } else { None }
}

async fn compare(desk: &Server, work: &[Acknowledged]) {
    let manager = desk.signed_in(CM).await;
    for Acknowledged { id, note, reply } in work {
        let question = manager.get(&format!("/api/v1/questions/{id}")).await.is(200).json;
        let bodies = |list: &str| -> Vec<String> {
            let all = question[list].as_array().unwrap().iter();
            all.map(|one| one["body"].as_str().unwrap().to_owned()).collect()
        };
        for (list, acknowledged) in [("notes", note), ("thread", reply)] {
            let times =
                acknowledged.as_ref().map(|text| bodies(list).iter().filter(|body| *body == text).count());
            assert!(
                times.is_none_or(|times| times == 1),
                "{list} of {id}: {acknowledged:?} is there {times:?} times"
            );
        }
    }
}
