//! What other programs rely on. Change it by adding.

pub mod v1;
