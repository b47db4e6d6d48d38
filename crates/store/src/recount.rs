//! The questions whose due times are to be counted again: a change writes them all down in one statement, a job works
//! through them in small batches. A question is on the list once, for the latest reason.

use std::collections::HashSet;

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Statement, Value,
};
use souffleur_core::{
    event::RescheduleReason,
    id::{CustomerId, QuestionId, TargetId, UserId},
    pause::PauseScope,
};

use crate::{
    entity::{recount, target, timer},
    error::{Error, Sound as _},
    instant::millis,
    notice::Notice,
    reader::Reader,
    target::{Target, value},
    timer::{TimerKind, fired_kinds},
    tx::Tx,
};

const WHAT: &str = "recount";
/// Promises that are moved in one statement, and what of each is written.
const TOGETHER: usize = 500;
const COLUMNS: usize = 6;

/// Promises that run and were counted in an older calendar. SQLite takes a CROSS JOIN in the order it is written in: the
/// few calendars first, then of each what is older.
const STALE: &str = "SELECT target.question_id, 'calendar' FROM calendar CROSS JOIN target \
     WHERE target.calendar_id = calendar.id AND target.state = 'pending' \
     AND target.calendar_version < calendar.version";

impl Reader {
    /// How the database would go about finding what was counted in an older calendar, line by line.
    pub async fn explain_stale(&self) -> Result<Vec<String>, Error> {
        self.explain(Statement::from_string(self.conn().get_database_backend(), STALE)).await
    }

    /// Some of the questions that wait, and why; those that could not be counted wait longer.
    pub async fn recount_waiting(
        &self,
        now: Timestamp,
        limit: u64,
    ) -> Result<Vec<(QuestionId, RescheduleReason)>, Error> {
        let rows = recount::Entity::find()
            .filter(recount::COLUMN.retry_at.lte(millis(now)))
            .order_by_asc(recount::COLUMN.question_id)
            .limit(limit);
        let rows = rows.all(&self.conn()).await?;
        rows.into_iter()
            .map(|row| {
                let id = QuestionId::new(row.question_id);
                Ok((id, RescheduleReason::parse(&row.why).sound(WHAT, &id)?))
            })
            .collect()
    }

    /// How many questions could not be counted again.
    pub async fn recounts_in_trouble(&self) -> Result<u64, Error> {
        Ok(recount::Entity::find().filter(recount::COLUMN.attempts.gt(0)).count(&self.conn()).await?)
    }

    /// Every promise ever made on some questions, oldest first.
    pub async fn targets_on(&self, questions: &[QuestionId]) -> Result<Vec<Target>, Error> {
        let rows = target::Entity::find()
            .filter(target::COLUMN.question_id.is_in(questions.iter().map(|id| id.raw())))
            .order_by_asc(target::COLUMN.set_at)
            .order_by_asc(target::COLUMN.id);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// What has fired already on some promises.
    pub async fn fired_on(&self, targets: &[TargetId]) -> Result<Vec<(TargetId, TimerKind)>, Error> {
        let rows = timer::Entity::find()
            .filter(timer::COLUMN.target_id.is_in(targets.iter().map(|id| id.raw())))
            .filter(timer::COLUMN.fired_at.is_not_null());
        fired_kinds(rows.all(&self.conn()).await?)
    }
}

impl Tx {
    /// Writes down the questions with a running promise that was counted in an older version of its calendar. Tells
    /// nobody: whoever changes a calendar does, and whoever only looks for what was overlooked has no news.
    pub async fn recount_stale(&mut self) -> Result<u64, Error> {
        self.recount(STALE, []).await
    }

    /// Writes down the open questions of an expert, whose drafts depend on their days away.
    pub async fn recount_expert(&mut self, expert: UserId) -> Result<u64, Error> {
        const OF_EXPERT: &str = "SELECT question.id, 'absence' FROM question WHERE question.expert_id = $1 \
             AND question.status IN ('new', 'assigned', 'drafted')";
        self.notify(Notice::Settings);
        self.recount(OF_EXPERT, [expert.raw().into()]).await
    }

    /// Writes down the other questions of a customer with a promise that runs, after the one that was seen to.
    pub async fn recount_customer(&mut self, customer: CustomerId, but: QuestionId) -> Result<u64, Error> {
        const OF_CUSTOMER: &str = "SELECT target.question_id, 'tags' FROM target \
             JOIN question ON question.id = target.question_id \
             WHERE target.state = 'pending' AND question.customer_id = $1 AND question.id <> $2";
        self.notify(Notice::Settings);
        self.recount(OF_CUSTOMER, [customer.raw().into(), but.raw().into()]).await
    }

    /// Writes down the questions that a pause of the house is about.
    pub async fn recount_house(&mut self, scope: &PauseScope) -> Result<u64, Error> {
        const PENDING: &str = "SELECT target.question_id, 'house' FROM target \
             JOIN question ON question.id = target.question_id WHERE target.state = 'pending'";
        self.notify(Notice::Settings);
        match scope {
            PauseScope::Question(_) => Ok(0),
            PauseScope::Desk => self.recount(PENDING, []).await,
            PauseScope::Topic(id) => {
                self.recount(&format!("{PENDING} AND question.topic_id = $1"), [id.raw().into()]).await
            }
            PauseScope::Channel(channel) => {
                let channel = channel.as_str().to_owned().into();
                self.recount(&format!("{PENDING} AND question.channel = $1"), [channel]).await
            }
        }
    }

    /// Sets a question aside that could not be counted again, and says how often that was so. `retry_at` says after so
    /// many failures when it is tried again.
    pub async fn set_recount_aside(
        &mut self,
        question: QuestionId,
        retry_at: impl Fn(u32) -> Timestamp,
    ) -> Result<u32, Error> {
        let row = recount::Entity::find_by_id(question.raw()).one(&self.conn()).await?;
        let attempts = row.map_or(0, |row| row.attempts).saturating_add(1);
        let count = u32::try_from(attempts).unwrap_or(u32::MAX);
        let columns = recount::ActiveModel {
            attempts: Set(attempts),
            retry_at: Set(millis(retry_at(count))),
            ..Default::default()
        };
        let row = recount::Entity::update_many().set(columns);
        row.filter(recount::COLUMN.question_id.eq(question.raw())).exec(&self.conn()).await?;
        Ok(count)
    }

    /// Strikes questions off the list.
    pub async fn recounted(&mut self, questions: &[QuestionId]) -> Result<(), Error> {
        recount::Entity::delete_many()
            .filter(recount::COLUMN.question_id.is_in(questions.iter().map(|id| id.raw())))
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    /// Stores the new due times of promises that run, and the policies and calendars they are counted by now; forgets
    /// their timers that have not fired, and moves their questions in the inbox.
    pub async fn move_targets(&mut self, moved: &[Target]) -> Result<(), Error> {
        if moved.is_empty() {
            return Ok(());
        }
        for some in moved.chunks(TOGETHER) {
            self.update_moved(some).await?;
        }
        timer::Entity::delete_many()
            .filter(timer::COLUMN.target_id.is_in(moved.iter().map(|target| target.id.raw())))
            .filter(timer::COLUMN.fired_at.is_null())
            .exec(&self.conn())
            .await?;
        let questions: HashSet<QuestionId> = moved.iter().map(|target| target.question).collect();
        self.refresh_due(questions).await
    }

    async fn update_moved(&mut self, moved: &[Target]) -> Result<(), Error> {
        let conn = self.conn();
        let row = |index: usize| {
            let places: Vec<String> =
                (1..=COLUMNS).map(|column| format!("${}", index * COLUMNS + column)).collect();
            format!("({})", places.join(", "))
        };
        let rows: Vec<String> = (0..moved.len()).map(row).collect();
        let sql = format!(
            "WITH moved (id, due_at, policy_id, policy_version, calendar_id, calendar_version) AS (VALUES {}) \
             UPDATE target SET due_at = moved.due_at, policy_id = moved.policy_id, \
             policy_version = moved.policy_version, calendar_id = moved.calendar_id, \
             calendar_version = moved.calendar_version \
             FROM moved WHERE target.id = moved.id AND target.state = 'pending'",
            rows.join(", ")
        );
        let values = moved.iter().flat_map(|target| -> [Value; COLUMNS] {
            [
                target.id.raw().into(),
                target.due_at.map(millis).into(),
                target.policy.0.raw().into(),
                target.policy.1.into(),
                target.calendar.0.raw().into(),
                target.calendar.1.into(),
            ]
        });
        conn.execute_raw(Statement::from_sql_and_values(conn.get_database_backend(), sql, values)).await?;
        Ok(())
    }

    async fn recount<const N: usize>(&mut self, select: &str, values: [Value; N]) -> Result<u64, Error> {
        let conn = self.conn();
        // A WHERE that is always true tells SQLite's parser that ON belongs to the insert.
        let insert = format!(
            "INSERT INTO recount (question_id, why) SELECT DISTINCT * FROM ({select}) AS listed WHERE true \
             ON CONFLICT (question_id) DO UPDATE SET why = excluded.why"
        );
        let insert = Statement::from_sql_and_values(conn.get_database_backend(), insert, values);
        Ok(conn.execute_raw(insert).await?.rows_affected())
    }
}
