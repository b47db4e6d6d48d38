//! A channel that a program carries to and fro through the API: a social network, a shop, a chat.

use crate::{ChannelKind, Format, ReplyRoute};

/// What a program bridges comes with the other side's ids, and the reply goes back through the program.
pub const KIND: ChannelKind = ChannelKind {
    name: "bridged",
    formats: &[Format::Text, Format::Html],
    reply: ReplyRoute::Program,
    has_external_ids: true,
};
