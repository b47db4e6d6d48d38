//! Runs the batches in line: one group, one commit. They do without savepoints, which would cost each of them a copy
//! of every page it touches; when one fails, all are undone and those before it are run again.

use std::{
    sync::{Arc, PoisonError},
    thread,
    time::Instant,
};

use tokio::sync::oneshot;

use super::{
    Appender,
    rows::{self, Row, Rows},
};
use crate::{
    error::{Conflict, Error},
    notice::Notice,
    writer::{LONGEST, MOST_MEMBERS},
};

/// A whole transaction that waits to be run: rows to be added, all or none.
pub(super) struct Batch {
    pub(super) rows: Vec<Row>,
    pub(super) notices: Vec<Notice>,
    pub(super) done: oneshot::Sender<Result<(), Error>>,
}

impl Batch {
    /// Says that it was not run.
    pub(super) fn void(self) {
        drop(self.done.send(Err(Error::Conflict(Conflict::Number))));
    }

    fn fail(self, error: &Arc<rusqlite::Error>) {
        drop(self.done.send(Err(failure(error))));
    }
}

impl Appender {
    /// Adds one group, on a thread that may wait for the disk. The writer's turn is held meanwhile.
    pub(super) async fn run(self: &Arc<Self>) {
        let Ok(turn) = self.writer.alone_turn().await else { return };
        let appender = Arc::clone(self);
        let added = tokio::task::spawn_blocking(move || {
            appender.add_group();
            drop(turn);
        });
        if added.await.is_err() {
            tracing::error!("rows that waited were not added");
        }
    }

    fn add_group(&self) {
        let rows = self.rows.lock().unwrap_or_else(PoisonError::into_inner);
        let ran = match self.add_all(&rows) {
            Ok(ran) => ran,
            Err((error, batch)) => return self.give_up(&rows, error, batch),
        };
        match rows.commit() {
            Ok(()) => self.tell(ran),
            Err(error) => self.give_up(&rows, error, ran),
        }
    }

    /// Runs batches as long as there are more and the group has room.
    fn add_all(&self, rows: &Rows) -> Result<Vec<Batch>, (rusqlite::Error, Vec<Batch>)> {
        let mut ran = Vec::new();
        if let Err(error) = rows.begin() {
            return Err((error, self.next().into_iter().collect()));
        }
        let (opened, mut waited) = (Instant::now(), false);
        while opened.elapsed() < LONGEST && ran.len() < MOST_MEMBERS {
            let Some(batch) = self.next() else {
                // Those that are nearly made can still come along; who is alone loses nothing.
                if waited {
                    break;
                }
                waited = true;
                thread::yield_now();
                continue;
            };
            waited = false;
            self.writer.count_statement();
            match rows.add(&batch.rows) {
                Ok(()) => ran.push(batch),
                Err(error) => {
                    self.writer.next_epoch();
                    let again = again(rows, &ran);
                    batch.fail(&Arc::new(error));
                    if let Err(error) = again {
                        return Err((error, ran));
                    }
                }
            }
        }
        Ok(ran)
    }

    /// The next batch that is to be run.
    fn next(&self) -> Option<Batch> {
        self.line().next(self.writer.epoch())
    }

    fn tell(&self, ran: Vec<Batch>) {
        if !ran.is_empty() {
            self.writer.count_commit();
        }
        for Batch { notices, done, .. } in ran {
            self.writer.tell(notices);
            // Whoever asked may be gone; their work is kept all the same.
            drop(done.send(Ok(())));
        }
    }

    fn give_up(&self, rows: &Rows, error: rusqlite::Error, batches: Vec<Batch>) {
        self.writer.next_epoch();
        if let Err(error) = rows.undo() {
            tracing::error!(%error, "rows could not be undone");
        }
        let error = Arc::new(error);
        for batch in batches {
            batch.fail(&error);
        }
    }
}

/// Begins anew with what is known to work.
fn again(rows: &Rows, ran: &[Batch]) -> rusqlite::Result<()> {
    rows.undo()?;
    rows.begin()?;
    ran.iter().try_for_each(|batch| rows.add(&batch.rows))
}

/// What a caller is told. Where only the number was wrong, they may try again.
fn failure(error: &Arc<rusqlite::Error>) -> Error {
    match rows::broken_constraint(error) {
        Some(message) if message.contains("counter.value") => Error::Conflict(Conflict::Number),
        Some(message) if message.starts_with("UNIQUE") => Error::conflict(message),
        _ => match rows::outage(error) {
            Some(outage) => Error::unavailable(outage, Arc::<rusqlite::Error>::clone(error)),
            None => Error::Rows(Arc::clone(error)),
        },
    }
}
