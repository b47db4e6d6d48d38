//! `kill -9` under mixed load.

use tempfile::TempDir;

use crate::{program, size::rounds};

/// What was asked and acknowledged is there after each kill, and `verify` finds nothing.
#[tokio::test]
async fn nothing_acknowledged_is_lost_by_a_kill() {
    let folder = TempDir::with_prefix("souffleur-faults-").unwrap();
    let mut numbers = Vec::new();
    for round in 0..rounds(2, 50) {
        let desk = program().serve(folder.path(), &[("limits.ask_per_minute", "100000")]).await;
        for number in 0..5 {
            let body = serde_json::json!({"body": format!("Round {round}, question {number}"), "customer": {"name": "Marie"}});
            let asked = desk.caller().post("/api/v1/questions", &body).await.is(201).json;
            numbers.push(asked["number"].as_i64().unwrap());
        }
        desk.kill();
    }
    let verified = program().run(folder.path(), &["verify"], &[]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
    let mut once = numbers.clone();
    once.dedup();
    assert_eq!(numbers, once);
}
