//! Who got a question, decided by what, and why.

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, Statement,
};
use souffleur_core::{
    assignment::{Assignment, DecidedBy},
    id::{AssignmentId, QuestionId, TopicId, UserId},
    question::Assignee,
    text::Remark,
};

use crate::{
    entity::assignment,
    error::{Error, Sound as _},
    instant::{instant, millis},
    json,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "assignment";

impl Reader {
    /// The assignments of a question, oldest first; the last one holds.
    pub async fn assignments_of(&self, question: QuestionId) -> Result<Vec<Assignment>, Error> {
        let rows = assignment::Entity::find()
            .filter(assignment::COLUMN.question_id.eq(question.raw()))
            .order_by_asc(assignment::COLUMN.id);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// Open questions that the community managers hold because no expert was free or knew the topic, the oldest first.
    pub async fn waiting_for_expert(&self, limit: u64) -> Result<Vec<QuestionId>, Error> {
        const WAITING: &str = "SELECT question.id FROM question \
             JOIN assignment ON assignment.question_id = question.id \
             WHERE question.status = 'new' AND question.lead_id IS NULL AND question.expert_id IS NULL \
             AND assignment.decided_by = 'fallback' AND (assignment.explanation IS NULL \
             OR assignment.explanation LIKE '%\"reason\":\"nobody_free\"%' \
             OR assignment.explanation LIKE '%\"reason\":\"nobody_knows\"%') \
             AND NOT EXISTS (SELECT 1 FROM assignment AS later \
             WHERE later.question_id = question.id AND later.id > assignment.id) \
             ORDER BY question.asked_at, question.id LIMIT $1";
        let conn = self.conn();
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let waiting = Statement::from_sql_and_values(conn.get_database_backend(), WAITING, [limit.into()]);
        let rows = conn.query_all_raw(waiting).await?;
        rows.iter().map(|row| Ok(QuestionId::new(row.try_get("", "id")?))).collect()
    }

    /// The assignment that holds.
    pub async fn last_assignment_of(&self, question: QuestionId) -> Result<Option<Assignment>, Error> {
        let row = assignment::Entity::find()
            .filter(assignment::COLUMN.question_id.eq(question.raw()))
            .order_by_desc(assignment::COLUMN.id);
        row.one(&self.conn()).await?.map(value).transpose()
    }
}

impl Tx {
    /// Stores an assignment.
    pub async fn insert_assignment(&mut self, new: &Assignment) -> Result<(), Error> {
        let row = assignment::Model {
            id: new.id.raw(),
            question_id: new.question.raw(),
            expert_id: new.assignee.expert().map(UserId::raw),
            topic_id: new.topic.map(TopicId::raw),
            decided_by: new.decided_by.as_str().to_owned(),
            confidence: new.confidence,
            explanation: new.explanation.as_ref().map(|why| json::text(why, WHAT)).transpose()?,
            reason: new.reason.as_ref().map(|text| text.as_str().to_owned()),
            by: json::text(&new.by, WHAT)?,
            at: millis(new.at),
            opened_at: new.opened_at.map(millis),
        };
        self.add(row).await
    }

    /// The holder of an assignment looks at the question, unless they did before.
    pub async fn open_assignment(&mut self, id: AssignmentId, at: Timestamp) -> Result<(), Error> {
        assignment::Entity::update_many()
            .set(assignment::ActiveModel { opened_at: Set(Some(millis(at))), ..Default::default() })
            .filter(assignment::COLUMN.id.eq(id.raw()))
            .filter(assignment::COLUMN.opened_at.is_null())
            .exec(&self.conn())
            .await?;
        Ok(())
    }
}

fn value(row: assignment::Model) -> Result<Assignment, Error> {
    let id = AssignmentId::new(row.id);
    Ok(Assignment {
        id,
        question: QuestionId::new(row.question_id),
        assignee: Assignee::from(row.expert_id.map(UserId::new)),
        topic: row.topic_id.map(TopicId::new),
        decided_by: DecidedBy::parse(&row.decided_by).sound(WHAT, &id)?,
        confidence: row.confidence,
        explanation: row.explanation.map(|text| json::value(&text, WHAT, &id)).transpose()?,
        reason: row.reason.map(Remark::try_from).transpose().sound(WHAT, &id)?,
        by: json::value(&row.by, WHAT, &id)?,
        at: instant(row.at)?,
        opened_at: row.opened_at.map(instant).transpose()?,
    })
}
