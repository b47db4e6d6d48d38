//! What carries letters: the one thing about mail that really differs from desk to desk.

use std::{future::Future, pin::Pin};

use super::Letter;

/// A letter under way.
pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), SendError>> + Send + 'a>>;

/// Carries letters away.
pub trait MailTransport: Send + Sync {
    /// Where letters go, for the log: never with a password in it.
    fn describe(&self) -> String;

    /// Carries one letter. Done means that the other side took it over; after a failure it may be sent again.
    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a>;
}

/// Why a letter was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SendError {
    /// Never will be: no use in trying again.
    #[error("refused: {0}")]
    Refused(String),
    /// Perhaps later.
    #[error("not now: {0}")]
    NotNow(String),
}
