//! The one writer of SQLite, which groups concurrent transactions into one commit.
//!
//! A disk syncs a few hundred times a second; a desk on a busy day is asked more often than that. So transactions take
//! turns on one connection, each inside a savepoint of one outer transaction. A member that is done releases its
//! savepoint; if others wait in line it joins the group and hands the connection on, else it commits the group. Nobody
//! is told that their work is kept before the outer COMMIT has returned, and a member that fails or is dropped is
//! rolled back to its savepoint without harm to the others.
//!
//! A statement is a trip to the connection's own thread and back, which costs more than the work. So a savepoint goes
//! with the first statement of its member and its release with the last. Transactions that only add rows do without a
//! turn of their own, and without this connection: see [`crate::append`].
//!
//! Every step that must not be left half done runs in a task of its own, so that it ends even when whoever asked for
//! it is gone: a request that is cancelled in the middle of a commit leaves nobody waiting for ever.

use std::{
    mem,
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
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
    conn::{Counters, Pending, after},
    error::Error,
    notice::Notice,
};

/// The most transactions in one commit.
pub(crate) const MOST_MEMBERS: usize = 64;
/// How old a group may become: what the first member waits at worst beyond its own commit.
pub(crate) const LONGEST: Duration = Duration::from_millis(20);

/// The line in front of the connection, and the group that is open on it.
pub(crate) struct Writer {
    turn: Arc<Mutex<Group>>,
    in_line: AtomicUsize,
    /// Counts what failed that others may have counted upon: batches, and groups.
    epoch: AtomicU64,
    connection: DatabaseConnection,
    runtime: Handle,
    counters: Arc<Counters>,
    notices: broadcast::Sender<Notice>,
}

/// The transactions that share the next commit.
#[derive(Default)]
pub(crate) struct Group {
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

/// The connection, for as long as it is held.
pub(crate) type Turn = OwnedMutexGuard<Group>;

/// One transaction that has the connection to itself until it is committed or dropped.
pub(crate) struct Member {
    writer: Arc<Writer>,
    /// Gone once the turn has been handed on.
    turn: Option<Turn>,
    /// What was not sent yet.
    pending: Pending,
}

/// A place in the line. Who leaves it without having had their turn ends the group that may have waited for them.
struct Place<'a> {
    writer: &'a Arc<Writer>,
    waits: bool,
}

impl Writer {
    pub(crate) fn new(
        connection: DatabaseConnection,
        counters: Arc<Counters>,
        notices: broadcast::Sender<Notice>,
    ) -> Arc<Self> {
        let (turn, in_line, epoch) = (Arc::default(), AtomicUsize::new(0), AtomicU64::new(0));
        Arc::new(Self { turn, in_line, epoch, connection, runtime: Handle::current(), counters, notices })
    }

    /// Changes whenever a batch or a group has failed.
    pub(crate) fn epoch(&self) -> u64 {
        self.epoch.load(Ordering::Acquire)
    }

    /// Does work that goes on when whoever asked for it is gone.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        self.runtime.spawn(work);
    }

    /// Waits for a turn.
    pub(crate) async fn begin(self: &Arc<Self>) -> Result<Member, Error> {
        let turn = Place::take(self).turn().await;
        let mut member =
            Member { writer: Arc::clone(self), turn: Some(turn), pending: Pending::in_savepoint() };
        if member.transaction().is_some() {
            return Ok(member);
        }
        let opened = self.runtime.spawn(async move {
            member.open().await?;
            Ok(member)
        });
        opened.await.map_err(|_| Error::Closing)?
    }

    /// Says that something failed which others may have counted upon.
    pub(crate) fn next_epoch(&self) {
        self.epoch.fetch_add(1, Ordering::AcqRel);
    }

    /// Counts a transaction whose rows were sent.
    pub(crate) fn count_statement(&self) {
        self.counters.statements.fetch_add(1, Ordering::Relaxed);
    }

    /// Counts a commit.
    pub(crate) fn count_commit(&self) {
        self.counters.commits.fetch_add(1, Ordering::Relaxed);
        self.counters.raise_highwater();
    }

    /// Tells the listeners what is on the disk now.
    pub(crate) fn tell(&self, notices: Vec<Notice>) {
        for notice in notices {
            // Nobody may be listening.
            drop(self.notices.send(notice));
        }
    }

    /// The connection itself, for work that is not grouped; the line waits meanwhile.
    pub(crate) async fn alone<T>(
        &self,
        work: impl AsyncFnOnce(&DatabaseConnection) -> Result<T, DbErr>,
    ) -> Result<T, DbErr> {
        let _turn = self.alone_turn().await?;
        work(&self.connection).await
    }

    /// A turn with nothing open on the connection.
    pub(crate) async fn alone_turn(&self) -> Result<Turn, DbErr> {
        let mut group = Arc::clone(&self.turn).lock_owned().await;
        // A group can be open only while somebody is in line; it is finished before anything else happens.
        self.close(&mut group, None).await;
        Ok(group)
    }

    /// Lets the next in line go on, or ends the group.
    async fn hand_on(&self, mut group: Turn, broken: Option<DbErr>) {
        if broken.is_none() && group.has_room() && self.in_line.load(Ordering::Acquire) > 0 {
            return;
        }
        self.close(&mut group, broken).await;
    }

    /// Commits what the members did, tells the listeners, then the members.
    async fn close(&self, group: &mut Group, broken: Option<DbErr>) {
        let members = mem::take(&mut group.members);
        let Some(Outer { transaction, .. }) = group.outer.take() else { return };
        let result = match broken {
            None if !members.is_empty() => transaction.commit().await,
            // Nothing to keep, or nothing that can be trusted.
            broken => transaction.rollback().await.and(broken.map_or(Ok(()), Err)),
        };
        if result.is_err() {
            self.next_epoch();
        } else if !members.is_empty() {
            self.count_commit();
        }
        for member in members {
            if result.is_ok() {
                self.tell(member.notices);
            }
            // Whoever asked may be gone; their work is kept all the same.
            drop(member.done.send(result.clone()));
        }
    }
}

impl Group {
    /// Opens the outer transaction, unless it is open.
    async fn open(&mut self, connection: &DatabaseConnection) -> Result<(), DbErr> {
        if self.outer.is_none() {
            let immediate = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            };
            let transaction = connection.begin_with_options(immediate).await?;
            self.outer = Some(Outer { transaction, opened: Instant::now() });
        }
        Ok(())
    }

    /// Whether another transaction may join.
    fn has_room(&self) -> bool {
        let young = self.outer.as_ref().is_some_and(|outer| outer.opened.elapsed() < LONGEST);
        young && self.members.len() < MOST_MEMBERS
    }

    /// Ends the savepoint, after what the member has not sent yet.
    async fn release(&mut self, last: Option<Statement>) -> Result<(), DbErr> {
        let release = Statement::from_string(DbBackend::Sqlite, "RELEASE member");
        let all = match last {
            Some(last) => after(last, release),
            None => release,
        };
        self.execute(all).await
    }

    async fn execute(&mut self, all: Statement) -> Result<(), DbErr> {
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

impl<'a> Place<'a> {
    fn take(writer: &'a Arc<Writer>) -> Self {
        writer.in_line.fetch_add(1, Ordering::AcqRel);
        Self { writer, waits: true }
    }

    /// Waits until the turn has come.
    async fn turn(mut self) -> Turn {
        let turn = Arc::clone(&self.writer.turn).lock_owned().await;
        self.waits = false;
        turn
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.writer.in_line.fetch_sub(1, Ordering::AcqRel);
        if self.waits {
            let writer = Arc::clone(self.writer);
            self.writer.runtime.spawn(async move { drop(writer.alone_turn().await) });
        }
    }
}

impl Member {
    async fn open(&mut self) -> Result<(), DbErr> {
        match &mut self.turn {
            Some(group) => group.open(&self.writer.connection).await,
            None => Ok(()),
        }
    }

    /// The connection, while the turn lasts.
    pub(crate) fn transaction(&self) -> Option<&DatabaseTransaction> {
        self.turn.as_ref()?.outer.as_ref().map(|outer| &outer.transaction)
    }

    /// What was not sent yet.
    pub(crate) fn pending(&self) -> &Pending {
        &self.pending
    }

    /// Ends when the work of this member is on the disk.
    pub(crate) async fn commit(mut self, notices: Vec<Notice>) -> Result<(), Error> {
        let Some(mut group) = self.turn.take() else { return Err(Error::Closing) };
        let (done, kept) = oneshot::channel();
        let (writer, last) = (Arc::clone(&self.writer), self.pending.take());
        writer.counters.statements.fetch_add(u64::from(last.is_some()), Ordering::Relaxed);
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
        let (writer, sent) = (Arc::clone(&self.writer), self.pending.is_sent());
        Some(self.writer.runtime.spawn(async move {
            let broken = if sent { group.undo().await.err() } else { None };
            writer.hand_on(group, broken).await;
        }))
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        drop(self.undo());
    }
}
