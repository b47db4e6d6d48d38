//! The connection that members take turns on, and the outer transaction that they share.
//!
//! A connection is trusted only as long as every BEGIN, COMMIT, ROLLBACK and RELEASE on it has succeeded. SQLite may roll a
//! whole transaction back by itself (disk full, I/O error), and the driver counts how deep it is in transactions by what it
//! sent: once the two disagree, a later BEGIN is a savepoint in a transaction that nobody commits. So after any such failure
//! the connection is closed, which undoes what it had open, and the next turn opens a new one.

use std::time::Duration;

use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait as _,
};
use tokio::{
    sync::oneshot,
    time::{Instant, timeout},
};

use super::{LONGEST, MOST_MEMBERS, Writer};
use crate::{conn::after, database::Database, error::Error, notice::Notice};

/// How long a connection that is thrown away may take to close.
const CLOSING: Duration = Duration::from_secs(1);

/// The transactions that share the next commit, and their connection.
#[derive(Default)]
pub(crate) struct Group {
    connection: Option<Trusted>,
    pub(super) outer: Option<Outer>,
    pub(super) members: Vec<Joined>,
    /// When no transaction could be begun last, and why.
    refused: Option<(Instant, Error)>,
}

struct Trusted {
    connection: DatabaseConnection,
    /// The writer's generation when it was opened.
    generation: u64,
}

pub(super) struct Outer {
    pub(super) transaction: DatabaseTransaction,
    opened: Instant,
}

/// A transaction that is done but for the common commit.
pub(super) struct Joined {
    pub(super) done: oneshot::Sender<Result<(), Error>>,
    pub(super) notices: Vec<Notice>,
}

impl Outer {
    /// Commits, and proves that SQLite was in no transaction afterwards: only then can the second BEGIN succeed. What it
    /// opens is empty and locks nothing; it is rolled back, by which the driver's count is right again.
    pub(super) async fn commit(&self) -> Result<(), Error> {
        Ok(self.transaction.execute_unprepared("COMMIT;BEGIN").await.map(drop)?)
    }
}

impl Group {
    /// A group on a connection that was just opened.
    pub(super) fn on(connection: DatabaseConnection) -> Self {
        Self { connection: Some(Trusted { connection, generation: 0 }), ..Self::default() }
    }

    /// The connection, opened where there is none that can be trusted.
    pub(super) async fn connect(&mut self, writer: &Writer) -> Result<&DatabaseConnection, Error> {
        let generation = writer.generation();
        if self.connection.as_ref().is_some_and(|known| known.generation != generation) {
            self.discard().await;
        }
        let trusted = if let Some(trusted) = self.connection.take() {
            trusted
        } else {
            let connection = Database::reconnect_writer(&writer.path).await?;
            Trusted { connection, generation }
        };
        Ok(&self.connection.insert(trusted).connection)
    }

    /// Opens the outer transaction, unless it is open.
    pub(super) async fn open(&mut self, writer: &Writer) -> Result<(), Error> {
        if self.outer.is_some() {
            return Ok(());
        }
        match self.begin(writer).await {
            Ok(transaction) => {
                self.outer = Some(Outer { transaction, opened: Instant::now() });
                Ok(())
            }
            Err(error) => {
                let error = writer.explain(error);
                writer.distrust();
                self.discard().await;
                self.refuse(&error);
                Err(error)
            }
        }
    }

    async fn begin(&mut self, writer: &Writer) -> Result<DatabaseTransaction, Error> {
        let immediate = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        let connection = self.connect(writer).await?;
        Ok(connection.begin_with_options(immediate).await?)
    }

    /// Closes the connection, which undoes whatever it had open and releases its locks.
    pub(super) async fn discard(&mut self) {
        let Some(Trusted { connection, .. }) = self.connection.take() else { return };
        match timeout(CLOSING, connection.close()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "a connection that failed did not close"),
            Err(_) => tracing::warn!("a connection that failed takes long to close"),
        }
    }

    /// Remembers that no transaction could be begun.
    pub(crate) fn refuse(&mut self, error: &Error) {
        self.refused = Some((Instant::now(), error.clone()));
    }

    /// Why nothing could be begun while somebody waited since `joined`: all who waited are told at once, instead of each
    /// waiting for the same lock in turn.
    pub(super) fn refusal(&self, joined: Instant) -> Option<Error> {
        let refused = self.refused.as_ref().filter(|(at, _)| self.outer.is_none() && *at > joined);
        refused.map(|(_, error)| error.clone())
    }

    /// Whether another transaction may join.
    pub(super) fn has_room(&self) -> bool {
        let young = self.outer.as_ref().is_some_and(|outer| outer.opened.elapsed() < LONGEST);
        young && self.members.len() < MOST_MEMBERS
    }

    /// Ends the savepoint, after what the member has not sent yet.
    pub(super) async fn release(&mut self, last: Option<Statement>) -> Result<(), DbErr> {
        let release = Statement::from_string(DbBackend::Sqlite, "RELEASE member");
        let all = match last {
            Some(last) => after(last, release),
            None => release,
        };
        self.outer()?.execute_raw(all).await.map(drop)
    }

    /// Undoes what the open member did. Where that succeeds, its savepoint was there: nothing had rolled the group back.
    pub(super) async fn undo(&mut self) -> Result<(), DbErr> {
        self.run("ROLLBACK TO member").await?;
        self.run("RELEASE member").await
    }

    async fn run(&self, sql: &str) -> Result<(), DbErr> {
        self.outer()?.execute_unprepared(sql).await.map(drop)
    }

    fn outer(&self) -> Result<&DatabaseTransaction, DbErr> {
        let gone = || DbErr::Custom("the transaction of the group is gone".to_owned());
        self.outer.as_ref().map(|outer| &outer.transaction).ok_or_else(gone)
    }
}
