//! Transactions of SQLite that only add rows, such as a new question. They ask nothing, so they need no turn on the
//! writer: they are made side by side, wait in line as one batch of statements each, and a single runner adds them in
//! groups, each of which is one commit.
//!
//! The number of a question is the one thing that depends on who came before. It is given out ahead of the database, and
//! the batches run in the order of their numbers. When one of them fails, or is never sent, those behind it would
//! leave a gap: they fail as well, as a conflict of numbers, and whoever sent them tries again.

mod group;
mod line;
mod rows;

use std::{
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use sea_orm::{
    DbBackend, EntityTrait as _, ExprTrait as _,
    sea_query::{Expr, Query},
};
use tokio::{
    sync::{Mutex as Asking, oneshot},
    time::Instant,
};

use self::{
    group::Batch,
    line::{Line, Numbers, Taken},
    rows::{Row, Rows},
};
use crate::{conn::Pending, entity::counter, error::Error, notice::Notice, writer::Writer};

/// The row of the counter that numbers questions.
const QUESTION: &str = "question";

/// The batches in line, and the connection that adds them.
pub(crate) struct Appender {
    writer: Arc<Writer>,
    line: Mutex<Line>,
    /// Held by whoever asks the database for the last number.
    asking: Asking<()>,
    path: PathBuf,
    /// None after a failure; the generation of the writer that it was opened in.
    rows: Mutex<Option<(u64, Rows)>>,
}

/// One transaction that only adds rows.
pub(crate) struct Append {
    appender: Arc<Appender>,
    pending: Pending,
    number: Option<Taken>,
}

impl Appender {
    /// Adds to the database of a writer, which has made the file.
    pub(crate) fn open(path: &Path, writer: Arc<Writer>) -> Result<Arc<Self>, Error> {
        let rows = Mutex::new(Some((writer.generation(), Rows::open(path)?)));
        let (line, asking, path) = (Mutex::default(), Asking::default(), path.to_owned());
        Ok(Arc::new(Self { writer, line, asking, path, rows }))
    }

    pub(crate) fn begin(self: &Arc<Self>) -> Append {
        Append { appender: Arc::clone(self), pending: Pending::default(), number: None }
    }

    async fn take(self: &Arc<Self>) -> Result<Taken, Error> {
        if let Some(taken) = self.take_known() {
            return Ok(taken);
        }
        let joined = Instant::now();
        let _asking = self.asking.lock().await;
        loop {
            if let Some(taken) = self.take_known() {
                return Ok(taken);
            }
            let epoch = self.writer.epoch();
            let free = self.last_number(joined).await? + 1;
            let mut line = self.line();
            line.forget_numbers();
            line.numbers = Some(Numbers { free, due: free, epoch });
        }
    }

    fn take_known(self: &Arc<Self>) -> Option<Taken> {
        let mut line = self.line();
        let generation = line.generation;
        let numbers = line.numbers.as_mut().filter(|numbers| numbers.epoch == self.writer.epoch())?;
        let number = numbers.free;
        numbers.free += 1;
        Some(Taken { appender: Arc::clone(self), number, generation, used: false })
    }

    /// The last number that was used, as whoever has the next turn on the writer sees it.
    async fn last_number(&self, joined: Instant) -> Result<i64, Error> {
        let member = self.writer.begin_since(joined).await?;
        let transaction = member.transaction().ok_or(Error::Closing)?;
        let counter = counter::Entity::find_by_id(QUESTION).one(transaction).await?;
        member.rollback().await?;
        Ok(counter.ok_or(Error::Missing("counter"))?.value)
    }

    fn push(self: &Arc<Self>, batch: Batch, number: Option<Taken>) {
        if !self.line().push(batch, number) {
            return;
        }
        let appender = Arc::clone(self);
        self.writer.spawn(async move {
            while appender.line().goes_on() {
                appender.run().await;
            }
        });
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Append {
    /// What is sent at the end.
    pub(crate) fn pending(&self) -> &Pending {
        &self.pending
    }

    /// The next number; a transaction has at most one.
    pub(crate) async fn next_number(&mut self) -> Result<i64, Error> {
        if let Some(Taken { number, .. }) = self.number {
            return Ok(number);
        }
        let taken = self.appender.take().await?;
        let (number, value) = (taken.number, counter::Column::Value);
        // Where somebody else has taken a number since, there is no value, and the batch fails on its first row.
        let is_next = Expr::col(value).eq(number - 1);
        let count = Query::update()
            .table(counter::Entity)
            .value(value, Expr::case(is_next, number).finally(Expr::null()))
            .and_where(counter::COLUMN.name.eq(QUESTION))
            .take();
        self.pending.push(DbBackend::Sqlite.build(&count));
        self.number = Some(taken);
        Ok(number)
    }

    /// Ends when the rows are on the disk.
    pub(crate) async fn commit(mut self, notices: Vec<Notice>) -> Result<(), Error> {
        let rows: Vec<_> = self.pending.each().into_iter().map(Row::of).collect::<Result<_, _>>()?;
        if rows.is_empty() {
            return Ok(());
        }
        let (done, kept) = oneshot::channel();
        self.appender.push(Batch { rows, notices, done }, self.number.take());
        kept.await.map_err(|_| Error::Closing)?
    }
}
