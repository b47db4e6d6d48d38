//! How the desk says no: one table from what went wrong to a status, a code and a title.
//!
//! A [`Failure`] becomes an RFC 9457 problem document by itself; for pages, `page::present` turns it into a page in
//! the reader's language.

mod failure;
mod kind;
mod problem;
mod refusals;

pub use failure::Failure;
pub use kind::FailureKind;
pub use problem::{FieldProblem, ProblemDocument};
pub use refusals::Refusals;
