//! How the store fails. What is the caller's to answer (a conflict, a stale version) has its own variant; the rest is
//! the database's.

use std::{fmt::Display, sync::Arc};

use sea_orm::{DbErr, SqlErr};

use crate::outage::{Outage, Source};

/// Why something could not be read or written.
#[derive(Debug, Clone, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The address of the database can't be understood.
    #[error(
        "`{0}` is not a database address: give a path, sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME"
    )]
    Address(String),
    /// There is no database at the address, or it lets nobody in.
    #[error("can't reach the database {database}")]
    Unreachable {
        /// Which one, without its password.
        database: String,
        /// What the driver said.
        #[source]
        source: DbErr,
    },
    /// A newer release has changed the schema.
    #[error(
        "the database was migrated by a newer release (step `{step}`): use that release, or restore a backup"
    )]
    Schema {
        /// The first step this release does not know.
        step: String,
    },
    /// Something with this name exists already.
    #[error("{0} exists already")]
    Conflict(Conflict),
    /// The question was changed since the caller read it.
    #[error("the question was changed meanwhile: it is at version {current}")]
    Stale {
        /// The version it has now.
        current: i64,
    },
    /// There is no such row.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// A row is not a value of the domain: somebody wrote to the database by hand, or there is a bug.
    #[error("the {what} {id} in the database makes no sense: {why}")]
    Inconsistent {
        /// What it should be.
        what: &'static str,
        /// Which one.
        id: String,
        /// What is wrong with it.
        why: String,
    },
    /// An earlier statement of the transaction failed, so there is nothing to commit.
    #[error("an earlier statement of this transaction failed; nothing of it was kept")]
    Broken,
    /// So much of the past is still to be counted that no figure can be given yet.
    #[error("the past is still being counted")]
    Behind,
    /// The store is being closed.
    #[error("the store is closing")]
    Closing,
    /// No space is left for the database, or its quota is used up. Nothing was kept.
    #[error("the disk is full")]
    Full(#[source] Source),
    /// The database can't serve for now, for another reason than its disk being full. Nothing was kept.
    #[error("{outage}")]
    Unavailable {
        /// The reason.
        outage: Outage,
        /// What the driver said.
        source: Source,
    },
    /// Rows could not be added; each of those that shared a commit is told the same.
    #[error("the database took no rows")]
    Rows(#[source] Arc<rusqlite::Error>),
    /// Anything else that the database says.
    #[error("the database failed")]
    Database(#[source] DbErr),
}

/// What exists already.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Conflict {
    /// A message with this external id on its channel.
    #[error("a message with this external id")]
    ExternalId,
    /// A user with this e-mail address.
    #[error("a user with this e-mail address")]
    Email,
    /// A voice, topic, calendar or policy with this key.
    #[error("one with this key")]
    Key,
    /// A question with this number.
    #[error("a question with this number")]
    Number,
    /// A question, session, invitation or program with this token.
    #[error("one with this token")]
    Token,
    /// A customer with this address or handle.
    #[error("a customer with this address or handle")]
    Identity,
    /// An answer to a request with this key.
    #[error("an answer to this request")]
    Idempotency,
    /// A version of a draft, calendar, policy or model with this number.
    #[error("this version")]
    Version,
    /// A row with this id.
    #[error("one with this id")]
    Id,
}

/// Names of unique indexes as PostgreSQL quotes them, columns as SQLite lists them. Parts of other names come later.
const CONFLICTS: [(&str, &str, Conflict); 17] = [
    ("message_external", "message.channel, message.external_id", Conflict::ExternalId),
    ("users_email", "users.email", Conflict::Email),
    ("voice_key", "voice.key", Conflict::Key),
    ("topic_key", "topic.key", Conflict::Key),
    ("calendar_key", "calendar.key", Conflict::Key),
    ("policy_key", "policy.key", Conflict::Key),
    ("question_number", "question.number", Conflict::Number),
    ("question_token", "question.token", Conflict::Token),
    ("session_refresh", "session.refresh_hash", Conflict::Token),
    ("token_hash", "token.hash", Conflict::Token),
    ("invitation_pkey", "invitation.hash", Conflict::Token),
    ("customer_identity_pkey", "customer_identity.scope, customer_identity.value", Conflict::Identity),
    ("idempotency_pkey", "idempotency.scope, idempotency.key", Conflict::Idempotency),
    ("draft_version_pkey", "draft_version.draft_id, draft_version.version", Conflict::Version),
    ("calendar_version_pkey", "calendar_version.calendar_id, calendar_version.version", Conflict::Version),
    ("policy_version_pkey", "policy_version.policy_id, policy_version.version", Conflict::Version),
    ("routing_model_pkey", "routing_model.version", Conflict::Version),
];

impl From<DbErr> for Error {
    fn from(error: DbErr) -> Self {
        match error.sql_err() {
            Some(SqlErr::UniqueConstraintViolation(message)) => Self::conflict(&message),
            _ => match Outage::of(&error) {
                Some(outage) => Self::unavailable(outage, Arc::new(error)),
                None => Self::Database(error),
            },
        }
    }
}

impl Error {
    /// The state of the database that this tells of, if it tells of one: it ends without a change to what was asked.
    pub fn outage(&self) -> Option<Outage> {
        match self {
            Self::Full(_) => Some(Outage::DiskFull),
            Self::Unavailable { outage, .. } => Some(*outage),
            Self::Unreachable { source, .. } => Some(Outage::of(source).unwrap_or(Outage::Unreachable)),
            _ => None,
        }
    }

    /// The database can't serve for now.
    pub(crate) fn unavailable(outage: Outage, source: Source) -> Self {
        match outage {
            Outage::DiskFull => Self::Full(source),
            outage => Self::Unavailable { outage, source },
        }
    }

    /// Something exists already, as the database names it.
    pub(crate) fn conflict(message: &str) -> Self {
        Self::Conflict(conflict(message))
    }
}

fn conflict(message: &str) -> Conflict {
    let named = |index: &str, columns: &str| {
        message.contains(&format!("\"{index}\"")) || message.ends_with(&format!(": {columns}"))
    };
    CONFLICTS.iter().find(|(index, columns, _)| named(index, columns)).map_or(Conflict::Id, |found| found.2)
}

/// Turns what a row holds into a domain value, or names the row that does not hold one.
pub(crate) trait Sound<T> {
    /// The value, or which row is wrong.
    fn sound(self, what: &'static str, id: &dyn Display) -> Result<T, Error>;
}

impl<T, E: Display> Sound<T> for Result<T, E> {
    fn sound(self, what: &'static str, id: &dyn Display) -> Result<T, Error> {
        self.map_err(|why| Error::Inconsistent { what, id: id.to_string(), why: why.to_string() })
    }
}

impl<T> Sound<T> for Option<T> {
    fn sound(self, what: &'static str, id: &dyn Display) -> Result<T, Error> {
        self.ok_or("a name in it is unknown").sound(what, id)
    }
}
