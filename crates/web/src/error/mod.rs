//! How the desk says no: one table from what went wrong to a status, a code and a title.
//!
//! A [`Failure`] becomes an RFC 9457 problem document by itself; for pages, [`page::present`] turns it into a page in
//! the reader's language.

mod page;
mod problem;

use std::fmt;
use std::time::Duration;

use axum::http::header::RETRY_AFTER;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use souffleur_app::error::Sources;
use souffleur_app::{Error, FieldError, Problem};
use souffleur_core::leak::Leak;
use souffleur_render::RenderError;

pub use page::{ErrorFragment, ErrorPage, present};
pub use problem::{FieldProblem, ProblemDocument};

/// What a handler answers when it can't do what was asked. Small, so that results that carry it stay small.
#[derive(Debug, Clone)]
pub struct Failure(Box<Inner>);

#[derive(Debug, Clone)]
struct Inner {
    kind: Kind,
    detail: Option<String>,
    fields: Vec<FieldError>,
    current_version: Option<i64>,
    retry_after: Option<Duration>,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
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

impl Kind {
    /// The one table: status, code and English title of everything that can go wrong.
    const fn row(self) -> (StatusCode, &'static str, &'static str) {
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
    const fn retry_after(self) -> Option<Duration> {
        match self {
            Self::Unavailable | Self::DatabaseUnavailable => Some(Duration::from_secs(5)),
            // Somebody must make room first.
            Self::StorageFull => Some(Duration::from_secs(30)),
            _ => None,
        }
    }

    /// What a status means that the framework gave by itself.
    fn of(status: StatusCode) -> Self {
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

impl Failure {
    /// A failure of a kind, with nothing to add.
    pub fn new(kind: Kind) -> Self {
        let retry_after = kind.retry_after();
        let inner = Inner { kind, detail: None, fields: vec![], current_version: None, retry_after };
        Self(Box::new(inner))
    }

    /// There is no such thing.
    pub fn not_found() -> Self {
        Self::new(Kind::NotFound)
    }

    /// The request can't be read, and why.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(Kind::Malformed).with_detail(detail)
    }

    /// One field can't be taken as it is.
    pub fn invalid(field: &str, problem: impl Into<Problem>) -> Self {
        Self::from(Error::invalid(field, problem))
    }

    /// Too many requests; how long to wait.
    pub fn too_many(wait: Duration) -> Self {
        let mut failure = Self::new(Kind::TooMany);
        failure.0.retry_after = Some(wait);
        failure
    }

    /// A fault of ours: the cause goes to the log and nowhere else.
    pub fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        // The span of the request says which one, and on which route.
        tracing::error!(error = %cause, error.sources = %Sources(cause), "a request failed inside the desk");
        Self::new(Kind::Internal)
    }

    /// The database or the disk can't serve for now: the cause goes to the log.
    fn outage(kind: Kind, cause: &(dyn std::error::Error + 'static)) -> Self {
        tracing::warn!(error = %cause, error.sources = %Sources(cause), "a request was refused: the database or the disk can't serve");
        Self::new(kind)
    }

    /// Says more, in English; the API shows it.
    #[must_use]
    pub fn with_detail(mut self, detail: impl Into<String>) -> Self {
        self.0.detail = Some(detail.into());
        self
    }

    /// Says in the headers of an answer when to come back.
    pub(crate) fn retry_on(&self, mut response: Response) -> Response {
        if let Some(wait) = self.0.retry_after {
            // Rounded up: who comes back when told to must find the door open.
            let seconds = u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX).max(1);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    /// What went wrong.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// The fields that can't be taken, if that is the trouble.
    pub fn fields(&self) -> &[FieldError] {
        &self.0.fields
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.detail.as_deref().unwrap_or(self.0.kind.row().2))
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let kind = match &error {
            Error::Forbidden => Kind::Forbidden,
            Error::NotFound => Kind::NotFound,
            Error::SignInRefused => Kind::SignInRefused,
            Error::SessionEnded => Kind::SignInNeeded,
            Error::Invalid(_) => Kind::Invalid,
            Error::Stale { .. } => Kind::Stale,
            Error::IllegalStep(_) => Kind::IllegalStep,
            Error::Leaks(_) => Kind::NamesInsider,
            Error::KeyReused => Kind::KeyReused,
            Error::Taken { .. } | Error::ReplyWaits { .. } => Kind::Taken,
            Error::Busy => Kind::Unavailable,
            Error::Full(source) => {
                return Self::outage(Kind::StorageFull, &**source).with_detail(error.to_string());
            }
            Error::Unavailable(source) => {
                return Self::outage(Kind::DatabaseUnavailable, &**source).with_detail(error.to_string());
            }
            Error::Internal(source) => return Self::internal(&**source),
        };
        let mut failure = Self::new(kind).with_detail(error.to_string());
        match error {
            Error::Invalid(fields) => failure.0.fields = fields,
            Error::Stale { current } => failure.0.current_version = Some(current),
            Error::Taken { field } => failure.0.fields = vec![taken(field)],
            Error::ReplyWaits { .. } => failure.0.fields = vec![taken("scheduled_reply")],
            Error::Leaks(leaks) => failure.0.fields = leaks.iter().map(leaked).collect(),
            _ => {}
        }
        failure
    }
}

fn taken(field: &str) -> FieldError {
    FieldError { field: field.to_owned(), problem: Problem::Taken }
}

fn leaked(leak: &Leak) -> FieldError {
    FieldError { field: "body".to_owned(), problem: Problem::Other(format!("names “{}”", leak.found)) }
}

impl From<RenderError> for Failure {
    fn from(error: RenderError) -> Self {
        Self::internal(&error)
    }
}
