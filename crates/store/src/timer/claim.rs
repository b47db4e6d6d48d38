//! Claiming what is due, with everything that an effect needs to know, in a handful of statements however many there
//! are.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait as _, DbBackend, EntityTrait as _, FromQueryResult as _, QueryFilter as _, Statement,
};
use souffleur_core::{
    id::{QuestionId, TargetId, TimerId},
    question::Question,
};
use uuid::Uuid;

use super::{Timer, value};
use crate::{
    entity::{question as question_row, target as target_row, timer},
    error::Error,
    instant::millis,
    question,
    reader::Reader,
    target::{self, Target},
    tx::Tx,
};

/// Timers on questions, each with its question held: whoever changes a question holds it first and its timers after,
/// so that neither waits for the other. What anybody else holds is passed over.
const ON_QUESTIONS: [&str; 2] = [
    "SELECT timer.* FROM timer JOIN question ON question.id = timer.question_id WHERE ",
    " ORDER BY timer.due_at, timer.id LIMIT $2 FOR NO KEY UPDATE OF question, timer SKIP LOCKED",
];
/// Timers of people and of the house.
const OF_THE_HOUSE: [&str; 2] = [
    "SELECT timer.* FROM timer WHERE timer.question_id IS NULL AND ",
    " ORDER BY timer.due_at, timer.id LIMIT $2 FOR NO KEY UPDATE SKIP LOCKED",
];
/// The same on SQLite, whose one writer nobody can be in the way of; it must not know the question to walk the index.
const ON_QUESTIONS_ALONE: [&str; 2] = [
    "SELECT timer.* FROM timer WHERE timer.question_id IS NOT NULL AND ",
    " ORDER BY timer.due_at, timer.id LIMIT $2",
];
/// The same.
const OF_THE_HOUSE_ALONE: [&str; 2] = [
    "SELECT timer.* FROM timer WHERE timer.question_id IS NULL AND ",
    " ORDER BY timer.due_at, timer.id LIMIT $2",
];

/// Which timers are looked for.
#[derive(Debug, Clone)]
enum Which {
    /// The earliest that are due, so many at most, and under which condition they wait.
    Due(u32, String),
    /// One.
    One(TimerId),
}

/// Timers that are this transaction's until it ends, and what they are about, as it is now.
#[derive(Debug, Default)]
pub struct Claimed {
    /// The timers, earliest first.
    pub timers: Vec<Timer>,
    /// The questions they are on; nobody else changes them meanwhile.
    pub questions: HashMap<QuestionId, Question>,
    /// The promises they are on.
    pub targets: HashMap<TargetId, Target>,
}

impl Tx {
    /// The timers that are due and that nobody else has claimed. Mark them fired in this transaction. Those of people
    /// and of the house come when nothing on a question is left, so that they see all of what happened before.
    pub async fn claim_timers(&mut self, now: Timestamp, limit: u32) -> Result<Claimed, Error> {
        let which = Which::Due(limit, self.in_line().await?);
        self.claim(now, which).await
    }

    /// One timer that is due, whether or not it was set aside; none where it has fired or somebody else has it.
    pub async fn claim_timer(&mut self, now: Timestamp, id: TimerId) -> Result<Claimed, Error> {
        self.claim(now, Which::One(id)).await
    }

    async fn claim(&mut self, now: Timestamp, which: Which) -> Result<Claimed, Error> {
        let mut timers = self.due(now, &which, true).await?;
        if timers.is_empty() {
            timers = self.due(now, &which, false).await?;
        }
        let ids: HashSet<Uuid> =
            timers.iter().filter_map(|timer| timer.question).map(QuestionId::raw).collect();
        let targets: HashSet<Uuid> =
            timers.iter().filter_map(|timer| timer.target).map(TargetId::raw).collect();
        let mut claimed = Claimed { timers, ..Claimed::default() };
        if !ids.is_empty() {
            let rows = question_row::Entity::find().filter(question_row::COLUMN.id.is_in(ids));
            for row in rows.all(&self.conn()).await? {
                let question = question::value(row)?;
                claimed.questions.insert(question.id, question);
            }
        }
        if !targets.is_empty() {
            let rows = target_row::Entity::find().filter(target_row::COLUMN.id.is_in(targets));
            for row in rows.all(&self.conn()).await? {
                let target = target::value(row)?;
                claimed.targets.insert(target.id, target);
            }
        }
        Ok(claimed)
    }
}

impl Reader {
    /// How the database would go about a claim, line by line: which index it walks, and whether it sorts.
    pub async fn explain_claim(&self, now: Timestamp, limit: u32) -> Result<Vec<String>, Error> {
        let which = Which::Due(limit, self.in_line().await?);
        let mut lines = Vec::new();
        for on_questions in [true, false] {
            lines.extend(self.explain(self.due_statement(now, &which, on_questions)).await?);
        }
        Ok(lines)
    }

    async fn due(&self, now: Timestamp, which: &Which, on_questions: bool) -> Result<Vec<Timer>, Error> {
        let conn = self.conn();
        let rows = conn.query_all_raw(self.due_statement(now, which, on_questions)).await?;
        rows.iter().map(|row| value::value(timer::Model::from_query_result(row, "")?)).collect()
    }

    fn due_statement(&self, now: Timestamp, which: &Which, on_questions: bool) -> Statement {
        let (backend, [select, order]) = match (self.is_postgres(), on_questions) {
            (true, true) => (DbBackend::Postgres, ON_QUESTIONS),
            (true, false) => (DbBackend::Postgres, OF_THE_HOUSE),
            (false, true) => (DbBackend::Sqlite, ON_QUESTIONS_ALONE),
            (false, false) => (DbBackend::Sqlite, OF_THE_HOUSE_ALONE),
        };
        let now = millis(now).into();
        let (condition, values) = match which {
            Which::Due(limit, waiting) => (waiting.as_str(), vec![now, i64::from(*limit).into()]),
            Which::One(id) => {
                ("timer.fired_at IS NULL AND timer.id = $3", vec![now, 1_i64.into(), id.raw().into()])
            }
        };
        let sql = format!("{select}{condition} AND timer.due_at <= $1{order}");
        Statement::from_sql_and_values(backend, sql, values)
    }
}
