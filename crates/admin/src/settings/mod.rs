//! What administrators decide: one file a thing, with the same verbs, and a whole desk from one file.
//!
//! Nothing is deleted that something else may still name: topics and voices go out of use, people become inactive,
//! calendars and policies are versioned. Every change is a line of the history.

mod apply;
pub mod audit;
pub mod calendar;
mod change;
pub mod closures;
pub mod desk;
mod entry;
mod file;
pub(crate) mod form;
pub mod hold;
mod hours;
pub(crate) mod ical;
mod known;
pub mod objective;
pub mod pause;
pub mod policy;
pub mod preview;
pub mod program;
pub mod rule;
mod shape;
pub mod topic;
pub mod trial;
pub mod user;
pub mod voice;
pub mod year;

pub use apply::{Applied, AppliedLine, apply};
pub(crate) use change::Change;
pub use change::Outcome;
pub use file::DeskFile;
pub use form::AbsenceForm;
