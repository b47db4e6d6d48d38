//! A file as it is handed out.

use souffleur_core::attachment::Attachment;

/// A file with its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fetched {
    /// What it is.
    pub file: Attachment,
    /// Its bytes.
    pub bytes: Vec<u8>,
}
