//! Links between questions. A link has no direction: its row names the older question first.

use jiff::Timestamp;
use sea_orm::EntityTrait as _;
use souffleur_core::question::Question;

use crate::{entity::question_link, error::Error, instant::millis, tx::Tx};

impl Tx {
    /// Links two questions that are not.
    pub async fn link(&mut self, one: &Question, other: &Question, now: Timestamp) -> Result<(), Error> {
        let (question_id, other_id) = ends(one, other);
        self.insert(question_link::Model { question_id, other_id, at: millis(now) }).await
    }

    /// Removes a link, and says whether there was one.
    pub async fn unlink(&mut self, one: &Question, other: &Question) -> Result<bool, Error> {
        let removed = question_link::Entity::delete_by_id(ends(one, other)).exec(&self.conn()).await?;
        Ok(removed.rows_affected == 1)
    }
}

fn ends(one: &Question, other: &Question) -> (uuid::Uuid, uuid::Uuid) {
    let (older, newer) = if one.number < other.number { (one, other) } else { (other, one) };
    (older.id.raw(), newer.id.raw())
}
