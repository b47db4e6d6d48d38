//! What happens to a desk when the world around it fails: killed, out of disk, cut off, lied to by a mail server. After each
//! fault everything acknowledged exists once, everything refused left nothing, `verify` is clean, and the desk serves again
//! by itself. `docs/reliability.md` names the test behind each promise.
//!
//! The short form runs with all tests; `TEST_LONG=1 cargo test -p souffleur-tests --test faults` runs the long one.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod contention;
mod copies;
mod disk;
mod files;
mod kill;
mod postgres;
mod ready;
mod replica;
mod size;
mod smtp;
mod streams;
mod watch;

use std::path::Path;

use souffleur_tests::harness::Program;

/// The program under test.
fn program() -> Program<'static> {
    Program(Path::new(env!("CARGO_BIN_EXE_souffleur_under_test")))
}
