//! The desk's promises on one question: which ones there are, when they are due, and how each ends.

mod begin;
mod pause;
mod plan;
mod recount;
mod settle;
mod terms;

pub use begin::begin;
pub use pause::{end_wait, waits_since};
pub use plan::{Plan, Planned};
pub use recount::Recount;
pub use settle::{REPLIES, meet, owed_reply, waive, waive_draft};
pub use terms::{AppliedPolicy, Known, missed};
