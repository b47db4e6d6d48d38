//! Attacks, as a tester would make them: ids of others, files that lie, texts that hide, more than a machine can take. Grows with
//! each place that takes something from outside.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

#[expect(dead_code, reason = "the walk over all routes uses the rest")]
#[path = "access/call.rs"]
mod call;
#[path = "hostile/files.rs"]
mod files;
#[path = "hostile/identity.rs"]
mod identity;
#[path = "hostile/ids.rs"]
mod ids;
#[path = "hostile/limits.rs"]
mod limits;
#[expect(dead_code, reason = "the walk over all routes uses the rest")]
#[path = "access/scene.rs"]
mod scene;
#[path = "hostile/texts.rs"]
mod texts;
