//! What there is to know of a kind of channel before any message of it has come.

use souffleur_core::text::{Body, TextError};

use crate::html;

/// How a message is written when it arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// HTML, of which only the words are kept.
    Html,
}

/// How the voice's reply gets back to who asked, beside the thread that the customer's link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ReplyRoute {
    /// A letter, where the customer left an address.
    Letter,
    /// The program that brought the question fetches the reply, or is called.
    Program,
}

/// One kind of channel: what may come in by it, and how a reply goes back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChannelKind {
    /// Its name in the schema, the API and the pages; for bridged channels that of the kind, not of the one channel.
    pub name: &'static str,
    /// What it may bring in.
    pub formats: &'static [Format],
    /// How a reply goes back.
    pub reply: ReplyRoute,
    /// Whether what it brings carries an id of the other side, by which a repeat is known.
    pub has_external_ids: bool,
}

/// A message that a channel brought and the desk can't keep.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// The channel does not speak this format.
    #[error("this channel does not take messages of this format")]
    Format,
    /// What it says is not acceptable.
    #[error(transparent)]
    Text(#[from] TextError),
}

impl ChannelKind {
    /// Makes the desk's own text of what came in.
    pub fn read(&self, raw: &str, format: Format) -> Result<Body, Unreadable> {
        if !self.formats.contains(&format) {
            return Err(Unreadable::Format);
        }
        Ok(match format {
            Format::Text => Body::parse(raw)?,
            Format::Html => Body::parse(&html::to_text(raw)?)?,
        })
    }
}
