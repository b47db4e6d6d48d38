//! The one table: status, code and title of everything that can go wrong.

use std::time::Duration;

use axum::http::StatusCode;

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FailureKind {
    /// The request can't be read: malformed JSON, broken UTF-8, a parameter of the wrong form.
    Malformed,
    /// Nobody is signed in, or the token is not valid.
    SignInNeeded,
    /// Wrong e-mail address or password.
    SignInRefused,
    /// It is not this person's to do.
    Forbidden,
    /// The request does not prove that it comes from one of our own pages.
    Forged,
    /// There is no such thing, or none that this person may know of.
    NotFound,
    /// The path knows no such method.
    MethodNotAllowed,
    /// It changed since the version that was seen.
    Stale,
    /// Its state does not allow the step.
    IllegalStep,
    /// Another one has it already.
    Taken,
    /// More bytes than we take.
    TooLarge,
    /// The body came too slowly, or stopped.
    Slow,
    /// Not a content type that is understood here.
    MediaType,
    /// Well formed, but not acceptable; the fields say why.
    Invalid,
    /// The text names somebody of the house, and nobody confirmed that.
    NamesInsider,
    /// The Idempotency-Key came with another body before.
    KeyReused,
    /// Too many requests.
    TooMany,
    /// A fault of ours; logged, and told to nobody.
    Internal,
    /// The machine can't serve right now.
    Unavailable,
    /// No space is left to keep anything.
    StorageFull,
    /// The database can't serve for now: locked, read-only, unreachable.
    DatabaseUnavailable,
}

impl FailureKind {
    /// The one table: status, code and English title of everything that can go wrong.
    pub(super) const fn row(self) -> (StatusCode, &'static str, &'static str) {
        use StatusCode as S;
        match self {
            Self::Malformed => (S::BAD_REQUEST, "malformed", "The request can't be read"),
            Self::SignInNeeded => (S::UNAUTHORIZED, "sign-in-needed", "Sign in first"),
            Self::SignInRefused => (S::UNAUTHORIZED, "sign-in-refused", "Wrong e-mail address or password"),
            Self::Forbidden => (S::FORBIDDEN, "forbidden", "This is not yours to do"),
            Self::Forged => (S::FORBIDDEN, "forged", "The request does not come from a page of this desk"),
            Self::NotFound => (S::NOT_FOUND, "not-found", "There is no such thing"),
            Self::MethodNotAllowed => (S::METHOD_NOT_ALLOWED, "method-not-allowed", "Not with this method"),
            Self::Stale => (S::CONFLICT, "stale", "It changed meanwhile"),
            Self::IllegalStep => (S::CONFLICT, "illegal-step", "Its state does not allow this"),
            Self::Taken => (S::CONFLICT, "taken", "Another one has it already"),
            Self::TooLarge => (S::PAYLOAD_TOO_LARGE, "too-large", "The request is too large"),
            Self::Slow => (S::REQUEST_TIMEOUT, "request-timeout", "The request took too long to arrive"),
            Self::MediaType => {
                (S::UNSUPPORTED_MEDIA_TYPE, "media-type", "Not a content type understood here")
            }
            Self::Invalid => (S::UNPROCESSABLE_ENTITY, "invalid", "Some fields can't be taken as they are"),
            Self::NamesInsider => (S::UNPROCESSABLE_ENTITY, "names-insider", "The text names a colleague"),
            Self::KeyReused => (S::UNPROCESSABLE_ENTITY, "key-reused", "The Idempotency-Key was used before"),
            Self::TooMany => (S::TOO_MANY_REQUESTS, "too-many-requests", "Too many requests"),
            Self::Internal => (S::INTERNAL_SERVER_ERROR, "internal", "Something went wrong inside the desk"),
            Self::Unavailable => (S::SERVICE_UNAVAILABLE, "unavailable", "The desk can't serve right now"),
            Self::StorageFull => (S::INSUFFICIENT_STORAGE, "storage-full", "Insufficient storage"),
            Self::DatabaseUnavailable => {
                (S::SERVICE_UNAVAILABLE, "database-unavailable", "The database is temporarily unavailable")
            }
        }
    }

    /// The HTTP status.
    pub const fn status(self) -> StatusCode {
        self.row().0
    }

    /// The end of the problem's type and of the Fluent keys `error-…`.
    pub const fn code(self) -> &'static str {
        self.row().1
    }

    /// When to try again, where that alone helps.
    pub(super) const fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Unavailable | Self::DatabaseUnavailable => Some(Duration::from_secs(5)),
            // Somebody must make room first.
            Self::StorageFull => Some(Duration::from_secs(30)),
            _ => None,
        }
    }

    /// What a status means that the framework gave by itself.
    pub(crate) fn of(status: StatusCode) -> Self {
        match status {
            StatusCode::UNAUTHORIZED => Self::SignInNeeded,
            StatusCode::FORBIDDEN => Self::Forbidden,
            StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE => Self::MediaType,
            StatusCode::UNPROCESSABLE_ENTITY => Self::Invalid,
            StatusCode::INSUFFICIENT_STORAGE => Self::StorageFull,
            StatusCode::SERVICE_UNAVAILABLE => Self::Unavailable,
            StatusCode::REQUEST_TIMEOUT => Self::Slow,
            status if status.is_server_error() => Self::Internal,
            _ => Self::Malformed,
        }
    }
}
