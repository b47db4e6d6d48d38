//! The desk's promises on one question: which ones there are, when they are due, and how each ends.

mod pause;
mod plan;
mod recount;
mod settle;
mod terms;

pub(crate) use pause::{end_wait, waits_since};
pub(crate) use plan::{Plan, Planned};
pub(crate) use recount::Recount;
pub(crate) use settle::{REPLIES, excuse, excuse_draft, keep, owed_reply};
pub(crate) use terms::{Known, Terms, missed};
