#![doc = include_str!("../README.md")]

pub mod alert;
pub mod answer;
pub mod attachment;
pub mod customer_tags;
pub mod delivery;
pub mod draft_request;
pub mod intake;
pub mod letter;
mod listing;
mod placeholder;
pub mod proposal;
pub mod public;
pub mod question;
pub mod routing;
pub mod saved_view;
pub mod search;
