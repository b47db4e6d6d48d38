//! What or who decided an assignment.

use serde::{Deserialize, Serialize};

/// What or who decided an assignment.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
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
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema or the API.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}
