//! What pages are made from: the context of a request, the ways to answer, and what several places show alike. The pages
//! themselves are crates of their own.

mod answer;
mod apology;
mod context;
mod error_page;
pub mod files;
mod flash;
mod frame;
mod hours;
mod local_path;
mod select_option;

pub use answer::{FieldErrors, PageResult};
pub use apology::usual_apology;
pub use context::PageContext;
pub(crate) use error_page::present;
pub use error_page::{ErrorFragment, ErrorPage};
pub use flash::Undo;
pub use frame::{core_language, home, render_language};
pub use local_path::local_path;
pub use select_option::SelectOption;
