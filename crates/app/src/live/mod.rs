//! What just happened, told to who listens: every committed line of the history, once, to those who may know of it.

mod access;
mod listen;
mod subscribe;
mod tell;

pub use access::{access_version, end_all, ended};
pub use listen::listen;
pub use subscribe::{After, alerts, position, subscribe, writing};

pub use crate::hub::{LiveEvent, LiveQuestion};
