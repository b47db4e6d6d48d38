//! States of the database in which it can't serve for now, told apart by the codes of SQLite and PostgreSQL.

use std::{error::Error as StdError, sync::Arc};

use sea_orm::{DbErr, RuntimeErr, sqlx};

/// Why the database can't serve for now. What was asked may succeed unchanged once the cause has ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Outage {
    /// No space is left for it, or its quota is used up.
    #[error("the disk is full")]
    DiskFull,
    /// Somebody else holds a lock for longer than the store waits, or transactions got in each other's way.
    #[error("the database is locked")]
    Locked,
    /// The file, its file system or the server takes no writes.
    #[error("the database is read-only")]
    ReadOnly,
    /// The server is a replica that was not promoted.
    #[error("the database is a replica")]
    Replica,
    /// The file or the server can't be reached, or has no connection free.
    #[error("the database can't be reached")]
    Unreachable,
    /// The disk fails.
    #[error("the disk fails")]
    Io,
}

/// What the driver said.
pub(crate) type Source = Arc<dyn StdError + Send + Sync>;

impl Outage {
    /// The state that an error of the driver tells of, if it tells of one.
    pub(crate) fn of(error: &DbErr) -> Option<Self> {
        match error {
            DbErr::ConnectionAcquire(_) => Some(Self::Unreachable),
            DbErr::Conn(RuntimeErr::SqlxError(error))
            | DbErr::Exec(RuntimeErr::SqlxError(error))
            | DbErr::Query(RuntimeErr::SqlxError(error)) => Self::of_sqlx(error),
            _ => None,
        }
    }

    fn of_sqlx(error: &sqlx::Error) -> Option<Self> {
        match error {
            sqlx::Error::Database(error) => {
                let code = error.code()?;
                if error.try_downcast_ref::<sqlx::sqlite::SqliteError>().is_some() {
                    Self::of_sqlite(code.parse().ok()?)
                } else {
                    Self::of_postgres(&code)
                }
            }
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::PoolTimedOut
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Some(Self::Unreachable),
            _ => None,
        }
    }

    /// By the result code of SQLite, whose low byte is the primary one: <https://sqlite.org/rescode.html>.
    pub(crate) const fn of_sqlite(code: i32) -> Option<Self> {
        match code & 0xff {
            // BUSY, LOCKED, PROTOCOL
            5 | 6 | 15 => Some(Self::Locked),
            // READONLY
            8 => Some(Self::ReadOnly),
            // IOERR
            10 => Some(Self::Io),
            // FULL
            13 => Some(Self::DiskFull),
            // CANTOPEN
            14 => Some(Self::Unreachable),
            _ => None,
        }
    }

    /// By SQLSTATE: <https://www.postgresql.org/docs/current/errcodes-appendix.html>.
    pub(crate) fn of_postgres(code: &str) -> Option<Self> {
        match code {
            // disk_full
            "53100" => Some(Self::DiskFull),
            // read_only_sql_transaction
            "25006" => Some(Self::ReadOnly),
            // lock_not_available, query_canceled (a timeout), serialization_failure, deadlock_detected
            "55P03" | "57014" | "40001" | "40P01" => Some(Self::Locked),
            // out_of_memory, too_many_connections, configuration_limit_exceeded, the timeouts of an idle transaction and
            // session, cannot_connect_now and the shutdowns
            "53200" | "53300" | "53400" | "25P03" | "57P01" | "57P02" | "57P03" | "57P05" => {
                Some(Self::Unreachable)
            }
            // connection_exception
            _ if code.starts_with("08") => Some(Self::Unreachable),
            // system_error, io_error
            _ if code.starts_with("58") => Some(Self::Io),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extended_codes_of_sqlite_are_their_primary_one() {
        // SQLITE_BUSY_SNAPSHOT, SQLITE_IOERR_FSYNC, SQLITE_READONLY_DBMOVED, SQLITE_CONSTRAINT_UNIQUE
        assert_eq!(Outage::of_sqlite(517), Some(Outage::Locked));
        assert_eq!(Outage::of_sqlite(1034), Some(Outage::Io));
        assert_eq!(Outage::of_sqlite(1032), Some(Outage::ReadOnly));
        assert_eq!(Outage::of_sqlite(13), Some(Outage::DiskFull));
        assert_eq!(Outage::of_sqlite(2067), None);
    }

    #[test]
    fn sql_states_are_told_apart() {
        assert_eq!(Outage::of_postgres("53100"), Some(Outage::DiskFull));
        assert_eq!(Outage::of_postgres("08006"), Some(Outage::Unreachable));
        assert_eq!(Outage::of_postgres("55P03"), Some(Outage::Locked));
        assert_eq!(Outage::of_postgres("23505"), None);
    }
}
