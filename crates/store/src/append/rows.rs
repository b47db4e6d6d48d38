//! The connection that rows are added through.
//!
//! The connection of the writer answers every statement across threads, which costs more than adding the row: ten rows
//! make a question. Here the statements of a whole group of transactions are run in one go by the thread that called.

use std::path::Path;

use rusqlite::{Connection, ErrorCode, params_from_iter, types::Value as Bound};
use sea_orm::{DbErr, Statement, Value};

use crate::{database::BUSY, error::Error, outage::Outage};

/// Statements that are kept prepared: every kind of row, in every number that a transaction adds at once.
const PREPARED: usize = 256;

/// A connection that only adds.
pub(super) struct Rows {
    connection: Connection,
}

/// One statement with its values.
pub(super) struct Row {
    sql: String,
    values: Vec<Bound>,
}

impl Rows {
    /// Connects to a database that exists.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let unreachable = |source: rusqlite::Error| Error::Unreachable {
            database: path.display().to_string(),
            source: DbErr::Custom(source.to_string()),
        };
        let connection = Connection::open(path).map_err(unreachable)?;
        connection.set_prepared_statement_cache_capacity(PREPARED);
        connection.busy_timeout(BUSY).map_err(unreachable)?;
        for (name, value) in crate::database::PRAGMAS {
            connection.pragma_update(None, name, value).map_err(unreachable)?;
        }
        Ok(Self { connection })
    }

    /// Opens a transaction.
    pub(super) fn begin(&self) -> rusqlite::Result<()> {
        self.run("BEGIN IMMEDIATE")
    }

    /// Adds rows to it.
    pub(super) fn add(&self, rows: &[Row]) -> rusqlite::Result<()> {
        for Row { sql, values } in rows {
            self.connection.prepare_cached(sql)?.execute(params_from_iter(values))?;
        }
        Ok(())
    }

    /// Ends it; when this returns, the rows are on the disk.
    pub(super) fn commit(&self) -> rusqlite::Result<()> {
        self.run("COMMIT")
    }

    /// Undoes it; without one, does nothing.
    pub(super) fn undo(&self) -> rusqlite::Result<()> {
        if self.connection.is_autocommit() { Ok(()) } else { self.run("ROLLBACK") }
    }

    fn run(&self, sql: &str) -> rusqlite::Result<()> {
        self.connection.prepare_cached(sql)?.execute([]).map(drop)
    }
}

impl Row {
    /// A statement as it is built for SQLite.
    pub(super) fn of(statement: Statement) -> Result<Self, Error> {
        let values = statement.values.into_iter().flat_map(|values| values.0);
        Ok(Self { sql: statement.sql, values: values.map(bound).collect::<Result<_, _>>()? })
    }
}

/// How a value is kept, as the writer's own connection keeps it.
fn bound(value: Value) -> Result<Bound, Error> {
    Ok(match value {
        Value::Bool(value) => value.map_or(Bound::Null, |value| Bound::Integer(value.into())),
        Value::Int(value) => value.map_or(Bound::Null, |value| Bound::Integer(value.into())),
        Value::BigInt(value) => value.map_or(Bound::Null, Bound::Integer),
        Value::Double(value) => value.map_or(Bound::Null, Bound::Real),
        Value::String(value) => value.map_or(Bound::Null, Bound::Text),
        Value::Bytes(value) => value.map_or(Bound::Null, Bound::Blob),
        Value::Uuid(value) => value.map_or(Bound::Null, |value| Bound::Blob(value.into_bytes().to_vec())),
        other => return Err(Error::Database(DbErr::Type(format!("{other:?} is not kept in any row")))),
    })
}

/// What the database said, where it is a constraint that was broken.
pub(super) fn broken_constraint(error: &rusqlite::Error) -> Option<&str> {
    match error {
        rusqlite::Error::SqliteFailure(failure, message)
            if failure.code == ErrorCode::ConstraintViolation =>
        {
            message.as_deref()
        }
        _ => None,
    }
}

/// The state of the database that its answer tells of.
pub(super) fn outage(error: &rusqlite::Error) -> Option<Outage> {
    Outage::of_sqlite(error.sqlite_error()?.extended_code)
}
