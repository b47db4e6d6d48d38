//! Public questions that are kept off the wall until a community manager has looked at them.

use std::collections::HashSet;

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, QueryFilter as _, QuerySelect as _, QueryTrait as _,
    sea_query::{SelectStatement, SimpleExpr},
};
use souffleur_core::id::QuestionId;
use uuid::Uuid;

use crate::{
    entity::{first_look, question},
    error::Error,
    instant::millis,
    reader::Reader,
    tx::Tx,
};

/// Whether a question is not kept off the wall.
pub(crate) fn is_not_held_back() -> SimpleExpr {
    question::COLUMN.id.not_in_subquery(held_back())
}

fn held_back() -> SelectStatement {
    first_look::Entity::find()
        .select_only()
        .column(first_look::Column::QuestionId)
        .filter(first_look::COLUMN.released_at.is_null())
        .into_query()
}

impl Reader {
    /// Those of some questions that wait for a first look.
    pub async fn held_back(&self, questions: &[QuestionId]) -> Result<HashSet<QuestionId>, Error> {
        let ids: Vec<Uuid> = first_look::Entity::find()
            .select_only()
            .column(first_look::Column::QuestionId)
            .filter(first_look::COLUMN.question_id.is_in(questions.iter().map(|id| id.raw())))
            .filter(first_look::COLUMN.released_at.is_null())
            .into_tuple()
            .all(&self.conn())
            .await?;
        Ok(ids.into_iter().map(QuestionId::new).collect())
    }
}

impl Tx {
    /// Keeps a new question off the wall until it is released.
    pub async fn hold_back(&mut self, question: QuestionId) -> Result<(), Error> {
        self.add(first_look::Model { question_id: question.raw(), released_at: None }).await
    }

    /// Lets a question onto the wall; false if it was not held back.
    pub async fn release_to_wall(&mut self, question: QuestionId, now: Timestamp) -> Result<bool, Error> {
        let released = first_look::Entity::update_many()
            .set(first_look::ActiveModel { released_at: Set(Some(millis(now))), ..Default::default() })
            .filter(first_look::COLUMN.question_id.eq(question.raw()))
            .filter(first_look::COLUMN.released_at.is_null())
            .exec(&self.conn())
            .await?;
        Ok(released.rows_affected == 1)
    }
}
