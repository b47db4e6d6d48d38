//! The ask form of the public pages.

use crate::{ChannelKind, Format, ReplyRoute};

/// A page brings plain text, and no ids: the form's own key tells a repeat.
pub const KIND: ChannelKind =
    ChannelKind { name: "web", formats: &[Format::Text], reply: ReplyRoute::Letter, has_external_ids: false };
