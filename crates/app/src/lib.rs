#![doc = include_str!("../README.md")]

pub mod access;
pub mod attachment;
mod causes;
pub mod clock;
pub mod config;
pub mod context;
pub mod entropy;
pub mod error;
mod foundation;
pub mod health;
pub mod hub;
pub mod inbox_counts;
pub mod key_rotation;
pub mod ledger;
pub mod live;
pub mod mail;
pub mod mail_limit;
pub mod mail_transport;
pub mod monitor;
mod open;
pub mod promise;
pub mod router;
pub mod secret;
pub mod signing_key;
pub mod snapshot;
pub mod thread_link;
pub mod training;
pub mod view;
pub mod viewers;

pub use clock::{Clock, SystemClock};
pub use config::{AppConfig, AttachmentConfig, DeliveryConfig};
pub use context::App;
pub use entropy::{Entropy, SystemEntropy};
pub use error::{Error, FieldError, ICalendarProblem, Problem};
pub use signing_key::SigningKey;
pub use snapshot::Settings;
