#![doc = include_str!("../README.md")]

pub mod api;
pub mod bridged;
pub mod email;
pub mod html;
mod kind;
mod registry;
pub mod web;

pub use kind::{ChannelKind, Format, ReplyRoute};
pub use registry::{REGISTRY, kind_of};
