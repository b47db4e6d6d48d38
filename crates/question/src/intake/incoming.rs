//! What comes through the doors as it was sent, and what the desk answers.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_app::view::AssignmentView;
use souffleur_core::{
    attachment::Attachment,
    id::{MessageId, QuestionId},
    language::Language,
    question::{Status, Token, Visibility},
};

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    #[default]
    Text,
    /// HTML, as mail programs send it; only its text is kept.
    Html,
}

/// Who asks, as they said.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct AskCustomer {
    /// What they call themselves.
    pub name: String,
    /// Where mail reaches them.
    pub email: Option<String>,
    /// Their name on the channel.
    pub handle: Option<String>,
}

/// A question as it came. Nothing in it has been checked.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ask {
    /// What they ask.
    pub body: String,
    /// How the body is written.
    pub format: Format,
    /// The line above it.
    pub subject: Option<String>,
    /// Who asks.
    pub customer: AskCustomer,
    /// The channel's name; the ask form for customers and the API for everybody else where none is given.
    pub channel: Option<String>,
    /// What the channel calls the message; the same one is stored once however often it comes.
    pub external_id: Option<String>,
    /// When the channel says that it was written; kept, but promises count from receipt.
    pub channel_at: Option<Timestamp>,
    /// Whether everybody may read it; by the channel where it is not said.
    pub visibility: Option<Visibility>,
    /// The language of whoever asks, for texts that don't tell theirs.
    pub language: Option<Language>,
    /// What the house calls the customer, said by who carries the question; a customer can't say so of themselves.
    #[serde(default)]
    pub tags: Vec<String>,
    /// The files that come with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// The caller's name for this very request. It is not part of what is asked.
    #[serde(skip)]
    pub idempotency_key: Option<String>,
    /// The network that a stranger calls from, within which the key is theirs; none for a form whose key the desk drew.
    #[serde(skip)]
    pub network: Option<String>,
}

/// What the desk made of a question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Asked {
    /// Its id inside the house.
    pub id: QuestionId,
    /// Its number.
    pub number: i64,
    /// The unguessable part of the customer's link.
    pub token: Token,
    /// The customer's link.
    pub public_url: String,
    /// When the first reply is due.
    pub due_at: Option<Timestamp>,
    /// Who holds it and why. For staff only.
    pub assignment: Option<AssignmentView>,
    /// Whether it had come before, so that nothing new was written.
    #[serde(skip)]
    pub repeated: bool,
}

/// The thread that a later message belongs to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Thread {
    /// By the customer's link.
    Token(Token),
    /// By the message that it answers, as its channel calls it.
    External {
        /// The channel's name.
        channel: String,
        /// What the channel calls any earlier message of the thread.
        external_id: String,
    },
}

/// A later message as it came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowUp {
    /// Which thread it belongs to.
    pub thread: Thread,
    /// What they say.
    pub body: String,
    /// How the body is written.
    pub format: Format,
    /// What the channel calls this message.
    pub external_id: Option<String>,
    /// When the channel says that it was written.
    pub channel_at: Option<Timestamp>,
    /// The files that come with it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<Attachment>,
    /// The caller's name for this very request.
    #[serde(skip)]
    pub idempotency_key: Option<String>,
}

impl FollowUp {
    /// A plain text that came at this very moment, without files.
    pub fn new(thread: Thread, body: impl Into<String>) -> Self {
        Self {
            thread,
            body: body.into(),
            format: Format::Text,
            external_id: None,
            channel_at: None,
            files: vec![],
            idempotency_key: None,
        }
    }
}

/// What the desk made of a later message.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FollowedUp {
    /// The question's id inside the house.
    pub question: QuestionId,
    /// The question's number.
    pub number: i64,
    /// The message.
    pub message: MessageId,
    /// Where the question stands now.
    pub status: Status,
    /// When the next reply is due.
    pub due_at: Option<Timestamp>,
    /// Whether it had come before.
    #[serde(skip)]
    pub repeated: bool,
}
