//! Who got a question, decided by whom, and why.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    actor::Actor,
    explanation::Explanation,
    id::{AssignmentId, QuestionId, TopicId},
    question::Holder,
    text::Remark,
};

/// One hand-over of one question; the last one holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Assignment {
    /// Its id.
    pub id: AssignmentId,
    /// The question.
    pub question: QuestionId,
    /// Who holds it from now on.
    pub holder: Holder,
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
    /// When its holder first looked at the question.
    pub opened_at: Option<Timestamp>,
}

/// What or who decided an assignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DecidedBy {
    /// An explicit rule of the house.
    Rule,
    /// The learned router.
    Router,
    /// Nobody fitted, so the community managers hold it.
    Fallback,
    /// The escalation ladder: nobody had answered in time.
    Escalation,
    /// A community manager, by hand.
    CommunityManager,
    /// An expert who handed it over or declined it.
    Expert,
}

impl DecidedBy {
    /// Every way of deciding.
    pub const ALL: [Self; 6] =
        [Self::Rule, Self::Router, Self::Fallback, Self::Escalation, Self::CommunityManager, Self::Expert];

    /// The name in the schema and the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Router => "router",
            Self::Fallback => "fallback",
            Self::Escalation => "escalation",
            Self::CommunityManager => "community_manager",
            Self::Expert => "expert",
        }
    }

    /// Reads a name of the schema or the API.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == name)
    }
}
