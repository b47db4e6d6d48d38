//! Who got a question, decided by whom, and why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use crate::decided_by::DecidedBy;
use crate::{
    actor::Actor,
    explanation::Explanation,
    id::{AssignmentId, QuestionId, TopicId},
    question::Assignee,
    text::Remark,
};

/// One assignment of one question; the last one is in force.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// The question.
    pub question: QuestionId,
    /// The assignee from now on.
    #[serde(rename = "holder")]
    pub assignee: Assignee,
    /// What it is thought to be about.
    pub topic: Option<TopicId>,
    /// What or who decided.
    pub decided_by: DecidedBy,
    /// How sure the router was, between 0 and 1; a person is not asked.
    pub confidence: Option<f64>,
    /// The router's reasons, where it decided.
    pub explanation: Option<Explanation>,
    /// The person's reason, where one decided.
    pub reason: Option<Remark>,
    /// Who did it.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// When its assignee first opened the question.
    pub opened_at: Option<Timestamp>,
}
