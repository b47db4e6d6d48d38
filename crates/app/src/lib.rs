#![doc = include_str!("../README.md")]

pub mod alert;
pub mod answer;
pub mod app;
pub mod attachment;
mod causes;
pub mod clock;
pub mod delivery;
pub mod entropy;
pub mod error;
mod foundation;
#[doc(hidden)]
pub mod fuzzing;
pub mod health;
pub mod intake;
pub mod jobs;
mod ledger;
pub mod letter;
pub mod live;
mod promise;
pub mod public;
pub mod question;
pub mod report;
pub mod routing;
pub mod saved_view;
pub mod search;
pub mod settings;
pub mod signing_key;
pub mod snapshot;
mod table;
#[cfg(test)]
mod testing;
mod thread_link;
pub mod user;
pub mod view;

pub use app::{App, AppConfig};
pub use clock::{Clock, SystemClock};
pub use entropy::{Entropy, SystemEntropy};
pub use error::{Error, FieldError, ICalendarProblem, Problem};
pub use signing_key::SigningKey;
pub use snapshot::Settings;
pub use table::RowError;
