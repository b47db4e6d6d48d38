//! How questions were routed and what came of it: one row a question, from which every figure of the routing page is
//! made, and its list as well.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, QueryResult, Statement};
use souffleur_core::{
    assignment::DecidedBy,
    channel::Channel,
    id::{QuestionId, TopicId, UserId},
};
use uuid::Uuid;

use crate::{
    error::{Error, Sound as _},
    instant::{instant, millis},
    reader::Reader,
};

/// A question, whom it went to first, and who answered it.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutedRow {
    /// The question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// What decided first.
    pub decided_by: DecidedBy,
    /// Whom it went to first; none for the community managers.
    pub first_expert: Option<UserId>,
    /// What it was first thought to be about.
    pub first_topic: Option<TopicId>,
    /// How sure the router was then.
    pub confidence: Option<f64>,
    /// What it is thought to be about now.
    pub topic: Option<TopicId>,
    /// Whose draft became the first answer.
    pub drafted_by: Option<UserId>,
}

impl Reader {
    /// Some of the questions asked in a period, but for what was imported, the oldest first, after a place among them.
    pub async fn routed(
        &self,
        (from, to): (Timestamp, Timestamp),
        after: Option<(Timestamp, QuestionId)>,
        limit: u64,
    ) -> Result<Vec<RoutedRow>, Error> {
        let (since, id) = after.unwrap_or((from, QuestionId::new(Uuid::nil())));
        let after = if after.is_some() {
            "AND (q.asked_at, q.id) > ($2, $3)"
        } else {
            "AND q.asked_at >= $2 AND q.id >= $3"
        };
        let sql = format!(
            "SELECT q.id AS id, q.number AS number, q.asked_at AS asked_at, q.topic_id AS topic_id, \
             a.decided_by AS decided_by, a.expert_id AS first_expert, a.topic_id AS first_topic, \
             a.confidence AS confidence, (SELECT d.author_id FROM draft d WHERE d.question_id = q.id \
             AND d.state = 'used' ORDER BY d.id LIMIT 1) AS drafted_by \
             FROM question q JOIN assignment a ON a.id = \
             (SELECT f.id FROM assignment f WHERE f.question_id = q.id ORDER BY f.id LIMIT 1) \
             WHERE q.asked_at < $1 {after} AND q.channel <> '{}' ORDER BY q.asked_at, q.id LIMIT {limit}",
            Channel::IMPORT,
        );
        let conn = self.conn();
        let values = [millis(to).into(), millis(since).into(), id.raw().into()];
        let rows = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
        conn.query_all_raw(rows).await?.iter().map(value).collect()
    }
}

fn value(row: &QueryResult) -> Result<RoutedRow, Error> {
    let question = QuestionId::new(row.try_get("", "id")?);
    let decided_by: String = row.try_get("", "decided_by")?;
    let id = |name: &str| row.try_get::<Option<Uuid>>("", name);
    Ok(RoutedRow {
        question,
        number: row.try_get("", "number")?,
        asked_at: instant(row.try_get("", "asked_at")?)?,
        decided_by: DecidedBy::parse(&decided_by).sound("assignment", &question)?,
        first_expert: id("first_expert")?.map(UserId::new),
        first_topic: id("first_topic")?.map(TopicId::new),
        confidence: row.try_get("", "confidence")?,
        topic: id("topic_id")?.map(TopicId::new),
        drafted_by: id("drafted_by")?.map(UserId::new),
    })
}
