//! What an expert's page has beside the community manager's: the draft that is theirs to write.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_web::page::files::SealedFile;

/// One's own draft.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct OwnDraft {
    /// Where it stands.
    pub(crate) state: &'static str,
    /// Which version was handed in last; 0 before the first.
    pub(crate) version: i32,
    /// What it says, or what is being typed.
    pub(crate) body: String,
    /// The files that go with it, unless they are unticked.
    pub(crate) files: Vec<SealedFile>,
    /// What the community manager said when sending it back.
    pub(crate) remark: Option<String>,
    /// When it came to be.
    pub(crate) at: Timestamp,
    /// Who writes it.
    pub(crate) author: String,
}
