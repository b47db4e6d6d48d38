//! Stories over a real database of their own: what each use case promises to those who call it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod desk;
mod experts;
mod journey;
mod learning;
mod meaning;
