//! The caller of a request, as [`super::identify`] found them.

use std::convert::Infallible;
use std::ops::Deref;
use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use souffleur_core::Actor;
use souffleur_core::channel::Channel;
use souffleur_core::id::{SessionId, TokenId};
use souffleur_core::permission::Action;
use souffleur_core::user::User;

use crate::error::{Failure, FailureKind};

/// Who calls.
#[derive(Debug, Clone, Default)]
pub enum Caller {
    /// Somebody we do not know: a customer, until they prove to be somebody else.
    #[default]
    Nobody,
    /// A member of staff.
    Staff(Arc<CurrentUser>),
    /// A program with a channel token.
    Program(Arc<ProgramCaller>),
}

/// A member of staff with a session.
#[derive(Debug)]
pub struct CurrentUser {
    /// The person, as the settings have them now.
    pub user: User,
    /// Their session.
    pub session: SessionId,
    /// Whether a cookie brought them, which a browser sends without being asked: such a request must prove that it
    /// comes from one of our own pages.
    pub by_cookie: bool,
}

/// A program with a token.
#[derive(Debug)]
pub struct ProgramCaller {
    /// The program, as events name it.
    pub actor: Actor,
    /// The channel that its questions come by.
    pub channel: Channel,
}

impl ProgramCaller {
    /// Its token.
    pub(crate) fn token(&self) -> Option<TokenId> {
        match self.actor {
            Actor::Program { id } => Some(id),
            _ => None,
        }
    }
}

impl CurrentUser {
    /// The person, as use cases know them.
    pub fn actor(&self) -> Actor {
        Actor::Staff { id: self.user.id, role: self.user.role }
    }

    /// Whether an action is theirs to do, on something at least.
    pub fn may(&self, action: Action) -> bool {
        self.actor().may(action).is_ok()
    }
}

impl Caller {
    /// The caller, as use cases know them.
    pub fn actor(&self) -> Actor {
        match self {
            Self::Nobody => Actor::Customer,
            Self::Staff(current) => current.actor(),
            Self::Program(program) => program.actor,
        }
    }

    /// What kind of caller it is: the role, never the person.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Nobody => "nobody",
            Self::Staff(current) => current.user.role.as_str(),
            Self::Program(_) => "program",
        }
    }

    /// The member of staff, if it is one.
    pub fn staff(&self) -> Option<&Arc<CurrentUser>> {
        match self {
            Self::Staff(current) => Some(current),
            Self::Nobody | Self::Program(_) => None,
        }
    }
}

impl<S: Sync> FromRequestParts<S> for Caller {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(parts.extensions.get::<Self>().cloned().unwrap_or_default())
    }
}

/// The signed-in member of staff; nobody else gets into a handler that asks for one.
#[derive(Debug, Clone)]
pub struct Signed(pub Arc<CurrentUser>);

impl Deref for Signed {
    type Target = CurrentUser;
    fn deref(&self) -> &CurrentUser {
        &self.0
    }
}

impl<S: Sync> FromRequestParts<S> for Signed {
    type Rejection = Failure;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Failure> {
        let caller = parts.extensions.get::<Caller>();
        let staff = caller.and_then(Caller::staff).cloned();
        staff.map(Self).ok_or_else(|| Failure::new(FailureKind::SignInNeeded))
    }
}
