//! Answers already given. There are some hundreds of them, so they are read together.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, QueryFilter as _, QueryOrder as _,
    sea_query::{Expr, ExprTrait as _},
};
use souffleur_core::{
    answer::{Answer, AnswerText},
    id::{AnswerId, TopicId, UserId},
    language::Language,
    text::{Body, Subject},
};
use uuid::Uuid;

use crate::{
    entity::{answer, answer_text},
    error::{Error, Sound as _},
    instant::{maybe, millis},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "answer";

impl Reader {
    /// Every answer, what was changed last first.
    pub async fn answers(&self) -> Result<Vec<Answer>, Error> {
        let texts = answer_text::Entity::find().all(&self.conn()).await?;
        let mut by_answer: HashMap<Uuid, Vec<answer_text::Model>> = HashMap::new();
        for text in texts {
            by_answer.entry(text.answer_id).or_default().push(text);
        }
        let rows = answer::Entity::find().order_by_desc(answer::COLUMN.changed_at).all(&self.conn()).await?;
        rows.into_iter().map(|row| value(by_answer.remove(&row.id).unwrap_or_default(), row)).collect()
    }
}

impl Tx {
    /// Stores a new answer.
    pub async fn insert_answer(&mut self, new: &Answer, now: Timestamp) -> Result<(), Error> {
        self.insert(answer::Model {
            id: new.id.raw(),
            topic_id: new.topic.map(TopicId::raw),
            owner_id: new.owner.map(UserId::raw),
            is_public: new.is_public,
            review_on: new.review_on.map(|day| day.to_string()),
            active: new.active,
            version: new.version,
            used: new.used,
            last_used_at: new.last_used_at.map(millis),
            changed_at: millis(now),
        })
        .await?;
        self.insert_all(texts(new)).await
    }

    /// Stores what became of an answer that was at version `expected`; its uses stay counted. Says its new version.
    pub async fn save_answer(
        &mut self,
        changed: &Answer,
        expected: i64,
        now: Timestamp,
    ) -> Result<i64, Error> {
        let columns = answer::ActiveModel {
            topic_id: Set(changed.topic.map(TopicId::raw)),
            owner_id: Set(changed.owner.map(UserId::raw)),
            is_public: Set(changed.is_public),
            review_on: Set(changed.review_on.map(|day| day.to_string())),
            active: Set(changed.active),
            version: Set(expected + 1),
            changed_at: Set(millis(now)),
            ..Default::default()
        };
        let saved = answer::Entity::update_many()
            .set(columns)
            .filter(answer::COLUMN.id.eq(changed.id.raw()))
            .filter(answer::COLUMN.version.eq(expected))
            .exec(&self.conn())
            .await?;
        if saved.rows_affected == 0 {
            let row = answer::Entity::find_by_id(changed.id.raw()).one(&self.conn()).await?;
            return Err(Error::Stale { current: row.ok_or(Error::Missing(WHAT))?.version });
        }
        let old =
            answer_text::Entity::delete_many().filter(answer_text::COLUMN.answer_id.eq(changed.id.raw()));
        old.exec(&self.conn()).await?;
        self.insert_all(texts(changed)).await?;
        Ok(expected + 1)
    }

    /// Counts that an answer was put into a text.
    pub async fn answer_used(&mut self, id: AnswerId, now: Timestamp) -> Result<(), Error> {
        let counted = answer::Entity::update_many()
            .col_expr(answer::Column::Used, Expr::col(answer::Column::Used).add(1))
            .col_expr(answer::Column::LastUsedAt, Expr::val(millis(now)))
            .filter(answer::COLUMN.id.eq(id.raw()))
            .exec(&self.conn())
            .await?;
        if counted.rows_affected == 0 { Err(Error::Missing(WHAT)) } else { Ok(()) }
    }
}

fn texts(answer: &Answer) -> Vec<answer_text::Model> {
    let row = |(language, text): (&Language, &AnswerText)| answer_text::Model {
        answer_id: answer.id.raw(),
        language: language.code().to_owned(),
        title: text.title.to_string(),
        body: text.body.to_string(),
    };
    answer.texts.iter().map(row).collect()
}

fn value(texts: Vec<answer_text::Model>, row: answer::Model) -> Result<Answer, Error> {
    let id = AnswerId::new(row.id);
    let text = |text: answer_text::Model| {
        let language = Language::from_code(&text.language).sound(WHAT, &id)?;
        let (title, body) =
            (Subject::try_from(text.title).sound(WHAT, &id)?, Body::try_from(text.body).sound(WHAT, &id)?);
        Ok::<_, Error>((language, AnswerText { title, body }))
    };
    Ok(Answer {
        id,
        topic: row.topic_id.map(TopicId::new),
        owner: row.owner_id.map(UserId::new),
        is_public: row.is_public,
        review_on: row.review_on.map(|day| day.parse()).transpose().sound(WHAT, &id)?,
        active: row.active,
        version: row.version,
        used: row.used,
        last_used_at: maybe(row.last_used_at)?,
        texts: texts.into_iter().map(text).collect::<Result<_, _>>()?,
    })
}
