//! The reply that waits on a question, or did not leave.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_render::sample_now;

/// What the page shows of it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Scheduled {
    /// What the voice is to say.
    pub(crate) text: String,
    /// How many files go with it.
    pub(crate) files: usize,
    /// Whose decision it was.
    pub(crate) by: Option<String>,
    /// When it leaves, or was to.
    pub(crate) leaves_at: Timestamp,
    /// Whether it only asks for patience.
    pub(crate) holding: bool,
    /// Why it did not leave; the editor then goes on with its text.
    pub(crate) stopped: Option<&'static str>,
    /// Whether the promise ends before it leaves.
    pub(crate) too_late: bool,
}

impl Scheduled {
    /// For samples: one that waits past the promise, or did not leave.
    pub(super) fn sample(stopped: Option<&'static str>) -> Self {
        Self {
            text: "Bonjour Marie, bien sûr : le retour est gratuit.".to_owned(),
            files: 1,
            by: Some("Claire Aubert".to_owned()),
            leaves_at: sample_now() + jiff::SignedDuration::from_hours(3),
            holding: false,
            stopped,
            too_late: true,
        }
    }
}
