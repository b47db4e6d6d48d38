//! Full text search. What is indexed is a line of finished tokens for each question (see `souffleur_search`), so
//! that SQLite's FTS5 and PostgreSQL's text search, which hold the index, answer alike.
//!
//! A question that is asked costs nothing here: a job follows the numbers of the questions, and a change to a question
//! that is known writes it down in `entity::search_due`. What has not been indexed yet is read by whoever
//! searches, so that nothing is found late while the job keeps up.

mod correct;
mod facet;
mod find;
mod load;
mod postgres;
mod sql;
mod sqlite;
mod write;

pub use facet::{Facet, Wanted};
pub use find::{Candidate, SearchQuery};
pub use load::Spoken;
pub use write::{Indexed, SearchLag};

/// Rows of the counter table.
const CURSOR: &str = "search_cursor";
const TURN: &str = "search_turn";
const QUESTIONS: &str = "search_questions";
