#![doc = include_str!("../README.md")]

pub mod alert_choice;
#[doc(hidden)]
pub mod fuzzing;
pub mod import;
pub mod letter;
pub mod model;
mod quiet_hours;
pub mod settings;
mod table;
pub mod user;

pub use table::RowError;
