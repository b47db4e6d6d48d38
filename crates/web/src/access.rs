//! Who may call a route, whether a caller is one of them, and which rate limit its requests count against.

use souffleur_core::permission::Action;

use crate::auth::Caller;
use crate::error::{Failure, FailureKind};

/// Who may call a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Everybody.
    Public,
    /// Every member of staff.
    SignedIn,
    /// Members of staff for whom this action reaches at least what is their own. How far it reaches is the use
    /// case's to say.
    May(Action),
}

/// Rate limit that the head of a request is checked against, before a byte of its body is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Admission {
    /// None.
    #[default]
    Free,
    /// The limit of the caller's address or token.
    Counted,
    /// The same, and the thread that the path names must exist.
    CountedInThread,
}

/// What a row of the table demands of a request: the right to call it, and the rate limit that it counts against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RoutePolicy {
    /// Who may call.
    pub access: Access,
    /// Rate limit.
    pub admission: Admission,
}

impl From<Access> for RoutePolicy {
    fn from(access: Access) -> Self {
        Self { access, admission: Admission::Free }
    }
}

impl Access {
    /// Counts every request against the limit of its address or token.
    pub fn counted(self) -> RoutePolicy {
        RoutePolicy { access: self, admission: Admission::Counted }
    }

    /// Counts every request against the limit of its address or token, and refuses one whose thread does not exist.
    pub fn counted_in_thread(self) -> RoutePolicy {
        RoutePolicy { access: self, admission: Admission::CountedInThread }
    }
}

/// Whether a caller may call a route.
pub fn may_enter(access: Access, caller: &Caller) -> Result<(), Failure> {
    let signed_in = || caller.staff().ok_or_else(|| Failure::new(FailureKind::SignInNeeded));
    match (access, caller) {
        (Access::Public, _) => Ok(()),
        // A token is good for what it is for; it does not make a person of a program.
        (_, Caller::Program(_)) => Err(Failure::new(FailureKind::Forbidden)),
        (Access::SignedIn, _) => signed_in().map(drop),
        (Access::May(action), _) if signed_in()?.may(action) => Ok(()),
        (Access::May(_), _) => Err(Failure::new(FailureKind::Forbidden)),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use souffleur_core::Id;
    use souffleur_core::permission::{AccessScope, Role, reach};
    use souffleur_core::text::{Email, Name};
    use souffleur_core::user::{Expertise, User};
    use uuid::Uuid;

    use super::*;
    use crate::auth::CurrentUser;

    fn staff(role: Role) -> Caller {
        let user = User {
            id: Id::new(Uuid::from_u128(1)),
            email: Email::parse("lea@example.test").unwrap(),
            name: Name::parse("Léa").unwrap(),
            role,
            language: None,
            voice: None,
            active: true,
            expertise: Expertise::default(),
        };
        Caller::Staff(Arc::new(CurrentUser { user, session: Id::new(Uuid::from_u128(2)), by_cookie: true }))
    }

    #[test]
    fn the_guard_reads_the_table_of_permissions() {
        for role in Role::ALL {
            for action in Action::ALL {
                let expected = reach(role, action) != AccessScope::Nothing;
                assert_eq!(
                    may_enter(Access::May(action), &staff(role)).is_ok(),
                    expected,
                    "{role} {action:?}"
                );
            }
            assert!(may_enter(Access::SignedIn, &staff(role)).is_ok());
        }
    }

    #[test]
    fn nobody_is_asked_to_sign_in() {
        let refused = |access| may_enter(access, &Caller::Nobody).unwrap_err().kind();
        assert_eq!(refused(Access::SignedIn), FailureKind::SignInNeeded);
        assert_eq!(refused(Access::May(Action::Ask)), FailureKind::SignInNeeded);
        assert!(may_enter(Access::Public, &Caller::Nobody).is_ok());
    }
}
