#![doc = include_str!("../README.md")]

pub mod letter;
pub mod report;
pub mod weekly;
