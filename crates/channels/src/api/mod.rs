//! A program that says no more of itself than that it asks in somebody's name.

use crate::{ChannelKind, Format, ReplyRoute};

/// A program may send either format, with ids of its own.
pub const KIND: ChannelKind = ChannelKind {
    name: "api",
    formats: &[Format::Text, Format::Html],
    reply: ReplyRoute::Letter,
    has_external_ids: true,
};
