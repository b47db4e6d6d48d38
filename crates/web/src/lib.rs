#![doc = include_str!("../README.md")]

pub mod access;
mod admission;
pub mod asset;
pub mod auth;
mod caps;
pub mod config;
mod connection;
pub mod csrf;
pub mod download;
pub mod error;
pub mod extract;
mod guard;
pub mod identify;
pub mod limit;
mod live;
mod metrics;
mod ops;
pub mod page;
mod request_context;
mod request_id;
pub mod route;
pub mod route_kind;
pub mod security;
mod serve;
mod state;
mod table;

pub use serve::{router, serve, serve_ops};
pub use state::{Inner, Web};
pub use table::{catalogue, routes};
