//! Timers and scheduled replies of a restored desk: nothing fires and nothing leaves before the release, and a reply that the
//! copied desk may have sent leaves only where somebody says so.

use std::path::Path;

use sea_orm::{ConnectionTrait as _, DatabaseConnection, DbBackend, Statement};
use serde_json::{Value, json};
use souffleur_tests::harness::{Server, Visitor, eventually, server::PASSWORD};

use super::{LIMITS, Place};
use crate::{
    program,
    ready::{TOKEN, Watch},
};

const CM: &str = "camille@example.test";
const REPLY: &str = "Prenez du 38.";
/// Everything that waits in the copy is due at once.
const DUE: [&str; 2] =
    ["UPDATE scheduled_reply SET leaves_at = 1", "UPDATE timer SET due_at = 1 WHERE fired_at IS NULL"];
const FIRED: &str = "SELECT count(*) FROM timer WHERE fired_at IS NOT NULL AND due_at = 1";

async fn count(connection: &DatabaseConnection, sql: &str) -> i64 {
    let row = connection.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await.unwrap();
    row.unwrap().try_get_by_index(0).unwrap()
}

/// A desk on which a reply waits for its ten seconds, killed, and a restored copy of it in which everything is due.
async fn restored() -> Place {
    let place = Place::new();
    program().employ(place.0.path(), CM, "community_manager");
    let desk = place.serve(&[LIMITS]).await;
    let question =
        json!({"body": "Quelle taille ?", "customer": {"name": "Zoé", "email": "zoe@example.test"}});
    let asked = desk.caller().post("/api/v1/questions", &question).await.is(201).json;
    // Nobody has answered this one, so its timers stay as they are.
    let other = json!({"body": "Quand rouvrez-vous ?", "customer": {"name": "Zoé"}});
    desk.caller().post("/api/v1/questions", &other).await.is(201);
    eventually("the receipt leaves", async || (place.letters() == 1).then_some(())).await;
    let camille = desk.signed_in(CM).await;
    let path = format!("/api/v1/questions/{}", asked["id"].as_str().unwrap());
    let version = camille.get(&path).await.is(200).json["version"].clone();
    let reply = json!({"body": REPLY, "version": version, "undo": true});
    camille.post(&format!("{path}/replies"), &reply).await.is(202);
    desk.kill();
    place.back_up().ends(0);

    let other = Place::new();
    other.restore(&place.copy()).ends(0);
    let behind = other.behind().await;
    for sql in DUE {
        assert!(behind.execute_unprepared(sql).await.unwrap().rows_affected() > 0, "{sql}");
    }
    behind.close().await.unwrap();
    other
}

/// The question on which the reply waits.
async fn question(desk: &Server) -> Value {
    let camille = desk.signed_in(CM).await;
    let listed = camille.get("/api/v1/questions").await.is(200).json;
    let mut items = listed["items"].as_array().unwrap().iter();
    let id = items.find(|question| question["number"] == 1001).unwrap()["id"].as_str().unwrap();
    camille.get(&format!("/api/v1/questions/{id}")).await.is(200).json
}

/// What was said on it.
async fn thread(desk: &Server) -> String {
    question(desk).await["thread"].to_string()
}

/// When a job was last seen to go on.
fn last_pass(details: &Value, job: &str) -> Option<String> {
    let mut jobs = details["jobs"].as_array()?.iter();
    Some(jobs.find(|known| known["name"] == job)?["last_success"].as_str()?.to_owned())
}

/// Waits until each job that sends or fires something has looked twice whether it may.
async fn jobs_have_looked(desk: &Server) {
    let details = async || {
        let request = desk.caller().request(reqwest::Method::GET, "/readyz").bearer_auth(TOKEN.1);
        souffleur_tests::harness::Reply::read(request).await.json
    };
    for job in ["fire_timers", "send_replies", "deliver_outbox"] {
        let first = eventually("it has looked", async || last_pass(&details().await, job)).await;
        let again = async || last_pass(&details().await, job).filter(|last| *last != first);
        eventually("it has looked again", again).await;
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_due_waits_for_the_release_and_a_dropped_reply_goes_back_to_its_author() {
    let (place, desk, behind) = released("drop", "1 reply given back").await;
    was_given_back(&desk, &place, &behind).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_due_waits_for_the_release_and_a_reply_that_is_sent_leaves() {
    let (place, desk, _behind) = released("send", "0 replies given back").await;
    eventually("the reply leaves", async || thread(&desk).await.contains(REPLY).then_some(())).await;
    eventually("its letter leaves", async || (place.letters() > 0).then_some(())).await;
}

/// A restored desk that did nothing before its release, released.
async fn released(choice: &str, given_back: &str) -> (Place, Server, DatabaseConnection) {
    let place = restored().await;
    let desk = place.serve(&[LIMITS, TOKEN]).await;
    let watch = Watch::on(&desk);
    jobs_have_looked(&desk).await;
    let behind = place.behind().await;
    assert_eq!(count(&behind, FIRED).await, 0, "no timer fires");
    assert!(!thread(&desk).await.contains(REPLY), "no reply leaves");
    assert_eq!(place.letters(), 0, "no letter leaves");
    // It takes questions all the while: a load balancer leaves it in place.
    watch.was_true(&[]);

    // No letter waits, and still it has to be said what becomes of the reply.
    place.run(&["release"]).ends(2).says("1 reply").says("--letters");
    place.run(&["release", "--letters", choice]).ends(0).says(given_back);
    eventually("timers fire", async || (count(&behind, FIRED).await > 0).then_some(())).await;
    (place, desk, behind)
}

/// The reply is stopped with its text, its author is told, and nothing was said.
async fn was_given_back(desk: &Server, place: &Place, behind: &DatabaseConnection) {
    assert!(!thread(desk).await.contains(REPLY), "no reply leaves unseen");
    assert!(!said_in_mail(&place.at("data/mail")), "nor does its letter");
    let stopped =
        format!("SELECT count(*) FROM scheduled_reply WHERE stopped = 'restored' AND body = '{REPLY}'");
    assert_eq!(count(behind, &stopped).await, 1);
    assert_eq!(count(behind, "SELECT count(*) FROM alert WHERE kind = 'reply_stopped'").await, 1);
    let browser = Visitor::new(&desk.url);
    browser.sign_in(CM, PASSWORD).await;
    let path = format!("/questions/{}", question(desk).await["id"].as_str().unwrap());
    browser.get(&path).await.is(200).says(REPLY).says("restauré depuis une copie");
}

fn said_in_mail(folder: &Path) -> bool {
    let letters = std::fs::read_dir(folder).into_iter().flatten();
    let mut texts = letters.map(|letter| std::fs::read_to_string(letter.unwrap().path()).unwrap_or_default());
    texts.any(|letter| letter.contains(REPLY))
}
