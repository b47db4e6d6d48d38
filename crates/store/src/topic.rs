//! What questions are about. A topic that is retired stays readable, for the questions that had it.

use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use souffleur_core::{
    id::TopicId,
    text::{Key, Name, Remark},
    topic::Topic,
};

use crate::{
    entity::topic,
    error::{Error, Sound as _},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "topic";

impl Reader {
    /// The topics in use, in the house's order.
    pub async fn topics(&self) -> Result<Vec<Topic>, Error> {
        let rows = topic::Entity::find()
            .filter(topic::COLUMN.active.eq(true))
            .order_by_asc(topic::COLUMN.position)
            .order_by_asc(topic::COLUMN.name);
        rows.all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// Every topic with its place in the house's order and whether it is in use, in that order.
    pub async fn all_topics(&self) -> Result<Vec<(Topic, i32, bool)>, Error> {
        let rows =
            topic::Entity::find().order_by_asc(topic::COLUMN.position).order_by_asc(topic::COLUMN.name);
        let placed = |row: topic::Model| {
            let (position, active) = (row.position, row.active);
            Ok((value(row)?, position, active))
        };
        rows.all(&self.conn()).await?.into_iter().map(placed).collect()
    }

    /// A topic by its id, retired or not.
    pub async fn topic(&self, id: TopicId) -> Result<Option<Topic>, Error> {
        topic::Entity::find_by_id(id.raw()).one(&self.conn()).await?.map(value).transpose()
    }

    /// A topic by its key, retired or not.
    pub async fn topic_by_key(&self, key: &Key) -> Result<Option<Topic>, Error> {
        let row = topic::Entity::find().filter(topic::COLUMN.key.eq(key.as_str())).one(&self.conn()).await?;
        row.map(value).transpose()
    }
}

impl Tx {
    /// Stores a new topic at a place in the house's order; a key that another uses is a conflict.
    pub async fn insert_topic(&mut self, new: &Topic, position: i32) -> Result<(), Error> {
        let row = topic::Model {
            id: new.id.raw(),
            key: new.key.as_str().to_owned(),
            name: new.name.as_str().to_owned(),
            description: new.description.as_ref().map(|text| text.as_str().to_owned()),
            position,
            active: true,
        };
        self.insert(row).await
    }

    /// Stores what changed on a topic and its place, and takes it back into use.
    pub async fn save_topic(&mut self, changed: &Topic, position: i32) -> Result<(), Error> {
        let columns = topic::ActiveModel {
            key: Set(changed.key.as_str().to_owned()),
            name: Set(changed.name.as_str().to_owned()),
            description: Set(changed.description.as_ref().map(|text| text.as_str().to_owned())),
            position: Set(position),
            active: Set(true),
            ..Default::default()
        };
        self.update_topic(changed.id, columns).await
    }

    /// Takes a topic out of use.
    pub async fn retire_topic(&mut self, id: TopicId) -> Result<(), Error> {
        self.update_topic(id, topic::ActiveModel { active: Set(false), ..Default::default() }).await
    }

    async fn update_topic(&mut self, id: TopicId, columns: topic::ActiveModel) -> Result<(), Error> {
        let update = topic::Entity::update_many().set(columns).filter(topic::COLUMN.id.eq(id.raw()));
        match update.exec(&self.conn()).await?.rows_affected {
            0 => Err(Error::Missing(WHAT)),
            _ => Ok(()),
        }
    }
}

pub(crate) fn value(row: topic::Model) -> Result<Topic, Error> {
    let id = TopicId::new(row.id);
    Ok(Topic {
        id,
        key: Key::try_from(row.key).sound(WHAT, &id)?,
        name: Name::try_from(row.name).sound(WHAT, &id)?,
        description: row.description.map(Remark::try_from).transpose().sound(WHAT, &id)?,
    })
}
