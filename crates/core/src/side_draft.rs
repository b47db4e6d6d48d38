//! What a colleague writes beside the draft of a question that is not theirs, because they were asked. It answers nothing
//! and keeps no promise: who holds the question takes it over, or does not.

use jiff::Timestamp;

use crate::{
    id::{QuestionId, UserId},
    text::{Body, Remark},
};

/// A colleague who was asked about a question, and what they wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SideDraft {
    /// The question.
    pub question: QuestionId,
    /// Who was asked.
    pub author: UserId,
    /// Who asked them last.
    pub asked_by: UserId,
    /// When.
    pub asked_at: Timestamp,
    /// What they were asked.
    pub request: Remark,
    /// What they wrote, if they have.
    pub body: Option<Body>,
    /// When.
    pub at: Option<Timestamp>,
}

impl SideDraft {
    /// Whether they have written nothing since they were asked.
    pub fn is_awaited(&self) -> bool {
        self.at.is_none_or(|at| at < self.asked_at)
    }
}
