//! E-mail: letters out, by whatever carries them.

mod compose;
mod folder;
mod letter;
mod server;
mod smtp;
mod transport;

pub use folder::FolderTransport;
pub use letter::{Letter, Mailbox};
pub use smtp::{SmtpConfig, SmtpTransport};
pub use transport::{Cause, MailTransport, SendError, Sending, Step};

use crate::{ChannelKind, Format, ReplyRoute};

/// Mail brings either format, each message with its own id; a reply is a letter in the same thread.
pub const KIND: ChannelKind = ChannelKind {
    name: "email",
    formats: &[Format::Text, Format::Html],
    reply: ReplyRoute::Letter,
    has_external_ids: true,
};
