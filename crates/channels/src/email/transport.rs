//! What carries letters: the one thing about mail that really differs from desk to desk.

use std::{fmt, future::Future, pin::Pin};

use super::Letter;

/// A letter under way; what the other side said when it took it over.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<String, SendError>> + Send + 'a>>;

/// Carries letters away.
pub trait MailTransport: Send + Sync {
    /// Where letters go, for the log: never with a password in it.
    fn describe(&self) -> String;

    /// Carries one letter. Done means that the other side took it over; after a failure it may be sent again.
    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a>;
}

/// Why a letter was not taken over, or may not have been.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{step}: {reply}")]
pub struct SendError {
    /// What the failure is about, from which follows what is tried again.
    pub cause: Cause,
    /// The step that failed.
    pub step: Step,
    /// The server's own words, or those of the connection.
    pub reply: String,
}

impl SendError {
    /// A failure at a step.
    pub fn new(cause: Cause, step: Step, reply: impl fmt::Display) -> Self {
        Self { cause, step, reply: reply.to_string().chars().take(MAX_REPLY).collect() }
    }
}

/// Characters of a reply that are kept.
const MAX_REPLY: usize = 500;

/// What a failure is about: one letter, or the way that all letters go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// The letter will never be taken: 5xx to RCPT or DATA, or an address that nothing can be sent to.
    LetterRefused,
    /// The letter may be taken later: 4xx to RCPT or DATA.
    LetterDeferred,
    /// The transport is out of order for now: no connection, no TLS, 4xx before a recipient was named.
    TransportDown,
    /// The transport refuses the desk: 5xx to EHLO, AUTH or MAIL FROM.
    TransportRefused,
    /// The connection ended after the letter was sent: it may have been taken over.
    Unknown,
}

impl Cause {
    /// Every cause.
    pub const ALL: [Self; 5] = [
        Self::LetterRefused,
        Self::LetterDeferred,
        Self::TransportDown,
        Self::TransportRefused,
        Self::Unknown,
    ];

    /// The name in the schema and the metrics.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::LetterRefused => "letter_refused",
            Self::LetterDeferred => "letter_deferred",
            Self::TransportDown => "transport_down",
            Self::TransportRefused => "transport_refused",
            Self::Unknown => "unknown",
        }
    }
}

/// A step on the way of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Writing the letter: an address that can't be used.
    Compose,
    /// The connection, the greeting, EHLO and TLS.
    Connect,
    /// AUTH.
    Auth,
    /// MAIL FROM.
    Sender,
    /// RCPT TO.
    Recipient,
    /// An address with accents before the `@`, which this server can't take.
    Utf8,
    /// DATA.
    Data,
    /// The letter itself, until the server says that it has it.
    Content,
    /// Writing a file, where letters become files.
    File,
    /// A channel that nothing carries.
    Channel,
}

impl Step {
    /// The name in the schema and the messages.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Compose => "compose",
            Self::Connect => "connect",
            Self::Auth => "auth",
            Self::Sender => "sender",
            Self::Recipient => "recipient",
            Self::Utf8 => "utf8",
            Self::Data => "data",
            Self::Content => "content",
            Self::File => "file",
            Self::Channel => "channel",
        }
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
