//! What every question to the database starts from: a pool, or the transaction it is asked in. The questions
//! themselves stand beside what they ask for: one file an aggregate, `read/` for pages.

use std::sync::Arc;

use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, Statement,
    TransactionTrait as _,
};

use crate::{
    append::Append,
    conn::{Conn, Counters, Failed, Inner, Pending},
    error::Error,
    writer::Member,
};

/// Reads. Had from [`crate::Store::read`], or within a transaction: a [`crate::Tx`] is a reader too.
pub struct Reader {
    source: Source,
    counters: Arc<Counters>,
    failed: Failed,
    /// Whether statements are explained by their generic plans.
    generic: bool,
}

/// Where the rows come from.
pub(crate) enum Source {
    /// Any connection; each statement sees what is committed by then.
    Pool(DatabaseConnection),
    /// A turn on SQLite's writer.
    Member(Member),
    /// Rows for SQLite's writer.
    Append(Append),
    /// A transaction of PostgreSQL.
    Transaction(DatabaseTransaction),
}

impl Reader {
    pub(crate) fn new(source: Source, counters: Arc<Counters>) -> Self {
        Self { source, counters, failed: Failed::default(), generic: false }
    }

    /// The connection for one statement.
    pub(crate) fn conn(&self) -> Conn<'_> {
        let (inner, failed) = match &self.source {
            Source::Pool(pool) => (Inner::Pool(pool), None),
            Source::Member(member) => {
                (member.transaction().map_or(Inner::Over, Inner::Transaction), Some(&self.failed))
            }
            Source::Append(_) => (Inner::Append, Some(&self.failed)),
            Source::Transaction(transaction) => (Inner::Transaction(transaction), Some(&self.failed)),
        };
        Conn { inner, counters: &self.counters, failed, pending: self.waiting() }
    }

    /// Where statements may wait for the next one, or the end: on SQLite's writer, whose every statement is a trip.
    pub(crate) fn waiting(&self) -> Option<&Pending> {
        match &self.source {
            Source::Member(member) => Some(member.pending()),
            Source::Append(append) => Some(append.pending()),
            Source::Pool(_) | Source::Transaction(_) => None,
        }
    }

    /// The rows for SQLite's writer, if it is nothing but rows.
    pub(crate) fn append(&mut self) -> Option<&mut Append> {
        match &mut self.source {
            Source::Append(append) => Some(append),
            Source::Pool(_) | Source::Member(_) | Source::Transaction(_) => None,
        }
    }

    /// Why nothing of this transaction can be kept, where a statement of it has failed.
    pub(crate) fn failure(&self) -> Option<Error> {
        let error = self.failed.error().map(Error::from)?;
        Some(if error.outage().is_some() { error } else { Error::Broken })
    }

    /// What is counted.
    pub(crate) fn counters(&self) -> &Arc<Counters> {
        &self.counters
    }

    /// What it was made of.
    pub(crate) fn into_parts(self) -> (Source, Arc<Counters>) {
        (self.source, self.counters)
    }

    /// How the database would go about a statement, line by line.
    pub(crate) async fn explain(&self, mut statement: Statement) -> Result<Vec<String>, Error> {
        if self.generic && statement.db_backend == DbBackend::Postgres {
            return self.explain_generic(&statement).await;
        }
        let (explain, line) = match statement.db_backend {
            DbBackend::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
            _ => ("EXPLAIN", "QUERY PLAN"),
        };
        statement.sql = format!("{explain} {}", statement.sql);
        let plan = self.conn().query_all_raw(statement).await?;
        Ok(plan.iter().map(|row| row.try_get("", line)).collect::<Result<_, _>>()?)
    }

    /// How PostgreSQL would go about a statement whose values it does not look at, as it does from the sixth run on where
    /// that seems no worse.
    async fn explain_generic(&self, statement: &Statement) -> Result<Vec<String>, Error> {
        let Source::Pool(pool) = &self.source else { return Err(Error::Missing("pool")) };
        let transaction = pool.begin().await?;
        let prepare =
            format!("SET LOCAL plan_cache_mode = force_generic_plan; PREPARE explained AS {}", statement.sql);
        transaction.execute_unprepared(&prepare).await?;
        let values = statement.values.as_ref().map_or(0, |values| values.0.len());
        let values =
            if values == 0 { String::new() } else { format!("({})", vec!["NULL"; values].join(", ")) };
        let explain = format!("EXPLAIN EXECUTE explained{values}");
        let plan = transaction.query_all_raw(Statement::from_string(DbBackend::Postgres, explain)).await?;
        let plan = plan.iter().map(|row| row.try_get("", "QUERY PLAN")).collect::<Result<_, _>>()?;
        transaction.execute_unprepared("DEALLOCATE explained").await?;
        transaction.rollback().await?;
        Ok(plan)
    }

    /// Explains statements by their generic plans from now on.
    #[must_use]
    pub fn by_generic_plan(mut self) -> Self {
        self.generic = true;
        self
    }

    /// Whether several transactions can be at work on the same rows.
    pub(crate) fn is_postgres(&self) -> bool {
        matches!(self.conn().get_database_backend(), DbBackend::Postgres)
    }
}

impl std::fmt::Debug for Reader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reader").finish_non_exhaustive()
    }
}
