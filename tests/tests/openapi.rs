//! The `OpenAPI` document against the running program: schemathesis makes calls of every description, good and bad, in the name
//! of every role, and compares the answers with the description. No fault of the desk, no status, content type or body that is
//! not described, no bad input that is taken, no method that is not described.
//!
//! The same calls are made each time. `TEST_LONG=1 cargo test -p souffleur-tests --test openapi` makes more of them.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "openapi/roles.rs"]
mod roles;
#[path = "openapi/tool.rs"]
mod tool;

use std::{path::Path, time::Instant};

use souffleur_tests::harness::Program;

use crate::{roles::everybody, tool::Run};

/// Limits that no run meets: `429` would hide every other answer.
const LIMITS: [(&str, &str); 3] = [
    ("limits.sign_in_per_minute", "10000"),
    ("limits.ask_per_minute", "1000000"),
    ("limits.program_per_minute", "100000000"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_call_answers_as_it_is_described_to_every_role() {
    let folder = tempfile::tempdir().unwrap();
    let program = Program(Path::new(env!("CARGO_BIN_EXE_souffleur_under_test")));
    let desk = program.start("demo", folder.path(), &LIMITS).await;
    let started = Instant::now();
    let mut failed = Vec::new();
    for role in everybody(&desk).await {
        let run = Run { url: &desk.url, folder: folder.path(), role: &role, started };
        if let Err(report) = run.call() {
            failed.push(format!("{}:\n{report}", role.name));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
    assert!(desk.stop(), "the desk ends when it is asked to");
    let verified = program.run(folder.path(), &["verify"], &[]);
    assert!(verified.status.success(), "{}", String::from_utf8_lossy(&verified.stdout));
}
