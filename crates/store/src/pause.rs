//! Times during which promises are not counted.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, Condition, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use souffleur_core::{
    actor::Actor,
    channel::Channel,
    id::{PauseId, QuestionId, TopicId},
    pause::{Pause, PauseScope},
    text::Remark,
};

use crate::{
    entity::pause,
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    json,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "pause";

impl Reader {
    /// Every pause of some questions, oldest first.
    pub async fn pauses_of(
        &self,
        questions: impl IntoIterator<Item = QuestionId>,
    ) -> Result<HashMap<QuestionId, Vec<Pause>>, Error> {
        let rows = pause::Entity::find()
            .filter(pause::COLUMN.question_id.is_in(questions.into_iter().map(QuestionId::raw)))
            .order_by_asc(pause::COLUMN.from_at);
        let mut pauses: HashMap<QuestionId, Vec<Pause>> = HashMap::new();
        for row in rows.all(&self.conn()).await? {
            let pause = value(row)?;
            if let PauseScope::Question(question) = pause.scope {
                pauses.entry(question).or_default().push(pause);
            }
        }
        Ok(pauses)
    }

    /// The pauses of the house that lasted at some time between two instants, oldest first.
    pub async fn house_pauses(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Pause>, Error> {
        let lasts = Condition::any()
            .add(pause::COLUMN.until_at.is_null())
            .add(pause::COLUMN.until_at.gt(millis(from)));
        let rows = pause::Entity::find()
            .filter(pause::COLUMN.question_id.is_null())
            .filter(pause::COLUMN.from_at.lt(millis(to)))
            .filter(lasts)
            .order_by_asc(pause::COLUMN.from_at);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// The pauses of the house that last, oldest first.
    pub async fn open_house_pauses(&self) -> Result<Vec<Pause>, Error> {
        let rows = pause::Entity::find()
            .filter(pause::COLUMN.question_id.is_null())
            .filter(pause::COLUMN.until_at.is_null())
            .order_by_asc(pause::COLUMN.from_at);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// A pause by its id.
    pub async fn pause(&self, id: PauseId) -> Result<Option<Pause>, Error> {
        pause::Entity::find_by_id(id.raw()).one(&self.conn()).await?.map(value).transpose()
    }
}

impl Tx {
    /// Begins a pause.
    pub async fn insert_pause(&mut self, new: &Pause) -> Result<(), Error> {
        let (question, topic, channel) = match &new.scope {
            PauseScope::Question(id) => (Some(id.raw()), None, None),
            PauseScope::Desk => (None, None, None),
            PauseScope::Topic(id) => (None, Some(id.raw()), None),
            PauseScope::Channel(channel) => (None, None, Some(channel.as_str().to_owned())),
        };
        let row = pause::Model {
            id: new.id.raw(),
            question_id: question,
            topic_id: topic,
            channel,
            from_at: millis(new.from),
            until_at: new.until.map(millis),
            reason: new.reason.as_ref().map(|text| text.as_str().to_owned()),
            by: json::text(&new.by, WHAT)?,
            ended_by: new.ended_by.map(|by| json::text(&by, WHAT)).transpose()?,
        };
        self.insert(row).await
    }

    /// Ends a pause that lasts.
    pub async fn end_pause(&mut self, id: PauseId, until: Timestamp, by: Actor) -> Result<(), Error> {
        let columns = pause::ActiveModel {
            until_at: Set(Some(millis(until))),
            ended_by: Set(Some(json::text(&by, WHAT)?)),
            ..Default::default()
        };
        let ended = pause::Entity::update_many()
            .set(columns)
            .filter(pause::COLUMN.id.eq(id.raw()))
            .filter(pause::COLUMN.until_at.is_null());
        if ended.exec(&self.conn()).await?.rows_affected == 0 { Err(Error::Missing(WHAT)) } else { Ok(()) }
    }
}

fn value(row: pause::Model) -> Result<Pause, Error> {
    let id = PauseId::new(row.id);
    let scope = match (row.question_id, row.topic_id, row.channel) {
        (Some(question), ..) => PauseScope::Question(QuestionId::new(question)),
        (_, Some(topic), _) => PauseScope::Topic(TopicId::new(topic)),
        (.., Some(channel)) => PauseScope::Channel(Channel::parse(&channel).sound(WHAT, &id)?),
        _ => PauseScope::Desk,
    };
    Ok(Pause {
        id,
        scope,
        from: instant(row.from_at)?,
        until: maybe(row.until_at)?,
        reason: row.reason.map(Remark::try_from).transpose().sound(WHAT, &id)?,
        by: json::value(&row.by, WHAT, &id)?,
        ended_by: row.ended_by.map(|by| json::value(&by, WHAT, &id)).transpose()?,
    })
}
