//! Internal remarks. They share nothing with messages.

use jiff::Timestamp;
use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _};
use souffleur_core::{
    id::{NoteId, QuestionId, UserId},
    text::Body,
};

use crate::{
    entity::note,
    error::{Error, Sound as _},
    instant::{instant, millis},
    json,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "note";

/// A remark on a question, for staff only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// Its id.
    pub id: NoteId,
    /// What it is about.
    pub question: QuestionId,
    /// Who left it.
    pub author: UserId,
    /// What it says.
    pub body: Body,
    /// The colleagues it calls.
    pub mentions: Vec<UserId>,
    /// When.
    pub at: Timestamp,
}

impl Reader {
    /// The remarks on a question, oldest first.
    pub async fn notes_of(&self, question: QuestionId) -> Result<Vec<Note>, Error> {
        let rows = note::Entity::find()
            .filter(note::COLUMN.question_id.eq(question.raw()))
            .order_by_asc(note::COLUMN.id);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }
}

impl Tx {
    /// Stores a remark.
    pub async fn insert_note(&mut self, new: &Note) -> Result<(), Error> {
        let row = note::Model {
            id: new.id.raw(),
            question_id: new.question.raw(),
            author_id: new.author.raw(),
            body: new.body.as_str().to_owned(),
            mentions: json::text(&new.mentions, WHAT)?,
            at: millis(new.at),
        };
        self.add(row).await?;
        self.changed_for_search(new.question).await
    }
}

fn value(row: note::Model) -> Result<Note, Error> {
    let id = NoteId::new(row.id);
    Ok(Note {
        id,
        question: QuestionId::new(row.question_id),
        author: UserId::new(row.author_id),
        body: Body::try_from(row.body).sound(WHAT, &id)?,
        mentions: json::value(&row.mentions, WHAT, &id)?,
        at: instant(row.at)?,
    })
}
