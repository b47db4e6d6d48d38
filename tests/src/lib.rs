//! What the tests of the whole desk share: see [`harness`]; which pictures of its pages are taken: see [`gallery`]; and what is
//! known of the licences of its packages: see [`licences`].

pub mod gallery;
pub mod harness;
pub mod licences;
