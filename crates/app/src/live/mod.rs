//! What just happened, told to who listens: every committed line of the history, once, to those who may know of it.

mod hub;
mod listen;
mod subscribe;
mod tell;

pub(crate) use hub::Hub;
pub use hub::{LiveEvent, LiveQuestion};
pub(crate) use listen::listen;
pub use subscribe::{alerts, subscribe, writing};
