#![doc = include_str!("../README.md")]

pub mod app;
pub mod clock;
pub mod entropy;
pub mod error;
mod foundation;
pub mod health;
pub mod intake;
mod ledger;
pub mod letter;
pub mod live;
mod promise;
pub mod question;
pub mod routing;
pub mod snapshot;
pub mod view;

pub use app::{App, AppConfig};
pub use clock::{Clock, SystemClock};
pub use entropy::{Entropy, SystemEntropy};
pub use error::{Error, FieldError, Problem};
pub use snapshot::Settings;
