#![doc = include_str!("../README.md")]

pub mod actor;
pub mod alert;
pub mod assignment;
pub mod channel;
pub mod customer;
pub mod draft;
pub mod event;
pub mod id;
pub mod language;
pub mod leak;
pub mod message;
pub mod outgoing;
pub mod pause;
pub mod permission;
pub mod question;
pub mod routing;
pub mod rule;
pub mod scheduled;
pub mod text;
pub mod topic;
pub mod user;
pub mod voice;

pub use actor::Actor;
pub use id::Id;
pub use language::Language;
