//! What is owed before an instant: the lines of the digest.

use jiff::Timestamp;
use sea_orm::{ConnectionTrait as _, FromQueryResult, Statement};
use souffleur_core::{
    id::{QuestionId, UserId},
    text::Body,
};
use souffleur_sla::TargetKind;
use uuid::Uuid;

use crate::{
    error::{Error, Sound as _},
    instant::{instant, millis},
    reader::Reader,
    target::kind,
};

const WHAT: &str = "question";
/// What a line shows of a question, in characters.
const EXCERPT: usize = 120;

/// A promise on an open question that is due before an instant, or was and is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Owed {
    /// The question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// Its subject, or how it begins.
    pub title: String,
    /// Who holds it.
    pub expert: Option<UserId>,
    /// The promise.
    pub kind: TargetKind,
    /// When it is due, or was.
    pub due_at: Timestamp,
}

#[derive(FromQueryResult)]
struct Raw {
    id: Uuid,
    number: i64,
    subject: Option<String>,
    opening: Option<String>,
    expert_id: Option<Uuid>,
    kind: String,
    due_at: i64,
}

/// From the questions in the order in which they are due, so that only those that are due are looked at.
const OWED: &str = "SELECT question.id, question.number, question.subject, question.expert_id, target.kind, \
     target.due_at, (SELECT SUBSTR(message.body, 1, 400) FROM message WHERE message.question_id = question.id \
     AND message.author = 'customer' ORDER BY message.id LIMIT 1) AS opening \
     FROM question JOIN target ON target.question_id = question.id \
     WHERE question.next_due_at < $1 AND question.status IN ('new', 'assigned', 'drafted') AND target.due_at < $1 \
     AND (target.state = 'pending' OR (target.state = 'breached' AND target.met_at IS NULL AND target.kind <> 'draft')) \
     ORDER BY target.due_at, question.number LIMIT $2";

impl Reader {
    /// What is owed before an instant, in the order in which it is due.
    pub async fn owed_before(&self, before: Timestamp, limit: u32) -> Result<Vec<Owed>, Error> {
        let conn = self.conn();
        let values = [millis(before).into(), i64::from(limit).into()];
        let owed = Statement::from_sql_and_values(conn.get_database_backend(), OWED, values);
        conn.query_all_raw(owed).await?.iter().map(|row| value(Raw::from_query_result(row, "")?)).collect()
    }
}

fn value(row: Raw) -> Result<Owed, Error> {
    let question = QuestionId::new(row.id);
    let opening = row.opening.map(Body::try_from).transpose().sound(WHAT, &question)?;
    let opening = opening.map(|body| body.excerpt(EXCERPT)).unwrap_or_default();
    Ok(Owed {
        question,
        number: row.number,
        title: row.subject.unwrap_or(opening),
        expert: row.expert_id.map(UserId::new),
        kind: kind(&row.kind).sound(WHAT, &question)?,
        due_at: instant(row.due_at)?,
    })
}
