//! Filling the index. A batch is read and made into tokens before its transaction begins, which is then short; the turn
//! that it was read in is checked inside, so that of two nodes at work the slower one does nothing. A question that changed
//! meanwhile stays on the list: it was written down once more than the batch had seen.

use std::collections::{BTreeMap, HashMap};

use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait as _, DbBackend, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _,
    sea_query::{Expr, OnConflict},
};
use serde_json::{Value, json};
use souffleur_core::id::QuestionId;
use souffleur_search::{deletions, is_correctable, stems};
use uuid::Uuid;

use super::{
    CURSOR, QUESTIONS, TURN,
    load::Source,
    postgres::tsvector,
    sql::{Kind, Sql},
};
use crate::{
    entity::{counter, question, search_due, search_gap, search_near, search_text, search_word},
    error::Error,
    reader::Reader,
    store::Store,
    tx::Tx,
};

/// In so many questions a word must stand to be one that another can be a misspelling of.
const KNOWN: i64 = 2;

/// The number before the first one.
const BEFORE_FIRST: i64 = 1_000;
/// Numbers remembered of those that are missing before a question: more than can be on their way at once.
const MAX_GAPS: u64 = 1_000;
/// A number so far below the cursor is on its way no more: no transaction lasts until so many questions are asked.
const SETTLED: i64 = 1_000_000;

/// What a batch did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Indexed {
    /// Questions that were looked at; none when the index is up to date.
    pub questions: u64,
}

/// How far the index is behind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SearchLag {
    /// Questions asked that it does not have.
    pub new: u64,
    /// Questions that have changed since.
    pub changed: u64,
}

/// A batch that is ready to be written.
struct Batch {
    turn: i64,
    cursor: i64,
    due: Vec<(Uuid, i64)>,
    /// Numbers that were passed by before, and whose questions have come since.
    late: Vec<i64>,
    /// Numbers that this batch passes by.
    gaps: Vec<i64>,
    sources: Vec<Source>,
    before: HashMap<i64, String>,
}

impl Store {
    /// Brings some questions of the index up to date: those that changed, then new ones.
    pub async fn index_some(&self, most: u64) -> Result<Indexed, Error> {
        let Some(batch) = self.read().batch(most).await? else { return Ok(Indexed::default()) };
        let questions = batch.sources.len() as u64;
        let mut tx = self.begin().await?;
        if !tx.take_turn(batch.turn).await? {
            tx.rollback().await?;
            // Another node was faster; there may be more to do.
            return Ok(Indexed { questions });
        }
        tx.write_batch(&batch).await?;
        tx.commit().await?;
        Ok(Indexed { questions })
    }

    /// Forgets the whole index, so that it is made anew.
    pub async fn forget_index(&self) -> Result<(), Error> {
        let mut tx = self.begin().await?;
        let conn = tx.conn();
        conn.execute_unprepared("DELETE FROM search_index").await?;
        search_text::Entity::delete_many().exec(&conn).await?;
        search_word::Entity::delete_many().exec(&conn).await?;
        search_near::Entity::delete_many().exec(&conn).await?;
        search_due::Entity::delete_many().exec(&conn).await?;
        search_gap::Entity::delete_many().exec(&conn).await?;
        tx.set_search_counter(CURSOR, 0).await?;
        tx.set_search_counter(QUESTIONS, 0).await?;
        // A batch that was being made of the old one is not written any more.
        let turn = tx.search_counter(TURN).await?;
        tx.set_search_counter(TURN, turn + 1).await?;
        tx.commit().await
    }
}

impl Reader {
    /// How far the index is behind.
    pub async fn search_lag(&self) -> Result<SearchLag, Error> {
        let cursor = self.search_counter(CURSOR).await?;
        let last: Option<Option<i64>> = question::Entity::find()
            .select_only()
            .column_as(question::COLUMN.number.max(), "last")
            .into_tuple()
            .one(&self.conn())
            .await?;
        // A number that was never used counts as well, until the index has passed it by.
        let new =
            u64::try_from(last.flatten().unwrap_or_default() - cursor.max(BEFORE_FIRST)).unwrap_or_default();
        Ok(SearchLag { new, changed: search_due::Entity::find().count(&self.conn()).await? })
    }

    /// Of some questions, those whose line is not what it should be. One that waits to be indexed is not wrong.
    pub(crate) async fn wrong_lines(&self, ids: &[QuestionId]) -> Result<Vec<i64>, Error> {
        let cursor = self.search_counter(CURSOR).await?;
        let sources = self.sources(ids).await?;
        let lines = self.lines(sources.iter().map(|source| source.number)).await?;
        let due: Vec<Uuid> = search_due::Entity::find()
            .select_only()
            .column(search_due::Column::QuestionId)
            .filter(search_due::COLUMN.question_id.is_in(ids.iter().map(|id| id.raw())))
            .into_tuple()
            .all(&self.conn())
            .await?;
        let late = self.late(MAX_GAPS).await?;
        let is_wrong = |source: &&Source| {
            let is_late = || late.iter().any(|(_, number)| *number == source.number);
            let waits = source.number > cursor || due.contains(&source.question) || is_late();
            !waits && lines.get(&source.number) != Some(&source.document.line)
        };
        Ok(sources.iter().filter(is_wrong).map(|source| source.number).collect())
    }

    async fn batch(&self, most: u64) -> Result<Option<Batch>, Error> {
        let (turn, cursor) = (self.search_counter(TURN).await?, self.search_counter(CURSOR).await?);
        let due: Vec<(Uuid, i64)> = search_due::Entity::find()
            .order_by_asc(search_due::COLUMN.question_id)
            .limit(most)
            .all(&self.conn())
            .await?
            .into_iter()
            .map(|row| (row.question_id, row.times))
            .collect();
        let late = self.late(most).await?;
        let room = most.saturating_sub((due.len() + late.len()) as u64);
        let new: Vec<(Uuid, i64)> = question::Entity::find()
            .select_only()
            .columns([question::Column::Id, question::Column::Number])
            .filter(question::COLUMN.number.gt(cursor))
            .order_by_asc(question::COLUMN.number)
            .limit(room)
            .into_tuple()
            .all(&self.conn())
            .await?;
        if due.is_empty() && new.is_empty() && late.is_empty() {
            return Ok(None);
        }
        let gaps = gaps(cursor, new.iter().map(|(_, number)| *number));
        let cursor = new.last().map_or(cursor, |(_, number)| *number);
        let mut ids: Vec<Uuid> = due.iter().chain(&new).chain(&late).map(|(id, _)| *id).collect();
        let late = late.into_iter().map(|(_, number)| number).collect();
        ids.sort_unstable();
        ids.dedup();
        let sources = self.sources(&ids.into_iter().map(QuestionId::new).collect::<Vec<_>>()).await?;
        let before = self.lines(sources.iter().map(|source| source.number)).await?;
        Ok(Some(Batch { turn, cursor, due, late, gaps, sources, before }))
    }

    /// Questions that came after the index had passed their number by: on PostgreSQL a transaction may commit after one
    /// that took its number later.
    pub(super) async fn late(&self, most: u64) -> Result<Vec<(Uuid, i64)>, Error> {
        if !self.is_postgres() {
            return Ok(Vec::new());
        }
        let gaps = search_gap::Entity::find().select_only().column(search_gap::Column::Number).into_query();
        let late = question::Entity::find()
            .select_only()
            .columns([question::Column::Id, question::Column::Number])
            .filter(question::COLUMN.number.in_subquery(gaps))
            .limit(most);
        Ok(late.into_tuple().all(&self.conn()).await?)
    }

    async fn lines(&self, numbers: impl Iterator<Item = i64>) -> Result<HashMap<i64, String>, Error> {
        let rows = search_text::Entity::find().filter(search_text::COLUMN.number.is_in(numbers));
        Ok(rows.all(&self.conn()).await?.into_iter().map(|row| (row.number, row.line)).collect())
    }
}

/// Numbers between the cursor and the questions after it that no question has, those nearest to one where they are many.
fn gaps(cursor: i64, numbers: impl Iterator<Item = i64>) -> Vec<i64> {
    let (mut gaps, mut before) = (Vec::new(), cursor.max(BEFORE_FIRST));
    for number in numbers {
        let nearest = before.max(number - i64::try_from(MAX_GAPS).unwrap_or(i64::MAX)) + 1;
        gaps.extend(nearest..number);
        before = number;
    }
    gaps
}

impl Tx {
    /// Writes down that a question is no longer what the index knows.
    pub(crate) async fn changed_for_search(&mut self, question: QuestionId) -> Result<(), Error> {
        // Elsewhere in this file it would hide the `max` of numbers.
        use sea_orm::sea_query::ExprTrait as _;
        let row: search_due::ActiveModel = search_due::Model { question_id: question.raw(), times: 1 }.into();
        let times = search_due::Column::Times;
        let again = OnConflict::column(search_due::Column::QuestionId)
            .value(times, Expr::col((search_due::Entity, times)).add(1))
            .to_owned();
        let insert = search_due::Entity::insert(row).on_conflict(again);
        match self.waiting() {
            Some(pending) => pending.push(insert.build(DbBackend::Sqlite)),
            None => {
                insert.exec_without_returning(&self.conn()).await?;
            }
        }
        Ok(())
    }

    async fn take_turn(&mut self, turn: i64) -> Result<bool, Error> {
        let taken = counter::Entity::update_many()
            .col_expr(counter::Column::Value, Expr::val(turn + 1))
            .filter(counter::COLUMN.name.eq(TURN))
            .filter(counter::COLUMN.value.eq(turn));
        Ok(taken.exec(&self.conn()).await?.rows_affected == 1)
    }

    async fn set_search_counter(&mut self, name: &str, value: i64) -> Result<(), Error> {
        let set = counter::Entity::update_many()
            .col_expr(counter::Column::Value, Expr::val(value))
            .filter(counter::COLUMN.name.eq(name));
        set.exec(&self.conn()).await?;
        Ok(())
    }

    async fn write_batch(&mut self, batch: &Batch) -> Result<(), Error> {
        let is_changed = |source: &&Source| batch.before.get(&source.number) != Some(&source.document.line);
        let changed: Vec<&Source> = batch.sources.iter().filter(is_changed).collect();
        let known = |source: &&&Source| batch.before.contains_key(&source.number);
        let replaced: Vec<i64> = changed.iter().filter(known).map(|source| source.number).collect();
        if !changed.is_empty() {
            self.write_lines(&changed, &replaced).await?;
            self.count_words(&changed, &batch.before).await?;
        }
        let added = i64::try_from(changed.len() - replaced.len()).unwrap_or_default();
        let held = self.search_counter(QUESTIONS).await?;
        self.set_search_counter(QUESTIONS, held + added).await?;
        self.set_search_counter(CURSOR, batch.cursor).await?;
        self.write_gaps(batch).await?;
        let due: Vec<Value> =
            batch.due.iter().map(|(id, times)| json!([id.simple().to_string(), times])).collect();
        if !due.is_empty() {
            let mut sql = Sql::new("DELETE FROM search_due WHERE (question_id, times) IN (");
            sql.rows(self.backend(), &[Kind::Id, Kind::Number], &due).say(")");
            self.send(sql).await?;
        }
        Ok(())
    }

    async fn write_gaps(&mut self, batch: &Batch) -> Result<(), Error> {
        let conn = self.conn();
        if !self.is_postgres() {
            return Ok(());
        }
        if !batch.late.is_empty() {
            let come = search_gap::Entity::delete_many();
            come.filter(search_gap::COLUMN.number.is_in(batch.late.iter().copied())).exec(&conn).await?;
        }
        if !batch.gaps.is_empty() {
            let rows = batch.gaps.iter().map(|number| search_gap::ActiveModel { number: Set(*number) });
            let known = OnConflict::column(search_gap::Column::Number).do_nothing().to_owned();
            search_gap::Entity::insert_many(rows).on_conflict(known).exec_without_returning(&conn).await?;
            let settled = search_gap::Entity::delete_many();
            settled.filter(search_gap::COLUMN.number.lt(batch.cursor - SETTLED)).exec(&conn).await?;
        }
        Ok(())
    }

    async fn send(&self, sql: Sql) -> Result<(), Error> {
        self.conn().execute_raw(sql.statement(self.backend())).await?;
        Ok(())
    }

    async fn write_lines(&mut self, changed: &[&Source], replaced: &[i64]) -> Result<(), Error> {
        let backend = self.backend();
        let postgres = backend == DbBackend::Postgres;
        let number = if postgres { "number" } else { "rowid" };
        if !replaced.is_empty() {
            let numbers: Vec<Value> = replaced.iter().map(|number| json!([number])).collect();
            for gone in [
                format!("DELETE FROM search_index WHERE {number}"),
                "DELETE FROM search_text WHERE number".to_owned(),
            ] {
                let mut sql = Sql::new(&gone);
                sql.say(" IN (").rows(backend, &[Kind::Number], &numbers).say(")");
                self.send(sql).await?;
            }
        }
        let line = |source: &&Source| {
            let line = &source.document.line;
            if postgres { tsvector(source.number, line) } else { line.clone() }
        };
        let lines: Vec<Value> = changed.iter().map(|source| json!([source.number, line(source)])).collect();
        let column = if postgres { "stems" } else { "line" };
        let mut sql = Sql::new(&format!("INSERT INTO search_index ({number}, {column}) "));
        sql.rows(backend, &[Kind::Number, Kind::Line], &lines);
        self.send(sql).await?;
        let text = |source: &&Source| {
            json!([source.number, source.question.simple().to_string(), source.document.line])
        };
        let texts: Vec<Value> = changed.iter().map(text).collect();
        let mut sql = Sql::new("INSERT INTO search_text (number, question_id, line) ");
        sql.rows(backend, &[Kind::Number, Kind::Id, Kind::Text], &texts);
        self.send(sql).await
    }

    /// Counts in how many questions each form of a word stands, and lists under its misspellings what has become known.
    async fn count_words(&mut self, changed: &[&Source], before: &HashMap<i64, String>) -> Result<(), Error> {
        let mut counts: BTreeMap<(&str, &str), (&str, i64)> = BTreeMap::new();
        for source in changed {
            let had = before.get(&source.number).map(|line| stems(line)).unwrap_or_default();
            for word in source.document.words.iter().filter(|word| !had.contains(word.stem.as_str())) {
                counts.entry((&word.stem, &word.folded)).or_insert((&word.written, 0)).1 += 1;
            }
        }
        if counts.is_empty() {
            return Ok(());
        }
        let row = |((stem, form), (written, count)): (&(&str, &str), &(&str, i64))| {
            json!([stem, form, written, count])
        };
        let rows: Vec<Value> = counts.iter().map(row).collect();
        let backend = self.backend();
        let mut sql = Sql::new("INSERT INTO search_word (stem, form, written, questions) ");
        sql.rows(backend, &[Kind::Text, Kind::Text, Kind::Text, Kind::Number], &rows);
        sql.say(
            " ON CONFLICT (stem, form) DO UPDATE SET questions = search_word.questions + excluded.questions \
             RETURNING stem, form, questions",
        );
        let counted = self.conn().query_all_raw(sql.statement(backend)).await?;
        let mut known: Vec<Value> = Vec::new();
        for row in counted {
            let (stem, form): (String, String) = (row.try_get("", "stem")?, row.try_get("", "form")?);
            let now: i64 = row.try_get("", "questions")?;
            let added = counts.get(&(stem.as_str(), form.as_str())).map_or(0, |(_, count)| *count);
            if now - added < KNOWN && now >= KNOWN && is_correctable(&form) {
                known.extend(deletions(&form, 1).into_iter().map(|spelling| json!([spelling, stem, form])));
            }
        }
        if known.is_empty() {
            return Ok(());
        }
        let mut sql = Sql::new("INSERT INTO search_near (spelling, stem, form) ");
        sql.rows(backend, &[Kind::Number, Kind::Text, Kind::Text], &known).say(" ON CONFLICT DO NOTHING");
        self.send(sql).await
    }

    fn backend(&self) -> DbBackend {
        self.conn().get_database_backend()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_are_missing_are_remembered() {
        assert_eq!(gaps(0, [1_001, 1_002, 1_005].into_iter()), [1_003, 1_004]);
        assert_eq!(gaps(1_005, [1_008].into_iter()), [1_006, 1_007]);
        let many = gaps(1_008, [9_000].into_iter());
        assert_eq!((many.len(), many.last()), (999, Some(&8_999)));
    }
}
