//! The public entries of a thread.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    id::{MessageId, VoiceId},
    text::Body,
};

/// Who a customer sees as the author. There is no third kind: staff write drafts and notes, which live elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Author {
    /// The customer who asked.
    Customer,
    /// The public persona of the house.
    Voice(VoiceId),
}

/// What a message of the voice is worth to the promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MessageKind {
    /// It answers, and meets the target that was running.
    Reply,
    /// It says that an answer will come; it meets nothing.
    Holding,
}

/// One public entry of a question's thread.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// Its id; the other side of a channel drops a repeat by it.
    pub id: MessageId,
    /// Whose it is.
    pub author: Author,
    /// What it says.
    pub body: Body,
    /// When the desk received or sent it.
    pub at: Timestamp,
    /// When the channel says it was written, where the channel says so.
    pub channel_at: Option<Timestamp>,
    /// Only a voice's message has a weight other than [`MessageKind::Reply`].
    pub weight: MessageKind,
}
