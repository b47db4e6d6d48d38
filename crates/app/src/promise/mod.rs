//! The desk's promises on one question: which ones there are, when they are due, and how each ends.

mod plan;
mod settle;
mod terms;

pub(crate) use plan::{Plan, Planned};
pub(crate) use settle::{REPLIES, excuse, excuse_draft, keep, owed_reply, reinstate};
pub(crate) use terms::Terms;
