//! The connection that every query goes through: it counts statements, and remembers a failure so that a transaction
//! in which one happened can't be committed (PostgreSQL would answer such a COMMIT with a silent ROLLBACK).
//!
//! On SQLite each statement is a trip to the connection's own thread and back, which costs more than the work itself. So
//! rows that are only added wait in [`Pending`] and make the trip together, before the next statement or the commit.

use std::sync::{
    Mutex, OnceLock, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    Statement, Values, prelude::async_trait::async_trait,
};

use crate::{highwater::HighWater, outage::Outage};

/// What the store did since it was opened.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) statements: AtomicU64,
    pub(crate) transactions: AtomicU64,
    pub(crate) commits: AtomicU64,
    /// Of the embedded database.
    pub(crate) highwater: OnceLock<HighWater>,
    pub(crate) write_failures: AtomicU64,
}

impl Counters {
    /// Notes outside of the database what has just been committed.
    pub(crate) fn raise_highwater(&self) {
        if let Some(highwater) = self.highwater.get() {
            highwater.raise();
        }
    }
}

/// Whether a statement of a transaction has failed, and with what.
#[derive(Debug, Default)]
pub(crate) struct Failed {
    flag: AtomicBool,
    first: OnceLock<DbErr>,
}

impl Failed {
    /// The error of the first statement that failed, or what stands for it where nobody waited for its end.
    pub(crate) fn error(&self) -> Option<DbErr> {
        let unknown = || DbErr::Custom("an earlier statement of this transaction failed".to_owned());
        let failed = self.flag.load(Ordering::Acquire);
        failed.then(|| {
            self.first.get().cloned().filter(|error| Outage::of(error).is_some()).unwrap_or_else(unknown)
        })
    }

    fn set(&self, error: Option<&DbErr>) {
        if let Some(error) = error {
            // Only the first tells the cause.
            drop(self.first.set(error.clone()));
        }
        self.flag.store(true, Ordering::Release);
    }
}

/// A statement on its way. Whoever drops it before its answer does not know what became of it, nor of its transaction.
struct Running<'a>(Option<&'a Failed>);

impl Running<'_> {
    fn end<T>(mut self, result: &Result<T, DbErr>) {
        if let (Some(failed), Err(error)) = (self.0.take(), result) {
            failed.set(Some(error));
        }
    }
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if let Some(failed) = self.0 {
            failed.set(None);
        }
    }
}

/// After a failure nothing more is sent: PostgreSQL refuses it, and SQLite, which may have rolled the whole transaction
/// back, would keep it at once.
macro_rules! on {
    ($conn:expr, $inner:ident => $call:expr) => {{
        if let Some(error) = $conn.failed.and_then(Failed::error) {
            return Err(error);
        }
        let running = Running($conn.failed);
        $conn.counters.statements.fetch_add(1, Ordering::Relaxed);
        let result = match $conn.inner {
            Inner::Pool($inner) => $call.await,
            Inner::Transaction($inner) => $call.await,
            Inner::Over => Err(DbErr::Custom("the transaction has ended".to_owned())),
            Inner::Append => Err(DbErr::Custom("a transaction that only adds rows asks nothing".to_owned())),
        };
        running.end(&result);
        result
    }};
}

/// Statements that nobody waits for the answer of.
#[derive(Debug, Default)]
pub(crate) struct Pending {
    waiting: Mutex<Vec<Statement>>,
    sent: AtomicBool,
}

impl Pending {
    /// What comes first opens a savepoint.
    pub(crate) fn in_savepoint() -> Self {
        let open = Statement::from_string(DbBackend::Sqlite, "SAVEPOINT member");
        Self { waiting: Mutex::new(vec![open]), sent: AtomicBool::new(false) }
    }

    /// Adds one to those that wait.
    pub(crate) fn push(&self, statement: Statement) {
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner).push(statement);
    }

    /// All that wait, as one: SQLite runs several statements of one text in turn, each with its share of the values.
    pub(crate) fn take(&self) -> Option<Statement> {
        self.sent.store(true, Ordering::Relaxed);
        self.each().into_iter().reduce(after)
    }

    /// All that wait, one by one.
    pub(crate) fn each(&self) -> Vec<Statement> {
        std::mem::take(&mut *self.waiting.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Whether anything was sent; only then is there something to undo.
    pub(crate) fn is_sent(&self) -> bool {
        self.sent.load(Ordering::Relaxed)
    }
}

/// A statement that runs after another one on the same trip.
pub(crate) fn after(first: Statement, then: Statement) -> Statement {
    let values = first.values.into_iter().chain(then.values).flat_map(|values| values.0).collect();
    Statement {
        sql: format!("{};{}", first.sql, then.sql),
        values: Some(Values(values)),
        db_backend: then.db_backend,
    }
}

/// A borrowed connection.
pub(crate) struct Conn<'a> {
    pub(crate) inner: Inner<'a>,
    pub(crate) counters: &'a Counters,
    /// Set when a statement fails, where it matters.
    pub(crate) failed: Option<&'a Failed>,
    /// What goes before the next statement, where it may wait.
    pub(crate) pending: Option<&'a Pending>,
}

impl Conn<'_> {
    /// A query with what waits before it. Only for queries: what waits answers nothing, but counts as rows affected.
    fn with_pending(&self, query: Statement) -> Statement {
        match self.pending.and_then(Pending::take) {
            Some(waiting) => after(waiting, query),
            None => query,
        }
    }

    /// Sends what waits.
    pub(crate) async fn flush(&self) -> Result<(), DbErr> {
        match self.pending.and_then(Pending::take) {
            Some(all) => on!(self, inner => inner.execute_raw(all)).map(drop),
            None => Ok(()),
        }
    }
}

/// A pool, or the connection of one transaction.
#[derive(Clone, Copy)]
pub(crate) enum Inner<'a> {
    Pool(&'a DatabaseConnection),
    Transaction(&'a DatabaseTransaction),
    /// What was the connection of a transaction that has ended.
    Over,
    /// A transaction that sends everything at its end.
    Append,
}

#[async_trait]
impl ConnectionTrait for Conn<'_> {
    fn get_database_backend(&self) -> DbBackend {
        match self.inner {
            Inner::Pool(inner) => inner.get_database_backend(),
            Inner::Transaction(inner) => inner.get_database_backend(),
            // Only turns on SQLite's writer end before their reader does, and only there rows wait for the end.
            Inner::Over | Inner::Append => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        self.flush().await?;
        on!(self, inner => inner.execute_raw(statement))
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.flush().await?;
        on!(self, inner => inner.execute_unprepared(sql))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        let statement = self.with_pending(statement);
        on!(self, inner => inner.query_one_raw(statement))
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let statement = self.with_pending(statement);
        on!(self, inner => inner.query_all_raw(statement))
    }
}
