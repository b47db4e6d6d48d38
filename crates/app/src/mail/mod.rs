//! What every letter of the desk has in common: whose name is on it, whom it goes to, and the outbox that carries it.

mod context;
mod correspondent;
mod outbox;

pub use context::{MailContext, first_name};
pub use correspondent::Correspondent;
pub use outbox::unpack;
