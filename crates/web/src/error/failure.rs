//! A refusal with everything that is told about it.

use std::fmt;
use std::time::Duration;

use axum::http::HeaderValue;
use axum::http::header::RETRY_AFTER;
use axum::response::Response;
use souffleur_app::error::Sources;
use souffleur_app::{Error, FieldError, Problem};
use souffleur_core::leak::Leak;
use souffleur_render::RenderError;

use super::kind::FailureKind;

/// What a handler answers when it can't do what was asked. Small, so that results that carry it stay small.
#[derive(Debug, Clone)]
pub struct Failure(pub(super) Box<Inner>);

#[derive(Debug, Clone)]
pub(super) struct Inner {
    pub(super) kind: FailureKind,
    pub(super) detail: Option<String>,
    pub(super) fields: Vec<FieldError>,
    pub(super) current_version: Option<i64>,
    retry_after: Option<Duration>,
}

impl Failure {
    /// A failure of a kind, with nothing to add.
    pub fn new(kind: FailureKind) -> Self {
        let retry_after = kind.retry_after();
        let inner = Inner { kind, detail: None, fields: vec![], current_version: None, retry_after };
        Self(Box::new(inner))
    }

    /// There is no such thing.
    pub fn not_found() -> Self {
        Self::new(FailureKind::NotFound)
    }

    /// The request can't be read, and why.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::new(FailureKind::Malformed).with_detail(detail)
    }

    /// One field can't be taken as it is.
    pub fn invalid(field: &str, problem: impl Into<Problem>) -> Self {
        Self::from(Error::invalid(field, problem))
    }

    /// Too many requests; how long to wait.
    pub fn too_many(wait: Duration) -> Self {
        let mut failure = Self::new(FailureKind::TooMany);
        failure.0.retry_after = Some(wait);
        failure
    }

    /// A fault of ours: the cause goes to the log and nowhere else.
    pub fn internal(cause: &(dyn std::error::Error + 'static)) -> Self {
        // The span of the request says which one, and on which route.
        tracing::error!(error = %cause, error.sources = %Sources(cause), "a request failed inside the desk");
        Self::new(FailureKind::Internal)
    }

    /// The database or the disk can't serve for now: the cause goes to the log.
    fn outage(kind: FailureKind, cause: &(dyn std::error::Error + 'static)) -> Self {
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
    pub fn retry_on(&self, mut response: Response) -> Response {
        if let Some(wait) = self.0.retry_after {
            // Rounded up: who comes back when told to must find the door open.
            let seconds = u64::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u64::MAX).max(1);
            response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        response
    }

    /// What went wrong.
    pub fn kind(&self) -> FailureKind {
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
            Error::Forbidden => FailureKind::Forbidden,
            Error::NotFound => FailureKind::NotFound,
            Error::SignInRefused => FailureKind::SignInRefused,
            Error::SessionEnded => FailureKind::SignInNeeded,
            Error::Invalid(_) => FailureKind::Invalid,
            Error::Stale { .. } => FailureKind::Stale,
            Error::IllegalStep(_) => FailureKind::IllegalStep,
            Error::Leaks(_) => FailureKind::NamesInsider,
            Error::KeyReused => FailureKind::KeyReused,
            Error::Taken { .. } | Error::ReplyWaits { .. } => FailureKind::Taken,
            Error::Busy => FailureKind::Unavailable,
            Error::Full(source) => {
                return Self::outage(FailureKind::StorageFull, &**source).with_detail(error.to_string());
            }
            Error::Unavailable(source) => {
                return Self::outage(FailureKind::DatabaseUnavailable, &**source)
                    .with_detail(error.to_string());
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
