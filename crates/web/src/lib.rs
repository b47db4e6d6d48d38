#![doc = include_str!("../README.md")]

mod admission;
pub mod api;
pub mod asset;
pub mod auth;
pub mod caps;
mod connection;
pub mod csrf;
pub mod error;
pub mod extract;
pub mod frame;
pub mod limit;
mod live;
pub mod ops;
pub mod page;
pub mod route;
pub mod security;
mod serve;
mod state;

pub use serve::{router, serve, serve_ops};
pub use state::{Inner, Web, WebConfig};
