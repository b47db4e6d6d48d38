//! Stories over a real database of their own: what each use case promises to those who call it.

mod desk;
mod journey;
mod learning;
