//! The roles that a desk never loses: somebody must be left who may change things, and somebody who may reply. Whoever is the
//! last of one stays so until another one is.

use souffleur_app::error::Problem;
use souffleur_core::{permission::Role, user::User};

/// The roles that somebody active keeps, each with what is said where nobody would.
const KEPT: [(Role, Problem); 2] = [
    (Role::Administrator, Problem::LastAdministrator),
    (Role::CommunityManager, Problem::LastCommunityManager),
];

/// The last holder of a role, who would lose it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Lost<'u> {
    /// Who it is, as they are wanted.
    pub(crate) user: &'u User,
    /// Which of their fields takes the role away.
    pub(crate) field: &'static str,
    /// What is said there.
    pub(crate) problem: Problem,
}

/// Finds a role that somebody had and nobody has any more. A desk that has nobody in a role yet has nobody to lose.
pub(crate) fn lost<'u>(before: &[User], after: &'u [User]) -> Option<Lost<'u>> {
    KEPT.into_iter().find_map(|(role, problem)| {
        let fills = |user: &User| user.active && user.role == role;
        if after.iter().any(fills) {
            return None;
        }
        let was = |user: &User| before.iter().any(|earlier| earlier.id == user.id && fills(earlier));
        let user = after.iter().find(|user| was(user))?;
        Some(Lost { user, field: if user.role == role { "active" } else { "role" }, problem })
    })
}
