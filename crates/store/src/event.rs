//! The history. Lines are added and read; the database itself refuses everything else.

use sea_orm::{EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use souffleur_core::{
    event::Event,
    id::{EventId, QuestionId},
};

use crate::{
    entity::event,
    error::Error,
    instant::{instant, millis},
    json,
    notice::{EventRef, Notice},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "event";

impl Reader {
    /// A line of the history.
    pub async fn event(&self, id: EventId) -> Result<Option<Event>, Error> {
        event::Entity::find_by_id(id.raw()).one(&self.conn()).await?.as_ref().map(value).transpose()
    }

    /// The history of a question, oldest first.
    pub async fn events_of(&self, question: QuestionId) -> Result<Vec<Event>, Error> {
        let rows = event::Entity::find()
            .filter(event::COLUMN.question_id.eq(question.raw()))
            .order_by_asc(event::COLUMN.id);
        rows.all(&self.conn()).await?.iter().map(value).collect()
    }

    /// What happened after a line of the history, oldest first.
    pub async fn events_after(&self, after: EventId, limit: u64) -> Result<Vec<Event>, Error> {
        let rows = event::Entity::find()
            .filter(event::COLUMN.id.gt(after.raw()))
            .order_by_asc(event::COLUMN.id)
            .limit(limit);
        rows.all(&self.conn()).await?.iter().map(value).collect()
    }

    /// The newest lines of the history, newest first.
    pub async fn latest_events(&self, limit: u64) -> Result<Vec<Event>, Error> {
        let rows = event::Entity::find().order_by_desc(event::COLUMN.id).limit(limit);
        rows.all(&self.conn()).await?.iter().map(value).collect()
    }

    /// What happened to the desk's settings, newest first, before a line or from the end.
    pub async fn setting_events(&self, before: Option<EventId>, limit: u64) -> Result<Vec<Event>, Error> {
        let mut rows = event::Entity::find()
            .filter(event::COLUMN.question_id.is_null())
            .filter(event::COLUMN.kind.eq("setting_changed"))
            .order_by_desc(event::COLUMN.id)
            .limit(limit);
        if let Some(before) = before {
            rows = rows.filter(event::COLUMN.id.lt(before.raw()));
        }
        rows.all(&self.conn()).await?.iter().map(value).collect()
    }
}

impl Tx {
    /// Adds lines to the history in one statement; who listens hears of them after the commit.
    pub async fn append(&mut self, new: &[Event]) -> Result<(), Error> {
        let rows = new.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        self.add_all(rows).await?;
        for event in new {
            self.notify(Notice::Event(EventRef::from(event)));
        }
        Ok(())
    }
}

fn row(event: &Event) -> Result<event::Model, Error> {
    Ok(event::Model {
        id: event.id.raw(),
        question_id: event.question.map(QuestionId::raw),
        at: millis(event.at),
        by: json::text(&event.by, WHAT)?,
        kind: event.what.as_str().to_owned(),
        data: json::text(&event.what, WHAT)?,
    })
}

pub(crate) fn value(row: &event::Model) -> Result<Event, Error> {
    let id = EventId::new(row.id);
    Ok(Event {
        id,
        question: row.question_id.map(QuestionId::new),
        by: json::value(&row.by, WHAT, &id)?,
        at: instant(row.at)?,
        what: json::value(&row.data, WHAT, &id)?,
    })
}
