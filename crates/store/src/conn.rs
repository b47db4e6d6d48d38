//! The connection that every query goes through: it counts statements, and remembers a failure so that a transaction
//! in which one happened can't be committed (PostgreSQL would answer such a COMMIT with a silent ROLLBACK).

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, ExecResult, QueryResult,
    Statement, prelude::async_trait::async_trait,
};

/// What the store did since it was opened.
#[derive(Debug, Default)]
pub(crate) struct Counters {
    pub(crate) statements: AtomicU64,
    pub(crate) transactions: AtomicU64,
    pub(crate) commits: AtomicU64,
}

/// A borrowed connection.
pub(crate) struct Conn<'a> {
    pub(crate) inner: Inner<'a>,
    pub(crate) counters: &'a Counters,
    /// Set when a statement fails, where it matters.
    pub(crate) failed: Option<&'a AtomicBool>,
}

/// A pool, or the connection of one transaction.
#[derive(Clone, Copy)]
pub(crate) enum Inner<'a> {
    Pool(&'a DatabaseConnection),
    Transaction(&'a DatabaseTransaction),
    /// What was the connection of a transaction that has ended.
    Over,
}

macro_rules! on {
    ($conn:expr, $inner:ident => $call:expr) => {{
        $conn.counters.statements.fetch_add(1, Ordering::Relaxed);
        let result = match $conn.inner {
            Inner::Pool($inner) => $call.await,
            Inner::Transaction($inner) => $call.await,
            Inner::Over => Err(DbErr::Custom("the transaction has ended".to_owned())),
        };
        if let (Err(_), Some(failed)) = (&result, $conn.failed) {
            failed.store(true, Ordering::Relaxed);
        }
        result
    }};
}

#[async_trait]
impl ConnectionTrait for Conn<'_> {
    fn get_database_backend(&self) -> DbBackend {
        match self.inner {
            Inner::Pool(inner) => inner.get_database_backend(),
            Inner::Transaction(inner) => inner.get_database_backend(),
            // Only turns on SQLite's writer end before their reader does.
            Inner::Over => DbBackend::Sqlite,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        on!(self, inner => inner.execute_raw(statement))
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        on!(self, inner => inner.execute_unprepared(sql))
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        on!(self, inner => inner.query_one_raw(statement))
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        on!(self, inner => inner.query_all_raw(statement))
    }
}
