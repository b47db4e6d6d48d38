//! The hold on mail and timers that a restored copy is under, and its release.

use jiff::Timestamp;
use sea_orm::{ActiveValue::Set, ColumnTrait as _, EntityTrait as _, PaginatorTrait as _, QueryFilter as _};
use souffleur_core::delivery::DeliveryState;

use crate::{
    entity::{desk, outbox},
    error::Error,
    instant::{instant, millis},
    notice::Notice,
    reader::Reader,
    tx::Tx,
};

/// A hold: until somebody releases the desk, no letter and no reply leaves it, and no timer fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hold {
    /// When the copy was put in place.
    pub since: Timestamp,
    /// When the copy was made.
    pub copy_of: Timestamp,
}

impl Hold {
    pub(crate) fn of(row: &desk::Model) -> Result<Option<Self>, Error> {
        let (Some(since), Some(copy_of)) = (row.held_since, row.held_copy_of) else { return Ok(None) };
        Ok(Some(Self { since: instant(since)?, copy_of: instant(copy_of)? }))
    }
}

impl Reader {
    /// The hold that the desk is under, if it is.
    pub async fn held(&self) -> Result<Option<Hold>, Error> {
        let row = desk::Entity::find().one(&self.conn()).await?;
        row.as_ref().map_or(Ok(None), Hold::of)
    }

    /// How many effects wait that were caused before an instant.
    pub async fn outbox_waiting_before(&self, before: Timestamp) -> Result<u64, Error> {
        Ok(waiting_before(before).count(&self.conn()).await?)
    }
}

impl Tx {
    /// Ends the hold. What waits is due at once: back-off and leases are those of the desk that was copied.
    pub async fn end_hold(&mut self, now: Timestamp) -> Result<(), Error> {
        let due = outbox::ActiveModel {
            next_attempt_at: Set(millis(now)),
            owner: Set(None),
            lease_until: Set(None),
            ..Default::default()
        };
        let waiting = outbox::Entity::update_many()
            .set(due)
            .filter(outbox::COLUMN.delivered_at.is_null())
            .filter(outbox::COLUMN.given_up_at.is_null());
        waiting.exec(&self.conn()).await?;
        self.notify(Notice::Outbox);
        let released =
            desk::ActiveModel { held_since: Set(None), held_copy_of: Set(None), ..Default::default() };
        desk::Entity::update_many().set(released).exec(&self.conn()).await?;
        Ok(())
    }

    /// Marks effects as done that were caused before an instant and still wait, and says how many there were: the desk
    /// that was copied has carried them out.
    pub async fn settle_outbox_before(&mut self, before: Timestamp, now: Timestamp) -> Result<u64, Error> {
        let done = outbox::ActiveModel {
            delivered_at: Set(Some(millis(now))),
            state: Set(DeliveryState::Done.as_str().to_owned()),
            last_error: Set(Some("marked as already sent when the restored desk was released".to_owned())),
            ..Default::default()
        };
        let update = outbox::Entity::update_many()
            .set(done)
            .filter(outbox::COLUMN.delivered_at.is_null())
            .filter(outbox::COLUMN.given_up_at.is_null())
            .filter(outbox::Column::CreatedAt.lte(millis(before)));
        Ok(update.exec(&self.conn()).await?.rows_affected)
    }
}

fn waiting_before(before: Timestamp) -> sea_orm::Select<outbox::Entity> {
    outbox::Entity::find()
        .filter(outbox::COLUMN.delivered_at.is_null())
        .filter(outbox::COLUMN.given_up_at.is_null())
        .filter(outbox::Column::CreatedAt.lte(millis(before)))
}
