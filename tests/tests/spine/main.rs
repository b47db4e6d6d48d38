//! Stories over a real database of their own: what each use case promises to those who call it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod alerts;
mod desk;
mod experts;
mod identity;
mod jobs;
mod journey;
mod learning;
mod letters;
mod meaning;
mod promises;
mod reports;
mod running;
mod settings;
mod testing;
mod unread;
