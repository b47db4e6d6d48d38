//! The unit of work: a value that is consumed by committing and undone when dropped. What it writes stands beside each
//! aggregate.

use std::{
    ops::Deref,
    sync::{Arc, atomic::Ordering},
};

use sea_orm::{
    ActiveModelTrait, ConnectionTrait as _, DbBackend, EntityTrait, IntoActiveModel, ModelTrait,
    QueryTrait as _, Statement,
};

use crate::{
    append::Append,
    error::Error,
    json,
    listen::CHANNEL,
    notice::Notice,
    reader::{Reader, Source},
};

/// PostgreSQL takes at most 8,000 bytes in one notification.
const NOTICES_AT_ONCE: usize = 20;

/// A transaction. It reads like a [`Reader`], and sees what it wrote.
#[derive(Debug)]
#[must_use = "a transaction that is dropped is undone"]
pub struct Tx {
    reader: Reader,
    notices: Vec<Notice>,
}

impl Deref for Tx {
    type Target = Reader;

    fn deref(&self) -> &Reader {
        &self.reader
    }
}

impl Tx {
    pub(crate) fn new(reader: Reader) -> Self {
        Self { reader, notices: Vec::new() }
    }

    /// Tells the listeners, here and on other nodes, once this transaction is durable.
    pub fn notify(&mut self, notice: Notice) {
        // An event has an id of its own; in a batch of hundreds, looking through all of them adds up.
        if matches!(notice, Notice::Event(_)) || !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// Adds a row.
    pub(crate) async fn insert<M>(&mut self, row: M) -> Result<(), Error>
    where
        M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    {
        M::Entity::insert(row.into_active_model()).exec_without_returning(&self.conn()).await?;
        Ok(())
    }

    /// Adds rows in one statement; none at all is fine.
    pub(crate) async fn insert_all<A, M>(&mut self, rows: impl IntoIterator<Item = M>) -> Result<(), Error>
    where
        A: ActiveModelTrait,
        M: IntoActiveModel<A>,
    {
        let rows = rows.into_iter().map(IntoActiveModel::into_active_model);
        A::Entity::insert_many(rows).exec_without_returning(&self.conn()).await?;
        Ok(())
    }

    /// Adds a row, when the next statement is sent or the transaction is committed: what is wrong with it is said then.
    /// For rows that others can't have taken.
    pub(crate) async fn add<M>(&mut self, row: M) -> Result<(), Error>
    where
        M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
    {
        match self.waiting() {
            Some(pending) => {
                pending.push(M::Entity::insert(row.into_active_model()).build(DbBackend::Sqlite));
            }
            None => self.insert(row).await?,
        }
        Ok(())
    }

    /// Adds rows as [`Self::add`] does; none at all is fine.
    pub(crate) async fn add_all<A, M>(&mut self, rows: impl IntoIterator<Item = M>) -> Result<(), Error>
    where
        A: ActiveModelTrait,
        M: IntoActiveModel<A>,
    {
        let mut rows = rows.into_iter().peekable();
        match self.waiting() {
            _ if rows.peek().is_none() => {}
            Some(pending) => {
                let rows = rows.map(IntoActiveModel::into_active_model);
                pending.push(A::Entity::insert_many(rows).build(DbBackend::Sqlite));
            }
            None => self.insert_all(rows).await?,
        }
        Ok(())
    }

    /// Keeps what was written: when this returns, it survives a power cut. After a statement that failed there is
    /// nothing to keep, on either database.
    pub async fn commit(self) -> Result<(), Error> {
        let counters = Arc::clone(self.reader.counters());
        let kept = self.keep().await;
        // What collided with another row is the caller's to answer, and no trouble of the database.
        if kept.as_ref().is_err_and(|error| !matches!(error, Error::Conflict(_))) {
            counters.write_failures.fetch_add(1, Ordering::Relaxed);
        }
        kept
    }

    async fn keep(self) -> Result<(), Error> {
        let Self { reader, notices } = self;
        if let Some(failure) = reader.failure() {
            return Err(failure);
        }
        if reader.is_postgres() {
            announce(&reader, &notices).await?;
        }
        let (source, counters) = reader.into_parts();
        match source {
            Source::Member(member) => member.commit(notices).await?,
            Source::Append(append) => append.commit(notices).await?,
            Source::Transaction(transaction) => {
                transaction.commit().await?;
                counters.commits.fetch_add(1, Ordering::Relaxed);
            }
            // A pool has nothing open; no transaction is made of one.
            Source::Pool(_) => {}
        }
        counters.transactions.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

impl Tx {
    /// The rows for SQLite's writer, if it is nothing but rows.
    pub(crate) fn only_rows(&mut self) -> Option<&mut Append> {
        self.reader.append()
    }

    /// Undoes what was written, and ends when that is done; dropping does the same in its own time.
    pub async fn rollback(self) -> Result<(), Error> {
        match self.reader.into_parts().0 {
            Source::Member(member) => member.rollback().await,
            Source::Transaction(transaction) => Ok(transaction.rollback().await?),
            // Neither has anything open: rows that were not committed are nowhere but here.
            Source::Append(_) | Source::Pool(_) => Ok(()),
        }
    }
}

/// PostgreSQL passes a notification on when, and only when, its transaction commits.
async fn announce(reader: &Reader, notices: &[Notice]) -> Result<(), Error> {
    for some in notices.chunks(NOTICES_AT_ONCE) {
        let values = [CHANNEL.into(), json::text(&some, "notice")?.into()];
        let notify = Statement::from_sql_and_values(DbBackend::Postgres, "SELECT pg_notify($1, $2)", values);
        reader.conn().execute_raw(notify).await?;
    }
    Ok(())
}
