//! What somebody is writing on a question and has not sent.

use jiff::Timestamp;
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _, sea_query::OnConflict};
use souffleur_core::{
    autosave::Autosave,
    id::{DraftId, QuestionId, UserId},
    text::Body,
};

use crate::{
    entity::unsent,
    error::{Error, Sound as _},
    instant::{instant, millis},
    reader::Reader,
    tx::Tx,
};

impl Reader {
    /// Everything that is being written on a question, by whomever; the last word first.
    pub async fn unsent_on(&self, question: QuestionId) -> Result<Vec<Autosave>, Error> {
        let rows = unsent::Entity::find()
            .filter(unsent::COLUMN.question_id.eq(question.raw()))
            .order_by_desc(unsent::COLUMN.at);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }
}

impl Tx {
    /// Keeps what somebody has written so far.
    pub async fn keep_unsent(&mut self, new: &Autosave) -> Result<(), Error> {
        let row = unsent::Model {
            question_id: new.question.raw(),
            author_id: new.author.raw(),
            body: new.body.to_string(),
            draft_id: new.draft.map(DraftId::raw),
            at: millis(new.at),
        };
        let again = OnConflict::columns([unsent::Column::QuestionId, unsent::Column::AuthorId])
            .update_columns([unsent::Column::Body, unsent::Column::DraftId, unsent::Column::At])
            .to_owned();
        let row: unsent::ActiveModel = row.into();
        unsent::Entity::insert(row).on_conflict(again).exec_without_returning(&self.conn()).await?;
        Ok(())
    }

    /// Forgets it: it was sent, or given up.
    pub async fn forget_unsent(&mut self, question: QuestionId, author: UserId) -> Result<(), Error> {
        unsent::Entity::delete_by_id((question.raw(), author.raw())).exec(&self.conn()).await?;
        Ok(())
    }

    /// Forgets what nobody has gone on with since an instant, and says how much that was.
    pub async fn forget_unsent_before(&mut self, at: Timestamp) -> Result<u64, Error> {
        let old = unsent::Entity::delete_many().filter(unsent::COLUMN.at.lt(millis(at)));
        Ok(old.exec(&self.conn()).await?.rows_affected)
    }
}

fn value(row: unsent::Model) -> Result<Autosave, Error> {
    let question = QuestionId::new(row.question_id);
    Ok(Autosave {
        question,
        author: UserId::new(row.author_id),
        body: Body::try_from(row.body).sound("unsent text", &question)?,
        draft: row.draft_id.map(DraftId::new),
        at: instant(row.at)?,
    })
}
