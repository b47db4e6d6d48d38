//! What handlers ask for. Every refusal is a [`crate::error::Failure`], and what cannot exist never gets in.

mod address;
pub(crate) mod body;
pub(crate) mod form;
mod json;
mod message;
pub(crate) mod multipart;
mod path;
mod query;

pub use address::ClientIp;
pub use form::{Form, NoFields};
pub use json::Json;
pub use message::{Message, MessageForm};
pub use multipart::MultipartForm;
pub use path::Path;
pub use query::{Query, empty_as_none};
