//! What just happened, told to who listens: every committed line of the history, once, to those who may know of it.

mod access;
mod hub;
mod listen;
mod subscribe;
mod tell;

pub use access::{access_version, end_all, ended};
pub(crate) use hub::Hub;
pub use hub::{LiveEvent, LiveQuestion};
pub(crate) use listen::listen;
pub use subscribe::{After, alerts, position, subscribe, writing};
