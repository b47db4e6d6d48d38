//! The public persona that replies.

use serde::{Deserialize, Serialize};

use crate::{
    id::VoiceId,
    language::Language,
    text::{Key, Name, Remark},
};

/// The one voice on stage. Several community managers may lend it their hands; the customer meets nobody else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Voice {
    /// Its id.
    pub id: VoiceId,
    /// Its short name in files.
    pub key: Key,
    /// What customers call it.
    pub name: Name,
    /// The line under a letter.
    pub signature: Remark,
    /// What it speaks; the first is what it falls back to.
    pub languages: Vec<Language>,
}
