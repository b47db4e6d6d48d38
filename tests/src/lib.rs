//! What the tests of the whole desk share: see [`harness`]; and which pictures of its pages are taken: see [`gallery`].

pub mod gallery;
pub mod harness;
