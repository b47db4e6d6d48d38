//! The one writer of SQLite, which groups concurrent transactions into one commit.
//!
//! A disk syncs a few hundred times a second; a desk on a busy day is asked more often than that. So transactions take
//! turns on one connection, each inside a savepoint of one outer transaction. A member that is done releases its
//! savepoint; if others wait in line it joins the group and hands the connection on, else it commits the group. Nobody
//! is told that their work is kept before the outer COMMIT has returned, and a member that fails or is dropped is
//! rolled back to its savepoint without harm to the others.
//!
//! Whatever begins or ends a transaction and fails costs the connections their trust: both the one of the members and the
//! one of [`crate::append`] are closed and opened anew, and numbers that were given out ahead are forgotten (`group.rs`).
//!
//! A statement is a trip to the connection's own thread and back, which costs more than the work. So a savepoint goes
//! with the first statement of its member and its release with the last. Transactions that only add rows do without a
//! turn of their own, and without this connection: see [`crate::append`].
//!
//! Every step that must not be left half done runs in a task of its own, so that it ends even when whoever asked for
//! it is gone: a request that is cancelled in the middle of a commit leaves nobody waiting for ever.

mod group;

use std::{
    mem,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr};
use tokio::{
    runtime::Handle,
    sync::{Mutex, OwnedMutexGuard, broadcast, oneshot},
    task::JoinHandle,
    time::Instant,
};

use self::group::{Group, Joined, Outer};
use crate::{
    conn::{Counters, Pending},
    database::Database,
    error::Error,
    notice::Notice,
    outage::{self, Outage},
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
    /// Connections of an earlier generation are not used any more.
    generation: AtomicU64,
    path: PathBuf,
    runtime: Handle,
    counters: Arc<Counters>,
    notices: broadcast::Sender<Notice>,
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
    /// Opens the database in a file, which is made if there is none.
    pub(crate) async fn open(
        path: &Path,
        counters: Arc<Counters>,
        notices: broadcast::Sender<Notice>,
    ) -> Result<Arc<Self>, Error> {
        let connection = Database::connect_writer(path).await?;
        Ok(Arc::new(Self {
            turn: Arc::new(Mutex::new(Group::on(connection))),
            in_line: AtomicUsize::new(0),
            epoch: AtomicU64::new(0),
            generation: AtomicU64::new(0),
            path: path.to_owned(),
            runtime: Handle::current(),
            counters,
            notices,
        }))
    }

    /// Changes whenever the connections lose their trust.
    pub(crate) fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    /// Lets no connection that is open now be used again, nor a number that was given out.
    pub(crate) fn distrust(&self) {
        self.generation.fetch_add(1, Ordering::AcqRel);
        self.next_epoch();
    }

    /// A failed write of which SQLite does not say why is a full disk where a file beside the database can't grow either:
    /// it tells a used-up quota from a broken disk no other way.
    pub(crate) fn explain(&self, error: Error) -> Error {
        match error {
            Error::Unavailable { outage: Outage::Io, source } if outage::is_full(&self.path) => {
                Error::Full(source)
            }
            error => error,
        }
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
        self.begin_since(Instant::now()).await
    }

    /// Waits for a turn, as somebody who has waited since `joined`.
    pub(crate) async fn begin_since(self: &Arc<Self>, joined: Instant) -> Result<Member, Error> {
        let turn = Place::take(self).turn().await;
        if let Some(refusal) = turn.refusal(joined) {
            return Err(refusal);
        }
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
    ) -> Result<T, Error> {
        let mut turn = self.alone_turn().await;
        let connection = turn.connect(self).await?;
        let result = work(connection).await;
        if result.is_err() {
            self.distrust();
            turn.discard().await;
        }
        Ok(result?)
    }

    /// A turn with nothing open on the connection.
    pub(crate) async fn alone_turn(&self) -> Turn {
        let mut group = Arc::clone(&self.turn).lock_owned().await;
        // A group can be open only while somebody is in line; it is finished before anything else happens.
        self.close(&mut group, None).await;
        group
    }

    /// Lets the next in line go on, or ends the group.
    async fn hand_on(&self, mut group: Turn, broken: Option<Error>) {
        if broken.is_none() && group.has_room() && self.in_line.load(Ordering::Acquire) > 0 {
            return;
        }
        self.close(&mut group, broken).await;
    }

    /// Commits what the members did, tells the listeners, then the members.
    async fn close(&self, group: &mut Group, broken: Option<Error>) {
        let members = mem::take(&mut group.members);
        let Some(outer) = group.outer.take() else { return };
        let result = match broken {
            None if members.is_empty() => Ok(()),
            None => outer.commit().await.map_err(|error| self.explain(error)),
            Some(broken) => Err(broken),
        };
        if result.is_err() {
            self.distrust();
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
        self.end(group, outer, result.is_ok()).await;
    }

    /// Leaves the connection without a transaction, or leaves the connection.
    async fn end(&self, group: &mut Group, outer: Outer, kept: bool) {
        let ended = outer.transaction.rollback().await;
        if let Err(error) = &ended {
            tracing::warn!(%error, "a transaction did not end; its connection is closed");
            self.distrust();
        }
        if ended.is_err() || !kept {
            group.discard().await;
        }
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
    async fn open(&mut self) -> Result<(), Error> {
        match &mut self.turn {
            Some(group) => group.open(&self.writer).await,
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
                    let error = writer.explain(error.into());
                    let broken = group.undo().await.err().map(|undone| lost(&error, undone));
                    drop(done.send(Err(error)));
                    writer.hand_on(group, broken).await;
                }
            }
        });
        kept.await.map_err(|_| Error::Closing)?
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
            let broken = if sent { group.undo().await.err().map(rolled_back) } else { None };
            writer.hand_on(group, broken).await;
        }))
    }
}

/// What the others of a group are told whom one member's failure has cost their work.
fn lost(cause: &Error, undone: DbErr) -> Error {
    if cause.outage().is_some() { cause.clone() } else { rolled_back(undone) }
}

fn rolled_back(undone: DbErr) -> Error {
    Error::unavailable(Outage::RolledBack, Arc::new(undone))
}

impl Drop for Member {
    fn drop(&mut self) {
        drop(self.undo());
    }
}
