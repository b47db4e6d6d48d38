//! Colleagues who are asked about questions that are not theirs. Having been asked is what lets them see one.

use std::collections::HashMap;

use sea_orm::{
    ActiveValue::Set, ConnectionTrait as _, EntityTrait as _, FromQueryResult, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, Statement, sea_query::OnConflict,
};
use souffleur_core::{
    id::{QuestionId, UserId},
    side_draft::SideDraft,
    text::{Body, Remark},
};
use uuid::Uuid;

use crate::{
    entity::side_draft,
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "side draft";
/// What a line shows of a question, in characters.
const EXCERPT: usize = 120;
/// Lines of the list; nobody is asked so much that they have not answered.
const LINES: u32 = 50;

/// A question that somebody was asked about and has written nothing on since.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct AskLine {
    /// The question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// Its subject, or how it begins.
    pub title: String,
    /// Who asked.
    pub asked_by: UserId,
    /// When.
    pub asked_at: jiff::Timestamp,
    /// What they asked.
    pub request: String,
}

#[derive(FromQueryResult)]
struct Raw {
    question_id: Uuid,
    number: i64,
    subject: Option<String>,
    opening: Option<String>,
    asked_by: Uuid,
    asked_at: i64,
    request: String,
}

/// Who holds the question by now has it among their own.
const WAITING: &str = "SELECT s.question_id, q.number, q.subject, s.asked_by, s.asked_at, s.request, \
     (SELECT SUBSTR(m.body, 1, 400) FROM message m WHERE m.question_id = q.id AND m.author = 'customer' \
     ORDER BY m.id LIMIT 1) AS opening \
     FROM side_draft s JOIN question q ON q.id = s.question_id \
     WHERE s.author_id = $1 AND (s.at IS NULL OR s.at < s.asked_at) AND q.status IN ('new', 'assigned', 'drafted') \
     AND (q.expert_id IS NULL OR q.expert_id <> s.author_id) \
     ORDER BY s.asked_at, s.question_id LIMIT $2";

impl Reader {
    /// The colleagues who were asked about a question, the first one first, each with what they wrote.
    pub async fn side_drafts_of(&self, question: QuestionId) -> Result<Vec<SideDraft>, Error> {
        let rows = side_draft::Entity::find().filter(side_draft::COLUMN.question_id.eq(question.raw()));
        in_order(rows.all(&self.conn()).await?)
    }

    /// What somebody was asked about a question, and wrote; none if they were not.
    pub async fn side_draft(&self, question: QuestionId, author: UserId) -> Result<Option<SideDraft>, Error> {
        let row = side_draft::Entity::find_by_id((question.raw(), author.raw())).one(&self.conn()).await?;
        row.map(value).transpose()
    }

    /// Who was asked about each of some questions; nothing of those about which nobody was.
    pub async fn asked_about(
        &self,
        questions: &[QuestionId],
    ) -> Result<HashMap<QuestionId, Vec<UserId>>, Error> {
        let rows: Vec<(Uuid, Uuid)> = side_draft::Entity::find()
            .select_only()
            .columns([side_draft::Column::QuestionId, side_draft::Column::AuthorId])
            .filter(side_draft::COLUMN.question_id.is_in(questions.iter().map(|id| id.raw())))
            .order_by_asc(side_draft::COLUMN.author_id)
            .into_tuple()
            .all(&self.conn())
            .await?;
        let mut asked: HashMap<QuestionId, Vec<UserId>> = HashMap::new();
        for (question, author) in rows {
            asked.entry(QuestionId::new(question)).or_default().push(UserId::new(author));
        }
        Ok(asked)
    }

    /// What somebody was asked about and has not written on, the longest waiting first.
    pub async fn asks_of(&self, author: UserId) -> Result<Vec<AskLine>, Error> {
        let conn = self.conn();
        let values = [author.raw().into(), i64::from(LINES).into()];
        let lines = Statement::from_sql_and_values(conn.get_database_backend(), WAITING, values);
        let rows = conn.query_all_raw(lines).await?;
        rows.iter().map(|row| line(Raw::from_query_result(row, "")?)).collect()
    }
}

impl Tx {
    /// Notes that a colleague is asked; what they wrote before stays.
    pub async fn ask_colleague(&mut self, asked: &SideDraft) -> Result<(), Error> {
        let row = side_draft::ActiveModel {
            question_id: Set(asked.question.raw()),
            author_id: Set(asked.author.raw()),
            asked_by: Set(asked.asked_by.raw()),
            asked_at: Set(millis(asked.asked_at)),
            request: Set(asked.request.to_string()),
            body: Set(None),
            at: Set(None),
        };
        let again = OnConflict::columns([side_draft::Column::QuestionId, side_draft::Column::AuthorId])
            .update_columns([
                side_draft::Column::AskedBy,
                side_draft::Column::AskedAt,
                side_draft::Column::Request,
            ])
            .to_owned();
        side_draft::Entity::insert(row).on_conflict(again).exec_without_returning(&self.conn()).await?;
        self.changed_for_search(asked.question).await
    }

    /// Keeps what a colleague wrote, and says whether they had been asked.
    pub async fn write_side_draft(&mut self, written: &SideDraft) -> Result<bool, Error> {
        let columns = side_draft::ActiveModel {
            body: Set(written.body.as_ref().map(ToString::to_string)),
            at: Set(written.at.map(millis)),
            ..Default::default()
        };
        let rows = side_draft::Entity::update_many()
            .set(columns)
            .filter(side_draft::COLUMN.question_id.eq(written.question.raw()))
            .filter(side_draft::COLUMN.author_id.eq(written.author.raw()));
        let asked = rows.exec(&self.conn()).await?.rows_affected > 0;
        self.changed_for_search(written.question).await?;
        Ok(asked)
    }
}

/// The first who was asked first.
pub(crate) fn in_order(mut rows: Vec<side_draft::Model>) -> Result<Vec<SideDraft>, Error> {
    rows.sort_by_key(|row| (row.asked_at, row.author_id));
    rows.into_iter().map(value).collect()
}

fn value(row: side_draft::Model) -> Result<SideDraft, Error> {
    let question = QuestionId::new(row.question_id);
    Ok(SideDraft {
        question,
        author: UserId::new(row.author_id),
        asked_by: UserId::new(row.asked_by),
        asked_at: instant(row.asked_at)?,
        request: Remark::try_from(row.request).sound(WHAT, &question)?,
        body: row.body.map(Body::try_from).transpose().sound(WHAT, &question)?,
        at: maybe(row.at)?,
    })
}

fn line(row: Raw) -> Result<AskLine, Error> {
    let question = QuestionId::new(row.question_id);
    let opening = row.opening.map(Body::try_from).transpose().sound(WHAT, &question)?;
    let opening = opening.map(|body| body.excerpt(EXCERPT)).unwrap_or_default();
    Ok(AskLine {
        question,
        number: row.number,
        title: row.subject.unwrap_or(opening),
        asked_by: UserId::new(row.asked_by),
        asked_at: instant(row.asked_at)?,
        request: row.request,
    })
}
