//! What is due between two instants, whenever it began: each promise, or only how many came to the same.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryResult, Statement};
use souffleur_core::{
    id::{TopicId, UserId},
    metric::{Fact, TargetOutcome},
};
use uuid::Uuid;

use super::{row::value, view::LedgerView};
use crate::{
    entity::ledger,
    error::{Error, Sound as _},
    instant::{instant, millis},
};

/// How many promises are due at one instant, of one topic and expert, and came to the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueSum {
    /// When.
    pub due_at: Timestamp,
    /// In which zone that is an hour of the house.
    pub time_zone: String,
    /// Of which topic.
    pub topic: Option<TopicId>,
    /// Of which expert.
    pub expert: Option<UserId>,
    /// What became of them.
    pub outcome: TargetOutcome,
    /// How many.
    pub promises: u64,
}

impl DueSum {
    /// One promise; of one without a due time, the last instant there is.
    pub fn of(fact: &Fact) -> Self {
        Self {
            due_at: fact.due_at.unwrap_or(Timestamp::MAX),
            time_zone: fact.time_zone.clone(),
            topic: fact.topic,
            expert: fact.expert,
            outcome: fact.outcome,
            promises: 1,
        }
    }
}

impl LedgerView {
    /// Every promise that is due between two instants, those that run among them, whenever it began.
    pub async fn due_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Fact>, Error> {
        let mut facts = self.due_now(from, to);
        let kept = ledger::Entity::find()
            .filter(ledger::COLUMN.due_at.gte(millis(from)))
            .filter(ledger::COLUMN.due_at.lt(millis(to)))
            .filter(ledger::COLUMN.counted.eq(true))
            .all(&self.reader.conn())
            .await?;
        let kept = kept.into_iter().filter(|row| !self.stale.contains(&row.question_id)).map(value);
        facts.extend(kept.collect::<Result<Vec<_>, _>>()?);
        facts.sort_by_key(|fact| (fact.due_at, fact.promise));
        Ok(facts)
    }

    /// How many promises that are due between two instants came to the same: of those that have ended, and no longer change.
    pub async fn due_sums(&self, from: Timestamp, to: Timestamp) -> Result<Vec<DueSum>, Error> {
        const SUMS: &str = "SELECT due_at, time_zone, topic_id, expert_id, outcome, COUNT(*) AS promises FROM ledger \
             WHERE due_at >= $1 AND due_at < $2 AND counted \
             GROUP BY due_at, time_zone, topic_id, expert_id, outcome";
        let conn = self.reader.conn();
        let between = [millis(from), millis(to)].map(Into::into);
        let rows = Statement::from_sql_and_values(conn.get_database_backend(), SUMS, between);
        let rows = conn.query_all_raw(rows).await?;
        let mut sums = rows.iter().map(due_sum).collect::<Result<Vec<_>, Error>>()?;
        for fact in self.outdated.iter().filter(|fact| is_due(fact, from, to)) {
            let one = DueSum::of(fact);
            let same = |sum: &&mut DueSum| **sum == DueSum { promises: sum.promises, ..one.clone() };
            if let Some(sum) = sums.iter_mut().find(same) {
                sum.promises = sum.promises.saturating_sub(1);
            }
        }
        sums.retain(|sum| sum.promises > 0);
        Ok(sums)
    }

    /// Of the promises that are due between two instants, those that run or have just ended, the first due first.
    pub fn due_now(&self, from: Timestamp, to: Timestamp) -> Vec<Fact> {
        let mut facts: Vec<Fact> = self.live.iter().filter(|fact| is_due(fact, from, to)).cloned().collect();
        facts.sort_by_key(|fact| (fact.due_at, fact.promise));
        facts
    }
}

fn is_due(fact: &Fact, from: Timestamp, to: Timestamp) -> bool {
    fact.due_at.is_some_and(|due| from <= due && due < to)
}

fn due_sum(row: &QueryResult) -> Result<DueSum, Error> {
    let (due_at, topic, expert): (i64, Option<Uuid>, Option<Uuid>) =
        (row.try_get("", "due_at")?, row.try_get("", "topic_id")?, row.try_get("", "expert_id")?);
    let (outcome, promises): (String, i64) = (row.try_get("", "outcome")?, row.try_get("", "promises")?);
    Ok(DueSum {
        due_at: instant(due_at)?,
        time_zone: row.try_get("", "time_zone")?,
        topic: topic.map(TopicId::new),
        expert: expert.map(UserId::new),
        outcome: TargetOutcome::parse(&outcome).sound("line of the ledger", &outcome)?,
        promises: u64::try_from(promises).unwrap_or_default(),
    })
}
