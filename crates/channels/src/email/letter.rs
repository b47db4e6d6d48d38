//! A letter, before it has the form that mail servers want.

use jiff::Timestamp;
use souffleur_core::text::Email;

/// A name and an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// The name that mail programs show.
    pub name: String,
    /// Where mail goes.
    pub address: Email,
}

/// A letter on its way out. Every header it will have follows from these fields: there is no other way in for a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its Message-ID without the angle brackets. A repeat has the same, so the other side can drop it.
    pub id: String,
    /// When it was written.
    pub at: Timestamp,
    /// Who speaks.
    pub from: Mailbox,
    /// Who reads.
    pub to: Mailbox,
    /// One line.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
    /// The Message-IDs of its thread without angle brackets, the oldest first; it answers the last of them.
    pub thread: Vec<String>,
    /// Whether no person wrote it (RFC 3834): other machines must not answer it.
    pub automatic: bool,
}
