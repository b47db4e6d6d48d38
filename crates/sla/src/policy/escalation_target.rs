//! Who an escalation step tells.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Who is told, in the order in which a ladder rises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EscalationTarget {
    /// Who holds the question.
    Expert,
    /// Who stands in for them.
    Deputy,
    /// Those who reply.
    CommunityManager,
    /// Those who watch over the promise.
    Supervisor,
}

impl EscalationTarget {
    /// Every rung, from the lowest.
    pub const ALL: [Self; 4] = [Self::Expert, Self::Deputy, Self::CommunityManager, Self::Supervisor];

    /// The word for it in files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Expert => "expert",
            Self::Deputy => "deputy",
            Self::CommunityManager => "community_manager",
            Self::Supervisor => "supervisor",
        }
    }
}

impl fmt::Display for EscalationTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
