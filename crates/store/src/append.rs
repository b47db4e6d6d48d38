//! Transactions of SQLite that only add rows, such as a new question. They ask nothing, so they need no turn on the
//! writer: they are made side by side, wait in line as one batch of statements each, and a single runner sends them.
//!
//! The number of a question is the one thing that depends on who came before. It is given out ahead of the database, and
//! the batches run in the order of their numbers. When one of them fails, or is never sent, those behind it would
//! leave a gap: they fail as well, as a conflict of numbers, and whoever sent them tries again.

use std::{
    collections::{BTreeMap, VecDeque},
    mem,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use sea_orm::{
    DbBackend, DbErr, EntityTrait as _, ExprTrait as _,
    sea_query::{Expr, Query},
};
use tokio::sync::{Mutex as Turn, oneshot};

use crate::{
    conn::Pending,
    entity::counter,
    error::{Conflict, Error},
    notice::Notice,
    writer::{Batch, Writer},
};

/// The row of the counter that numbers questions.
const QUESTION: &str = "question";

/// The batches in line, and the numbers given to them.
pub(crate) struct Appender {
    writer: Arc<Writer>,
    line: Mutex<Line>,
    /// Held by whoever asks the database for the last number.
    asking: Turn<()>,
}

#[derive(Default)]
struct Line {
    plain: VecDeque<Batch>,
    numbered: BTreeMap<i64, Batch>,
    running: bool,
    numbers: Option<Numbers>,
    /// Changes when numbers that were given out become void.
    generation: u64,
}

/// What is known of the numbers without asking the database.
#[derive(Clone, Copy)]
struct Numbers {
    /// The next to be given out.
    free: i64,
    /// The next to be run.
    due: i64,
    /// The writer's epoch; once that has changed, something that was counted upon may have failed.
    epoch: u64,
}

/// One transaction that only adds rows.
pub(crate) struct Append {
    appender: Arc<Appender>,
    pending: Pending,
    number: Option<Taken>,
}

/// A number that was given out. Dropped before its batch is in line, it leaves a gap.
struct Taken {
    appender: Arc<Appender>,
    number: i64,
    generation: u64,
    used: bool,
}

impl Appender {
    pub(crate) fn new(writer: Arc<Writer>) -> Arc<Self> {
        Arc::new(Self { writer, line: Mutex::default(), asking: Turn::default() })
    }

    pub(crate) fn begin(self: &Arc<Self>) -> Append {
        Append { appender: Arc::clone(self), pending: Pending::default(), number: None }
    }

    async fn take(self: &Arc<Self>) -> Result<Taken, Error> {
        if let Some(taken) = self.take_known() {
            return Ok(taken);
        }
        let _asking = self.asking.lock().await;
        loop {
            if let Some(taken) = self.take_known() {
                return Ok(taken);
            }
            let epoch = self.writer.epoch();
            let free = self.last_number().await? + 1;
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
    async fn last_number(&self) -> Result<i64, Error> {
        let member = self.writer.begin().await?;
        let transaction = member.transaction().ok_or(Error::Closing)?;
        let counter = counter::Entity::find_by_id(QUESTION).one(transaction).await?;
        member.rollback().await?;
        Ok(counter.ok_or(Error::Missing("counter"))?.value)
    }

    fn push(self: &Arc<Self>, batch: Batch, number: Option<Taken>) {
        let mut line = self.line();
        match number {
            None => line.plain.push_back(batch),
            Some(mut taken) => {
                taken.used = true;
                if taken.generation == line.generation {
                    line.numbered.insert(taken.number, batch);
                } else {
                    batch.void();
                }
            }
        }
        if line.has_next() && !mem::replace(&mut line.running, true) {
            let appender = Arc::clone(self);
            self.writer.spawn(async move {
                while appender.has_more() {
                    appender.writer.run(|| appender.next()).await;
                }
            });
        }
    }

    /// Whether a batch can be run; if none can, the runner rests.
    fn has_more(&self) -> bool {
        let mut line = self.line();
        line.running = line.has_next();
        line.running
    }

    /// The next batch that is to be run.
    fn next(&self) -> Option<Batch> {
        let mut line = self.line();
        if line.numbers.is_some_and(|numbers| numbers.epoch != self.writer.epoch()) {
            line.forget_numbers();
        }
        line.next()
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Line {
    fn has_next(&self) -> bool {
        let due = self.numbers.is_some_and(|numbers| self.numbered.contains_key(&numbers.due));
        due || !self.plain.is_empty()
    }

    fn next(&mut self) -> Option<Batch> {
        if let Some(numbers) = &mut self.numbers
            && let Some(batch) = self.numbered.remove(&numbers.due)
        {
            numbers.due += 1;
            return Some(batch);
        }
        self.plain.pop_front()
    }

    /// Makes void every number that has not been run.
    fn forget_numbers(&mut self) {
        self.generation += 1;
        self.numbers = None;
        mem::take(&mut self.numbered).into_values().for_each(Batch::void);
    }

    /// A number that was given out will not be used.
    fn give_back(&mut self, number: i64) {
        match &mut self.numbers {
            Some(numbers) if numbers.free == number + 1 => numbers.free = number,
            _ => self.forget_numbers(),
        }
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if self.used {
            return;
        }
        let mut line = self.appender.line();
        if line.generation == self.generation {
            line.give_back(self.number);
        }
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
        let Some(rows) = self.pending.take() else { return Ok(()) };
        let (done, kept) = oneshot::channel();
        let batch = Batch { rows, notices, done };
        self.appender.push(batch, self.number.take());
        match kept.await.map_err(|_| Error::Closing)? {
            Err(error) if is_out_of_turn(&error) => Err(Error::Conflict(Conflict::Number)),
            answer => Ok(answer?),
        }
    }
}

impl Batch {
    /// Says that it was not run.
    fn void(self) {
        drop(self.done.send(Err(DbErr::RecordNotInserted)));
    }
}

/// Whether a batch failed, or was not run at all, only because of its number.
fn is_out_of_turn(error: &DbErr) -> bool {
    matches!(error, DbErr::RecordNotInserted) || error.to_string().contains("counter.value")
}
