//! Who does something.

use serde::{Deserialize, Serialize};

use crate::{
    id::{TokenId, UserId},
    permission::{AccessScope, Action, Forbidden, Role, opens_to_asked, reach},
    question::Assignee,
};

/// Who does something: named in every event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "is")]
pub enum Actor {
    /// Whoever asked.
    Customer,
    /// The desk itself: the router, a timer.
    Desk,
    /// A program with a channel token.
    Program {
        /// Its token.
        id: TokenId,
    },
    /// A member of staff.
    Staff {
        /// Their id.
        id: UserId,
        /// Their role at that time.
        role: Role,
    },
}

impl Actor {
    /// The member of staff, if it is one.
    pub const fn user(self) -> Option<UserId> {
        match self {
            Self::Staff { id, .. } => Some(id),
            _ => None,
        }
    }

    /// How far an action reaches for this actor.
    pub const fn reach(self, action: Action) -> AccessScope {
        match self {
            Self::Desk => AccessScope::Everything,
            Self::Staff { role, .. } => reach(role, action),
            Self::Customer | Self::Program { .. } => match action {
                Action::Ask => AccessScope::Everything,
                _ => AccessScope::Nothing,
            },
        }
    }

    /// Whether an action is this actor's to do at all, on something at least.
    pub fn may(self, action: Action) -> Result<(), Forbidden> {
        if self.reach(action) == AccessScope::Nothing { Err(Forbidden) } else { Ok(()) }
    }

    /// Whether an action on a question that somebody holds is this actor's to do.
    pub fn may_on(self, action: Action, assignee: Assignee) -> Result<(), Forbidden> {
        match self.reach(action) {
            AccessScope::Everything => Ok(()),
            AccessScope::Own if self.user().is_some() && self.user() == assignee.expert() => Ok(()),
            AccessScope::Own | AccessScope::Nothing => Err(Forbidden),
        }
    }

    /// Whether an action on a question is this actor's to do, who was asked about it and does not hold it.
    pub fn may_as_asked(self, action: Action) -> Result<(), Forbidden> {
        if opens_to_asked(action) { self.may(action) } else { Err(Forbidden) }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn an_expert_reaches_their_own_questions_only() {
        let (mine, other) = (UserId::new(Uuid::from_u128(1)), UserId::new(Uuid::from_u128(2)));
        let expert = Actor::Staff { id: mine, role: Role::Expert };
        assert_eq!(expert.may_on(Action::Draft, Assignee::Expert(mine)), Ok(()));
        assert_eq!(expert.may_on(Action::Draft, Assignee::Expert(other)), Err(Forbidden));
        assert_eq!(expert.may_on(Action::Draft, Assignee::CommunityManager), Err(Forbidden));
        assert_eq!(expert.may_on(Action::Reply, Assignee::Expert(mine)), Err(Forbidden));
    }

    #[test]
    fn who_was_asked_sees_and_writes_beside_and_nothing_else() {
        let expert = Actor::Staff { id: UserId::new(Uuid::from_u128(1)), role: Role::Expert };
        for action in Action::ALL {
            let opens = matches!(action, Action::ReadQuestions | Action::DraftBeside);
            assert_eq!(expert.may_as_asked(action).is_ok(), opens, "{action:?}");
            assert!(Actor::Customer.may_as_asked(action).is_err());
        }
    }

    #[test]
    fn outsiders_may_ask_and_nothing_else() {
        for action in Action::ALL {
            assert_eq!(Actor::Customer.may(action).is_ok(), action == Action::Ask);
        }
    }
}
