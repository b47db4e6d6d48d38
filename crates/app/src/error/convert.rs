//! Errors of other crates as errors of a use case.

use std::io;

use souffleur_core::{draft::IllegalDraftStep, permission::Forbidden, question::IllegalStep};

use super::Error;

impl From<Forbidden> for Error {
    fn from(_: Forbidden) -> Self {
        Self::Forbidden
    }
}

impl From<IllegalStep> for Error {
    fn from(step: IllegalStep) -> Self {
        Self::IllegalStep(step.to_string())
    }
}

impl From<IllegalDraftStep> for Error {
    fn from(step: IllegalDraftStep) -> Self {
        Self::IllegalStep(step.to_string())
    }
}

impl From<souffleur_store::Error> for Error {
    fn from(error: souffleur_store::Error) -> Self {
        use souffleur_store::{Conflict, Error as Stored, Outage};
        match error.outage() {
            Some(Outage::DiskFull) => return Self::Full(error.into()),
            Some(_) => return Self::Unavailable(error.into()),
            None => {}
        }
        let field = match &error {
            Stored::Stale { current } => return Self::Stale { current: *current },
            Stored::Missing(_) => return Self::NotFound,
            Stored::Behind => return Self::Busy,
            Stored::Conflict(Conflict::Email) => "email",
            Stored::Conflict(Conflict::Key) => "key",
            Stored::Conflict(Conflict::ExternalId) => "external_id",
            Stored::Conflict(Conflict::Identity) => "customer",
            Stored::Conflict(Conflict::Idempotency) => "Idempotency-Key",
            Stored::Conflict(Conflict::Number) => "number",
            _ => return Self::internal(error),
        };
        Self::Taken { field }
    }
}

/// A file that could not be written or read: the disk's state, which ends, never a fault of what was asked.
impl From<io::Error> for Error {
    fn from(error: io::Error) -> Self {
        use io::ErrorKind as K;
        match error.kind() {
            K::StorageFull | K::QuotaExceeded | K::FileTooLarge => Self::Full(error.into()),
            _ => Self::Unavailable(error.into()),
        }
    }
}

impl From<souffleur_render::RenderError> for Error {
    fn from(error: souffleur_render::RenderError) -> Self {
        Self::internal(error)
    }
}
