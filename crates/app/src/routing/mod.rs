//! The router in memory: the learned model, how busy everybody is, and how both keep up with what happens.
//! Decisions themselves are made in `souffleur_core::routing`, which is pure.

mod decide;
mod history;
mod learn;
mod load;
mod pages;
mod past;
mod presence;
mod retrain;
mod router;
mod table;

pub use decide::{Asking, explain};
pub(crate) use decide::{decide, everybody};
pub use history::{HistoryImported, import_history};
pub(crate) use learn::{Lesson, implied_topic, text};
pub use pages::{PagesImported, import_pages};
pub use retrain::retrain;
pub(crate) use retrain::take_up;
pub use router::Router;
pub use table::RowError;
