//! What leaves the house, as the outbox keeps it: complete, so that delivering needs no other row.

use serde::{Deserialize, Serialize};
use souffleur_core::{
    channel::Channel,
    id::{MessageId, QuestionId},
    text::{Email, ExternalId, Handle},
};

/// What leaves the house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Effect {
    /// An e-mail.
    Letter(Letter),
    /// A reply on a channel that a program carries.
    Post(Post),
}

/// An e-mail, ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Letter {
    /// Which letter it is, by its template.
    pub letter: String,
    /// Who gets it.
    pub to: Email,
    /// The name it comes from: a voice's, or the desk's.
    pub from_name: Option<String>,
    /// Its subject.
    pub subject: String,
    /// Its plain text.
    pub text: String,
    /// Its HTML, if it has any.
    pub html: Option<String>,
    /// Its `Message-ID`, without angle brackets.
    pub message_id: String,
    /// The `Message-ID` it answers.
    pub in_reply_to: Option<String>,
    /// The `Message-ID`s of the thread before it.
    #[serde(default)]
    pub references: Vec<String>,
    /// The question whose customer's link stands in it as a mark, which becomes the link when it leaves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub thread: Option<QuestionId>,
}

/// A reply for a bridged channel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Post {
    /// The channel.
    pub channel: Channel,
    /// The question it belongs to.
    pub question: QuestionId,
    /// The message itself, by which the other side drops a repeat.
    pub message: MessageId,
    /// What the channel calls the message it answers.
    pub in_reply_to: Option<ExternalId>,
    /// Whom it answers.
    pub to: Option<Handle>,
    /// Who speaks.
    pub from_name: String,
    /// What is said.
    pub text: String,
}

impl Effect {
    /// The name in the schema.
    pub const fn as_str(&self) -> &'static str {
        match self {
            Self::Letter(_) => "letter",
            Self::Post(_) => "post",
        }
    }
}
