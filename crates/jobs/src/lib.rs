#![doc = include_str!("../README.md")]

mod backoff;
pub mod deliver_outbox;
pub mod fire_timers;
pub mod index;
mod job;
pub mod keep_ledger;
pub mod learn;
mod notice;
pub mod place;
pub mod recount;
mod runner;
pub mod send_replies;
pub mod tidy;

pub use runner::Runner;

#[cfg(test)]
#[path = "../tests/spine/testing.rs"]
#[expect(dead_code, reason = "the stories need more of it")]
mod testing;
