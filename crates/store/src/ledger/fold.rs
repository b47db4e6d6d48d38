//! Works off the marks of touched questions: makes their lines anew, puts what differs into the sums, and remembers what
//! changed on a line that had been counted before.
//!
//! The history is read before the transaction, for SQLite's writer is not to wait for it. A question that is touched again
//! meanwhile keeps its marks, and comes again.

use std::collections::{BTreeSet, HashMap, HashSet};

use jiff::{Timestamp, tz::TimeZone};
use sea_orm::{ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use souffleur_core::{
    id::{QuestionId, TargetId},
    metric::Fact,
};
use uuid::Uuid;

use super::{cell::Changes, change, load::Made, row::row, row::value};
use crate::{
    entity::{ledger, ledger_change, ledger_touched},
    error::Error,
    reader::Reader,
    store::Store,
    tx::Tx,
};

/// Lines that are written in one statement.
const TOGETHER: usize = 200;
/// Questions that are asked for in one statement.
const AT_ONCE: usize = 5_000;
/// One node at a time puts lines into the sums: any number that nothing else on the server locks.
const LOCK: i64 = 0x6c65_6467_6572;

/// A line as it is kept.
pub(super) struct Kept {
    pub(super) fact: Fact,
    /// Whether the sums have it.
    pub(super) counted: bool,
}

/// The marks of some questions.
type Marks = HashMap<Uuid, BTreeSet<i64>>;

impl Store {
    /// Works off the marks of at most so many questions, the oldest first, and says of how many. Days are counted in
    /// the zone of the house, unless they have been before.
    pub async fn fold_ledger(&self, zone: &TimeZone, now: Timestamp, limit: u64) -> Result<u64, Error> {
        let reader = self.read();
        let marks = reader.marks(limit).await?;
        if marks.is_empty() {
            return Ok(0);
        }
        let questions: Vec<QuestionId> = marks.keys().copied().map(QuestionId::new).collect();
        let mut made = reader.make_facts(&questions, zone, now).await?;
        made.retain(|made| made.ended);
        let mut tx = self.begin().await?;
        tx.fold(marks, made).await?;
        tx.commit().await?;
        Ok(questions.len() as u64)
    }
}

impl Reader {
    /// The oldest marks, with every mark of their questions.
    async fn marks(&self, limit: u64) -> Result<Marks, Error> {
        let oldest = ledger_touched::Entity::find()
            .select_only()
            .column(ledger_touched::Column::QuestionId)
            .order_by_asc(ledger_touched::COLUMN.id)
            .limit(limit)
            .into_tuple::<Uuid>();
        let oldest: HashSet<Uuid> = oldest.all(&self.conn()).await?.into_iter().collect();
        if oldest.is_empty() { Ok(Marks::new()) } else { self.marks_of(oldest).await }
    }

    async fn marks_of(&self, questions: impl IntoIterator<Item = Uuid>) -> Result<Marks, Error> {
        let rows = ledger_touched::Entity::find().filter(ledger_touched::COLUMN.question_id.is_in(questions));
        let mut marks = Marks::new();
        for row in rows.all(&self.conn()).await? {
            marks.entry(row.question_id).or_default().insert(row.id);
        }
        Ok(marks)
    }

    /// The lines of some questions as they are kept, and whether the sums have each.
    pub(super) async fn kept_facts(
        &self,
        questions: impl IntoIterator<Item = Uuid>,
    ) -> Result<Vec<Kept>, Error> {
        let questions: Vec<Uuid> = questions.into_iter().collect();
        let mut kept = Vec::new();
        for some in questions.chunks(AT_ONCE) {
            let rows = ledger::Entity::find().filter(ledger::COLUMN.question_id.is_in(some.iter().copied()));
            for row in rows.all(&self.conn()).await? {
                let counted = row.counted;
                kept.push(Kept { fact: value(row)?, counted });
            }
        }
        Ok(kept)
    }
}

impl Tx {
    async fn fold(&mut self, mut marks: Marks, made: Vec<Made>) -> Result<(), Error> {
        if self.is_postgres() {
            self.conn().execute_unprepared(&format!("SELECT pg_advisory_xact_lock({LOCK})")).await?;
        }
        let now = self.marks_of(marks.keys().copied()).await?;
        marks.retain(|question, marks| now.get(question) == Some(marks));
        if marks.is_empty() {
            return Ok(());
        }
        let old = self.kept_facts(marks.keys().copied()).await?;
        let mut old: HashMap<TargetId, Kept> =
            old.into_iter().map(|kept| (kept.fact.promise, kept)).collect();
        let (mut gone, mut new, mut lines) = (Vec::new(), Vec::new(), Vec::new());
        for Made { fact, changed_at, .. } in made {
            if !marks.contains_key(&fact.question.raw()) {
                continue;
            }
            match old.remove(&fact.promise) {
                Some(kept) if kept.counted && kept.fact == fact => {}
                Some(kept) => {
                    lines.extend(change::between(&kept.fact, &fact, changed_at));
                    gone.push(kept);
                    new.push(fact);
                }
                None => new.push(fact),
            }
        }
        // A promise that had ended and runs again.
        gone.extend(old.into_values());
        self.replace(&gone, &new, lines).await?;
        let done = marks.into_values().flatten().collect::<Vec<i64>>();
        for some in done.chunks(TOGETHER * 10) {
            let worked_off = ledger_touched::COLUMN.id.is_in(some.iter().copied());
            ledger_touched::Entity::delete_many().filter(worked_off).exec(&self.conn()).await?;
        }
        Ok(())
    }

    async fn replace(
        &mut self,
        gone: &[Kept],
        new: &[Fact],
        lines: Vec<ledger_change::ActiveModel>,
    ) -> Result<(), Error> {
        let mut changes = Changes::default();
        for kept in gone.iter().filter(|kept| kept.counted) {
            changes.remove(&kept.fact);
        }
        for fact in new {
            changes.add(fact);
        }
        if !gone.is_empty() {
            let old = ledger::COLUMN.promise_id.is_in(gone.iter().map(|kept| kept.fact.promise.raw()));
            ledger::Entity::delete_many().filter(old).exec(&self.conn()).await?;
        }
        for some in new.chunks(TOGETHER) {
            self.insert_all(some.iter().map(row)).await?;
        }
        if !lines.is_empty() {
            ledger_change::Entity::insert_many(lines).exec_without_returning(&self.conn()).await?;
        }
        self.change_cells(&changes).await
    }
}
