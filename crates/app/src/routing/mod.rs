//! The router in memory: the learned model, how busy everybody is, and how both keep up with what happens.
//! Decisions themselves are made in `souffleur_routing`, which is pure.

mod decide;
mod history;
mod learn;
mod load;
mod pages;
mod past;
mod presence;
mod progress;
mod reader;
mod retrain;
mod router;
mod train;
mod versions;
mod waiting;

pub use decide::{Asking, explain};
pub(crate) use decide::{decide, everybody, presence_of};
pub use history::{HistoryImported, check_history, import_history};
pub(crate) use learn::{Lesson, implied_topic, teach, text};
pub use pages::{PagesImported, check_pages, import_pages};
pub use progress::{ImportProgress, import_progress};
pub(crate) use reader::Meaning;
pub use retrain::retrain;
pub(crate) use retrain::take_up;
pub use router::Router;
pub use souffleur_store::ModelVersion;
pub(crate) use versions::make_records;
pub use versions::{Rebuilt, rebuild, roll_back, versions};
