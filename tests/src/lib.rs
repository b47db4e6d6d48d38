//! What the tests of the whole desk share: see [`harness`].

pub mod harness;
