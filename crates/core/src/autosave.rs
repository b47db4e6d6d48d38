//! What somebody is writing on a question and has not sent: kept so that a closed tab or a crash loses nothing, and so
//! that others see that somebody writes.

use jiff::{SignedDuration, Timestamp};

use crate::{
    id::{DraftId, QuestionId, UserId},
    text::Body,
};

/// For how long after their last word somebody counts as writing.
const WRITING: SignedDuration = SignedDuration::from_secs(90);

/// A text that is being written: a reply by a community manager, a draft by an expert.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Autosave {
    /// On which question.
    pub question: QuestionId,
    /// Whose it is; each has one a question, and nobody else reads it.
    pub author: UserId,
    /// What it says so far.
    pub body: Body,
    /// The draft it is made from.
    pub draft: Option<DraftId>,
    /// When its last word was written.
    pub at: Timestamp,
}

impl Autosave {
    /// Whether somebody else who looks is to know of it.
    pub fn is_being_written(&self, now: Timestamp) -> bool {
        now.duration_since(self.at) < WRITING
    }
}
