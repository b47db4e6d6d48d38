//! Who may do what: one table, which the code asks and the tests walk.

use std::fmt;

use serde::{Deserialize, Serialize};

/// What a member of staff is to the desk.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Keeps topics, experts, calendars, policies, voices and users in order.
    Administrator,
    /// Lends their hands to the voice.
    CommunityManager,
    /// Drafts in the wings.
    Expert,
    /// Watches over the promise.
    Supervisor,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::CommunityManager, Self::Expert, Self::Supervisor];

    /// The name in the schema and the API.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema or the API.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// What somebody may want to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    /// Put a question to the desk.
    Ask,
    /// See questions with everything inside the house about them.
    ReadQuestions,
    /// Give a question to somebody, hand it over or decline it.
    Assign,
    /// Propose an answer.
    Draft,
    /// Ask a colleague about a question, who may see it from then on.
    AskColleague,
    /// Write beside the draft of a question that one was asked about.
    DraftBeside,
    /// Send a draft back to its author.
    ReturnDraft,
    /// Speak as the voice.
    Reply,
    /// Leave an internal remark.
    Note,
    /// Close, hide, reopen, or say that no reply is needed.
    ChangeStatus,
    /// Say which questions belong together: link, merge, split, answer together.
    Relate,
    /// Add, change and retire the answers that are kept.
    KeepAnswers,
    /// Stop counting promises for part of the house, and go on.
    PauseHouse,
    /// See the reports.
    ReadReports,
    /// See what the house wants to reach.
    ReadObjectives,
    /// Say what the house wants to reach.
    SetObjectives,
    /// Show a report to others: by link, or by letter.
    ShareReports,
    /// See how one's own answers fared.
    ReadOwnFigures,
    /// Listen to what happens.
    Listen,
    /// See and change topics, rules, calendars, policies, voices and channel tokens.
    ChangeSettings,
    /// See and change who works here.
    ManageUsers,
    /// Change one's own language, absences and password.
    ChangeOwnProfile,
}

impl Action {
    /// Every action.
    pub const ALL: [Self; 22] = [
        Self::Ask,
        Self::ReadQuestions,
        Self::Assign,
        Self::Draft,
        Self::AskColleague,
        Self::DraftBeside,
        Self::ReturnDraft,
        Self::Reply,
        Self::Note,
        Self::ChangeStatus,
        Self::Relate,
        Self::KeepAnswers,
        Self::PauseHouse,
        Self::ReadReports,
        Self::ReadObjectives,
        Self::SetObjectives,
        Self::ShareReports,
        Self::ReadOwnFigures,
        Self::Listen,
        Self::ChangeSettings,
        Self::ManageUsers,
        Self::ChangeOwnProfile,
    ];
}

/// How far a permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum AccessScope {
    /// Not at all.
    Nothing,
    /// To what is one's own: the questions one is assigned, one's own profile.
    Own,
    /// To everything.
    Everything,
}

/// The table. Read a row as "this action reaches this far for an administrator, a community manager, an expert, a
/// supervisor".
#[expect(clippy::match_same_arms, reason = "a table has a row for each action, alike or not")]
pub const fn reach(role: Role, action: Action) -> AccessScope {
    use AccessScope::{Everything as A, Nothing as N, Own as O};
    let (administrator, community_manager, expert, supervisor) = match action {
        Action::Ask => (A, A, A, A),
        Action::ReadQuestions => (N, A, O, A),
        Action::Assign => (N, A, O, N),
        Action::Draft => (N, A, O, N),
        Action::AskColleague => (N, A, O, N),
        Action::DraftBeside => (N, N, O, N),
        Action::ReturnDraft => (N, A, N, N),
        Action::Reply => (N, A, N, N),
        Action::Note => (A, A, O, A),
        Action::ChangeStatus => (N, A, N, N),
        Action::Relate => (N, A, N, N),
        Action::KeepAnswers => (A, A, N, N),
        Action::PauseHouse => (N, A, N, A),
        Action::ReadReports => (N, A, N, A),
        Action::ReadObjectives => (A, A, N, A),
        Action::SetObjectives => (A, N, N, A),
        Action::ShareReports => (N, N, N, A),
        Action::ReadOwnFigures => (N, N, O, N),
        Action::Listen => (A, A, O, A),
        Action::ChangeSettings => (A, N, N, N),
        Action::ManageUsers => (A, N, N, N),
        Action::ChangeOwnProfile => (O, O, O, O),
    };
    match role {
        Role::Administrator => administrator,
        Role::CommunityManager => community_manager,
        Role::Expert => expert,
        Role::Supervisor => supervisor,
    }
}

/// What having been asked about a question opens of what is one's own otherwise: seeing it, and writing beside its draft.
pub const fn opens_to_asked(action: Action) -> bool {
    matches!(action, Action::ReadQuestions | Action::DraftBeside)
}

/// The action is not this person's to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this is not yours to do")]
pub struct Forbidden;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_community_manager_replies() {
        for role in Role::ALL {
            let expected =
                if role == Role::CommunityManager { AccessScope::Everything } else { AccessScope::Nothing };
            assert_eq!(reach(role, Action::Reply), expected, "{role}");
        }
    }
}
