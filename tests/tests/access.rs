//! Every route by everybody: what each may do is written down in `data/access.txt`, where a change of it shows. The
//! routes come from the program's own table and the permissions from its own table, so a page that is added without
//! being thought of fails here.
//!
//! `WRITE_ACCESS=1 cargo test -p souffleur-tests --test access` writes the file anew.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[path = "access/call.rs"]
mod call;
#[path = "access/forged.rs"]
mod forged;
#[path = "access/scene.rs"]
mod scene;
#[path = "access/walk.rs"]
mod walk;
