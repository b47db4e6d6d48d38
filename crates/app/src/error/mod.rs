//! What a use case answers when it can't do what was asked. The web layer turns these into statuses in one table.

mod convert;
mod icalendar;
mod problem;
mod problems;
mod relation;

use souffleur_core::leak::Leak;

pub use crate::causes::{Chain, Sources};
pub use icalendar::ICalendarProblem;
pub use problem::Problem;
pub use problems::Problems;
pub use relation::RelationProblem;

/// Why a use case did nothing. Whatever it is, nothing was half-written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not this person's to do.
    #[error("this is not yours to do")]
    Forbidden,
    /// There is no such thing, or none that this person may know of.
    #[error("there is no such thing")]
    NotFound,
    /// Wrong address or password; which of them is not said.
    #[error("the e-mail address or the password is wrong")]
    SignInRefused,
    /// The session ended: it expired, was revoked, or its token was used before.
    #[error("the session has ended")]
    SessionEnded,
    /// What was typed can't be taken; one entry a field.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Invalid(Vec<FieldError>),
    /// The question changed since the version that was seen.
    #[error("this changed meanwhile; its version is now {current}")]
    Stale {
        /// The version it has now.
        current: i64,
    },
    /// The state of the thing does not allow the step.
    #[error("{0}")]
    IllegalStep(String),
    /// The text names somebody of the house; said before it leaves.
    #[error("the text names {}", .0.iter().map(|leak| format!("“{}”", leak.found)).collect::<Vec<_>>().join(", "))]
    Leaks(Vec<Leak>),
    /// The same Idempotency-Key came with another body.
    #[error("this Idempotency-Key was used with another body")]
    KeyReused,
    /// Another one has it already.
    #[error("{field} is already taken")]
    Taken {
        /// The field that must be unique.
        field: &'static str,
    },
    /// A reply by somebody waits on the question: another one is not sent beside it, and does not take its place in silence.
    #[error("{by}'s reply to this question leaves at {leaves_at}; cancel its sending first")]
    ReplyWaits {
        /// The name of whoever decided upon it.
        by: String,
        /// When it leaves.
        leaves_at: jiff::Timestamp,
    },
    /// What was asked for is not ready yet: the past is still being counted.
    #[error("the past is still being counted; try again in a moment")]
    Busy,
    /// No space is left to keep anything; it ends when somebody makes room.
    #[error("there is no space left to keep this; nothing of it was kept")]
    Full(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// The database or the disk can't serve for now; the same may be asked again.
    #[error("the database can't serve for now; nothing of it was kept")]
    Unavailable(#[source] Box<dyn std::error::Error + Send + Sync>),
    /// A fault of ours or of the machine's; logged, and told to nobody.
    #[error("something went wrong inside the desk")]
    Internal(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// One field that can't be taken as it is.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {problem}")]
pub struct FieldError {
    /// The field's name in the form and in the API, such as `customer.email`.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

impl Error {
    /// One field's problem.
    pub fn invalid(field: &str, problem: impl Into<Problem>) -> Self {
        Self::Invalid(vec![FieldError { field: field.to_owned(), problem: problem.into() }])
    }

    /// The same problems of a part, under the path that its fields have in the whole.
    #[must_use]
    pub fn within(self, path: &str) -> Self {
        let Self::Invalid(errors) = self else { return self };
        let moved =
            errors.into_iter().map(|error| FieldError { field: format!("{path}{}", error.field), ..error });
        Self::Invalid(moved.collect())
    }

    /// A fault of ours.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(source.into())
    }
}
