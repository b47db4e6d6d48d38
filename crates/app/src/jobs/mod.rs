//! What the desk does by itself. Each job looks at what there is to do rather than being told: a notice makes it look
//! early, its period makes it certain. One pass of each can be had alone, for commands and tests.

mod backoff;
pub mod deliver_outbox;
pub mod fire_timers;
pub mod index;
mod job;
pub mod keep_ledger;
pub mod learn;
pub mod place;
pub mod recount;
mod runner;
pub mod send_replies;
pub mod tidy;

pub use runner::Runner;

#[cfg(test)]
mod tests;
