//! The line that batches wait in, and the numbers that are given out ahead of the database.

use std::{
    collections::{BTreeMap, VecDeque},
    mem,
    sync::Arc,
};

use super::{Appender, group::Batch};

/// The batches in line, and the numbers given to them.
#[derive(Default)]
pub(super) struct Line {
    plain: VecDeque<Batch>,
    numbered: BTreeMap<i64, Batch>,
    running: bool,
    pub(super) numbers: Option<Numbers>,
    /// Changes when numbers that were given out become void.
    pub(super) generation: u64,
}

/// What is known of the numbers without asking the database.
#[derive(Clone, Copy)]
pub(super) struct Numbers {
    /// The next to be given out.
    pub(super) free: i64,
    /// The next to be run.
    pub(super) due: i64,
    /// The writer's epoch; once that has changed, something that was counted upon may have failed.
    pub(super) epoch: u64,
}

/// A number that was given out. Dropped before its batch is in line, it leaves a gap.
pub(super) struct Taken {
    pub(super) appender: Arc<Appender>,
    pub(super) number: i64,
    pub(super) generation: u64,
    pub(super) used: bool,
}

impl Line {
    /// Puts a batch in line. Whether a runner is needed, which from now on counts as running.
    pub(super) fn push(&mut self, batch: Batch, number: Option<Taken>) -> bool {
        match number {
            None => self.plain.push_back(batch),
            Some(mut taken) => {
                taken.used = true;
                if taken.generation == self.generation {
                    self.numbered.insert(taken.number, batch);
                } else {
                    batch.void();
                }
            }
        }
        self.has_next() && !mem::replace(&mut self.running, true)
    }

    /// Whether a batch can be run; if none can, the runner rests.
    pub(super) fn goes_on(&mut self) -> bool {
        self.running = self.has_next();
        self.running
    }

    /// The next batch that is to be run, as long as nothing has failed since the writer's `epoch`.
    pub(super) fn next(&mut self, epoch: u64) -> Option<Batch> {
        if self.numbers.is_some_and(|numbers| numbers.epoch != epoch) {
            self.forget_numbers();
        }
        if let Some(numbers) = &mut self.numbers
            && let Some(batch) = self.numbered.remove(&numbers.due)
        {
            numbers.due += 1;
            return Some(batch);
        }
        self.plain.pop_front()
    }

    /// Takes everything out of the line.
    pub(super) fn drain(&mut self) -> Vec<Batch> {
        let (plain, numbered) = (mem::take(&mut self.plain), mem::take(&mut self.numbered));
        self.forget_numbers();
        plain.into_iter().chain(numbered.into_values()).collect()
    }

    /// Makes void every number that has not been run.
    pub(super) fn forget_numbers(&mut self) {
        self.generation += 1;
        self.numbers = None;
        mem::take(&mut self.numbered).into_values().for_each(Batch::void);
    }

    fn has_next(&self) -> bool {
        let due = self.numbers.is_some_and(|numbers| self.numbered.contains_key(&numbers.due));
        due || !self.plain.is_empty()
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
