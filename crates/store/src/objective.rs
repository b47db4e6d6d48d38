//! What the house wants to reach. There are a few of them, so they are read together.

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _, QueryOrder as _};
use souffleur_core::{
    id::{ObjectiveId, TopicId, UserId},
    objective::{Comparison, Measure, Objective},
};

use crate::{
    entity::objective,
    error::{Error, Sound as _},
    instant::millis,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "objective";

impl Reader {
    /// Every objective, still wanted or not: by priority, then by the day it is due.
    pub async fn objectives(&self) -> Result<Vec<Objective>, Error> {
        let rows = objective::Entity::find()
            .order_by_asc(objective::COLUMN.priority)
            .order_by_asc(objective::COLUMN.due_on)
            .order_by_asc(objective::COLUMN.id);
        rows.all(&self.conn()).await?.iter().map(value).collect()
    }
}

impl Tx {
    /// Stores a new objective.
    pub async fn insert_objective(&mut self, new: &Objective, now: Timestamp) -> Result<(), Error> {
        self.insert(objective::Model {
            id: new.id.raw(),
            measure: new.measure.name(),
            topic_id: new.topic.map(TopicId::raw),
            comparison: new.comparison.as_str().to_owned(),
            value: new.value,
            owner_id: new.owner.raw(),
            due_on: new.due_on.to_string(),
            priority: new.priority,
            active: new.active,
            version: new.version,
            changed_at: millis(now),
        })
        .await
    }

    /// Stores what became of an objective that was at version `expected`, and says its new version.
    pub async fn save_objective(
        &mut self,
        changed: &Objective,
        expected: i64,
        now: Timestamp,
    ) -> Result<i64, Error> {
        let columns = objective::ActiveModel {
            measure: Set(changed.measure.name()),
            topic_id: Set(changed.topic.map(TopicId::raw)),
            comparison: Set(changed.comparison.as_str().to_owned()),
            value: Set(changed.value),
            owner_id: Set(changed.owner.raw()),
            due_on: Set(changed.due_on.to_string()),
            priority: Set(changed.priority),
            active: Set(changed.active),
            version: Set(expected + 1),
            changed_at: Set(millis(now)),
            ..Default::default()
        };
        let saved = objective::Entity::update_many()
            .set(columns)
            .filter(objective::COLUMN.id.eq(changed.id.raw()))
            .filter(objective::COLUMN.version.eq(expected))
            .exec(&self.conn())
            .await?;
        if saved.rows_affected == 0 {
            let row = objective::Entity::find_by_id(changed.id.raw()).one(&self.conn()).await?;
            return Err(Error::Stale { current: row.ok_or(Error::Missing(WHAT))?.version });
        }
        Ok(expected + 1)
    }
}

fn value(row: &objective::Model) -> Result<Objective, Error> {
    let id = ObjectiveId::new(row.id);
    Ok(Objective {
        id,
        measure: Measure::parse(&row.measure).sound(WHAT, &id)?,
        topic: row.topic_id.map(TopicId::new),
        comparison: Comparison::parse(&row.comparison).sound(WHAT, &id)?,
        value: row.value,
        owner: UserId::new(row.owner_id),
        due_on: row.due_on.parse().sound(WHAT, &id)?,
        priority: row.priority,
        active: row.active,
        version: row.version,
    })
}
