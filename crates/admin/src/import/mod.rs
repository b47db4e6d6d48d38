//! What the desk is taught from tables: past questions with their answers, and the house's own pages.

mod pages;
mod past;
mod progress;
mod questions;

pub use pages::{PagesImported, check_pages, import_pages};
pub use progress::{ImportProgress, import_progress};
pub use questions::{HistoryImported, check_history, import_history};
