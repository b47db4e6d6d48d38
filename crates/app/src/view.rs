//! What use cases let their callers see: the store's read models, by one name, and the few shapes of our own.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_core::{
    assignment::{Assignment, DecidedBy},
    explanation::Explanation,
    id::{AssignmentId, TopicId, UserId},
    text::{Name, Remark},
};

pub use souffleur_store::{
    AskLine, Cursor, DraftVersion, Note, Page, Target, TargetState,
    read::{InboxCounts, InboxRow, QuestionView, Related, Relation},
};

use crate::snapshot::Settings;

/// Who holds a question and why, with names, for staff.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AssignmentView {
    /// Which one.
    pub id: AssignmentId,
    /// The expert who holds it; none where the community managers do.
    pub expert: Option<UserId>,
    /// What the expert is called.
    pub expert_name: Option<Name>,
    /// What the question is thought to be about.
    pub topic: Option<TopicId>,
    /// What that is called.
    pub topic_name: Option<Name>,
    /// What or who decided.
    pub decided_by: DecidedBy,
    /// How sure the router was.
    pub confidence: Option<f64>,
    /// The router's reasons.
    pub explanation: Option<Explanation>,
    /// The router's reasons in one line.
    pub summary: Option<String>,
    /// A person's reason.
    pub reason: Option<Remark>,
    /// When.
    pub at: Timestamp,
    /// When its holder first looked at the question.
    pub opened_at: Option<Timestamp>,
}

impl AssignmentView {
    /// Puts names to an assignment.
    pub fn of(assignment: &Assignment, settings: &Settings) -> Self {
        let expert = assignment.assignee.expert();
        Self {
            id: assignment.id,
            expert,
            expert_name: expert.and_then(|id| settings.user(id)).map(|user| user.name.clone()),
            topic: assignment.topic,
            topic_name: assignment.topic.and_then(|id| settings.topic(id)).map(|topic| topic.name.clone()),
            decided_by: assignment.decided_by,
            confidence: assignment.confidence,
            summary: assignment.explanation.as_ref().map(Explanation::summary),
            explanation: assignment.explanation.clone(),
            reason: assignment.reason.clone(),
            at: assignment.at,
            opened_at: assignment.opened_at,
        }
    }
}
