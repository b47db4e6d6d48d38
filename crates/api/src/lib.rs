#![doc = include_str!("../README.md")]

mod v1;

pub use v1::routes;
