//! The one writer of SQLite, which groups concurrent transactions into one commit.
//!
//! A disk syncs a few hundred times a second; a desk on a busy day is asked more often than that. So transactions take
//! turns on one connection, each inside a savepoint of one outer transaction. A member that is done releases its
//! savepoint; if others wait in line it joins the group and hands the connection on, else it commits the group. Nobody
//! is told that their work is kept before the outer COMMIT has returned, and a member that fails or is dropped is
//! rolled back to its savepoint without harm to the others.
//!
//! Every step that must not be left half done runs in a task of its own, so that it ends even when whoever asked for
//! it is gone: a request that is cancelled in the middle of a commit leaves nobody waiting for ever.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use sea_orm::{
    ConnectionTrait as _, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, SqliteTransactionMode,
    Statement, TransactionOptions, TransactionTrait as _,
};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, broadcast, oneshot},
    task::JoinHandle,
    time::Instant,
};

use crate::{
    conn::{Counters, after},
    error::Error,
    notice::Notice,
};

/// The most transactions in one commit.
const MOST_MEMBERS: usize = 64;
/// How old a group may become: what the first member waits at worst beyond its own commit.
const LONGEST: Duration = Duration::from_millis(20);

/// The line in front of the connection, and the group that is open on it.
pub(crate) struct Writer {
    turn: Arc<Mutex<Group>>,
    in_line: AtomicUsize,
    connection: DatabaseConnection,
    runtime: Handle,
    counters: Arc<Counters>,
    notices: broadcast::Sender<Notice>,
}

/// The transactions that share the next commit.
#[derive(Default)]
struct Group {
    outer: Option<Outer>,
    members: Vec<Joined>,
}

struct Outer {
    transaction: DatabaseTransaction,
    opened: Instant,
}

/// A transaction that is done but for the common commit.
struct Joined {
    done: oneshot::Sender<Result<(), DbErr>>,
    notices: Vec<Notice>,
}

/// One transaction that has the connection to itself until it is committed or dropped.
pub(crate) struct Member {
    writer: Arc<Writer>,
    /// Gone once the turn has been handed on.
    turn: Option<OwnedMutexGuard<Group>>,
}

impl Writer {
    pub(crate) fn new(
        connection: DatabaseConnection,
        counters: Arc<Counters>,
        notices: broadcast::Sender<Notice>,
    ) -> Arc<Self> {
        let (turn, in_line) = (Arc::default(), AtomicUsize::new(0));
        Arc::new(Self { turn, in_line, connection, runtime: Handle::current(), counters, notices })
    }

    /// Waits for a turn and opens a savepoint.
    pub(crate) async fn begin(self: &Arc<Self>) -> Result<Member, Error> {
        let writer = Arc::clone(self);
        self.in_line.fetch_add(1, Ordering::AcqRel);
        let begun = self.runtime.spawn(async move {
            let mut group = Arc::clone(&writer.turn).lock_owned().await;
            writer.in_line.fetch_sub(1, Ordering::AcqRel);
            match group.save(&writer.connection).await {
                Ok(()) => Ok(Member { writer, turn: Some(group) }),
                Err(error) => {
                    writer.hand_on(group, None).await;
                    Err(error)
                }
            }
        });
        Ok(begun.await.map_err(|_| Error::Closing)??)
    }

    /// The connection itself, for work that is not grouped; the line waits meanwhile.
    pub(crate) async fn alone<T>(
        &self,
        work: impl AsyncFnOnce(&DatabaseConnection) -> Result<T, DbErr>,
    ) -> Result<T, DbErr> {
        let _turn = self.alone_turn().await?;
        work(&self.connection).await
    }

    async fn alone_turn(&self) -> Result<OwnedMutexGuard<Group>, DbErr> {
        let mut group = Arc::clone(&self.turn).lock_owned().await;
        // A group can be open only while somebody is in line; it is finished before anything else happens.
        self.close(&mut group, None).await;
        Ok(group)
    }

    /// Lets the next in line go on, or ends the group.
    async fn hand_on(&self, mut group: OwnedMutexGuard<Group>, broken: Option<DbErr>) {
        let room = group.members.len() < MOST_MEMBERS;
        let young = group.outer.as_ref().is_some_and(|outer| outer.opened.elapsed() < LONGEST);
        if broken.is_none() && room && young && self.in_line.load(Ordering::Acquire) > 0 {
            return;
        }
        self.close(&mut group, broken).await;
    }

    /// Commits what the members did, tells the listeners, then the members.
    async fn close(&self, group: &mut Group, broken: Option<DbErr>) {
        let members = std::mem::take(&mut group.members);
        let Some(Outer { transaction, .. }) = group.outer.take() else { return };
        let result = match broken {
            None if !members.is_empty() => transaction.commit().await,
            // Nothing to keep, or nothing that can be trusted.
            broken => transaction.rollback().await.and(broken.map_or(Ok(()), Err)),
        };
        if result.is_ok() && !members.is_empty() {
            self.counters.commits.fetch_add(1, Ordering::Relaxed);
        }
        for member in members {
            if result.is_ok() {
                member.notices.into_iter().for_each(|notice| drop(self.notices.send(notice)));
            }
            // Whoever asked may be gone; their work is kept all the same.
            drop(member.done.send(result.clone()));
        }
    }
}

impl Group {
    /// Opens a savepoint, and the outer transaction where none is open.
    async fn save(&mut self, connection: &DatabaseConnection) -> Result<(), DbErr> {
        if self.outer.is_none() {
            let immediate = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            };
            let transaction = connection.begin_with_options(immediate).await?;
            self.outer = Some(Outer { transaction, opened: Instant::now() });
        }
        self.run("SAVEPOINT member").await
    }

    /// Ends the savepoint, after what the member has not sent yet.
    async fn release(&mut self, last: Option<Statement>) -> Result<(), DbErr> {
        let release = Statement::from_string(DbBackend::Sqlite, "RELEASE member");
        let all = last.map_or(release.clone(), |last| after(last, release));
        self.outer()?.execute_raw(all).await.map(drop)
    }

    async fn undo(&mut self) -> Result<(), DbErr> {
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

impl Member {
    /// The connection, while the turn lasts.
    pub(crate) fn transaction(&self) -> Option<&DatabaseTransaction> {
        self.turn.as_ref()?.outer.as_ref().map(|outer| &outer.transaction)
    }

    /// Ends when the work of this member is on the disk.
    pub(crate) async fn commit(mut self, last: Option<Statement>, notices: Vec<Notice>) -> Result<(), Error> {
        let Some(mut group) = self.turn.take() else { return Err(Error::Closing) };
        let (done, kept) = oneshot::channel();
        let writer = Arc::clone(&self.writer);
        self.writer.runtime.spawn(async move {
            match group.release(last).await {
                Ok(()) => {
                    group.members.push(Joined { done, notices });
                    writer.hand_on(group, None).await;
                }
                Err(error) => {
                    let broken = group.undo().await.err();
                    drop(done.send(Err(error)));
                    writer.hand_on(group, broken).await;
                }
            }
        });
        Ok(kept.await.map_err(|_| Error::Closing)??)
    }

    /// Ends when the work of this member is undone.
    pub(crate) async fn rollback(mut self) -> Result<(), Error> {
        match self.undo() {
            Some(undone) => undone.await.map_err(|_| Error::Closing),
            None => Ok(()),
        }
    }

    /// Undoes what was not committed and hands the turn on, unless that has been done.
    fn undo(&mut self) -> Option<JoinHandle<()>> {
        let mut group = self.turn.take()?;
        let writer = Arc::clone(&self.writer);
        Some(self.writer.runtime.spawn(async move {
            let broken = group.undo().await.err();
            writer.hand_on(group, broken).await;
        }))
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        drop(self.undo());
    }
}
