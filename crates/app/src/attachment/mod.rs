//! Files that people send along: taken in once they are clean and kept.

mod fetched;
mod incoming;
mod receive;
mod upload;

pub use fetched::Fetched;
pub use incoming::Incoming;
pub use receive::{check, receive};
pub use upload::Upload;
