//! Effects on their way out. Written with the change that causes them, claimed for a while by whoever delivers, and
//! claimable again when that while is over and nobody said what became of them.

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    EntityTrait as _, ExprTrait as _, PaginatorTrait as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _,
    sea_query::{Expr, LockBehavior, LockType},
};
use souffleur_core::id::OutboxId;

use crate::{
    effect::Effect,
    entity::outbox,
    error::{Error, Sound as _},
    instant::{instant, millis},
    json,
    notice::Notice,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "outbox item";

/// An effect that waits to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxItem {
    /// Its id, by which the other side drops a repeat.
    pub id: OutboxId,
    /// What is to be done.
    pub effect: Effect,
    /// How often somebody set about it, this time included.
    pub attempts: u32,
    /// When it was caused.
    pub created_at: Timestamp,
}

impl Reader {
    /// How many effects wait, whether claimed or not.
    pub async fn outbox_waiting(&self) -> Result<u64, Error> {
        Ok(waiting().count(&self.conn()).await?)
    }

    /// When the next delivery may be tried.
    pub async fn next_delivery_due(&self) -> Result<Option<Timestamp>, Error> {
        let next = waiting().order_by_asc(outbox::COLUMN.next_attempt_at).order_by_asc(outbox::COLUMN.id);
        let next: Option<i64> =
            next.select_only().column(outbox::Column::NextAttemptAt).into_tuple().one(&self.conn()).await?;
        next.map(instant).transpose()
    }

    /// The newest effects, newest first, whatever became of them.
    pub async fn outbox(&self, limit: u64) -> Result<Vec<OutboxItem>, Error> {
        let rows = outbox::Entity::find().order_by_desc(outbox::COLUMN.id).limit(limit);
        rows.all(&self.conn()).await?.iter().map(value).collect()
    }
}

impl Tx {
    /// Adds effects to be delivered as soon as this transaction is durable.
    pub async fn enqueue(&mut self, new: &[OutboxItem]) -> Result<(), Error> {
        if new.is_empty() {
            return Ok(());
        }
        let rows = new.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        self.add_all(rows).await?;
        self.notify(Notice::Outbox);
        Ok(())
    }

    /// Effects that are due and that nobody else has claimed, oldest first. Nobody gets them again before
    /// `lease_until`; commit before delivering.
    pub async fn claim_outbox(
        &mut self,
        now: Timestamp,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<OutboxItem>, Error> {
        let rows = waiting()
            .filter(outbox::COLUMN.next_attempt_at.lte(millis(now)))
            .order_by_asc(outbox::COLUMN.next_attempt_at)
            .order_by_asc(outbox::COLUMN.id)
            .limit(u64::from(limit))
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&self.conn())
            .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        outbox::Entity::update_many()
            .col_expr(outbox::Column::NextAttemptAt, Expr::value(millis(lease_until)))
            .col_expr(outbox::Column::Attempts, Expr::col(outbox::Column::Attempts).add(1))
            .filter(outbox::COLUMN.id.is_in(rows.iter().map(|row| row.id)))
            .exec(&self.conn())
            .await?;
        rows.into_iter().map(|row| value(&outbox::Model { attempts: row.attempts + 1, ..row })).collect()
    }

    /// Remembers that an effect was delivered.
    pub async fn delivered(&mut self, id: OutboxId, now: Timestamp) -> Result<(), Error> {
        let done = outbox::ActiveModel {
            delivered_at: Set(Some(millis(now))),
            last_error: Set(None),
            ..Default::default()
        };
        self.update_outbox(id, done).await
    }

    /// Remembers why a delivery failed, and when to try again.
    pub async fn failed(
        &mut self,
        id: OutboxId,
        error: &str,
        next_attempt_at: Timestamp,
    ) -> Result<(), Error> {
        let failed = outbox::ActiveModel {
            last_error: Set(Some(error.to_owned())),
            next_attempt_at: Set(millis(next_attempt_at)),
            ..Default::default()
        };
        self.update_outbox(id, failed).await
    }

    /// Remembers that nobody will try again, and why.
    pub async fn given_up(&mut self, id: OutboxId, error: &str, now: Timestamp) -> Result<(), Error> {
        let given_up = outbox::ActiveModel {
            last_error: Set(Some(error.to_owned())),
            given_up_at: Set(Some(millis(now))),
            ..Default::default()
        };
        self.update_outbox(id, given_up).await
    }

    async fn update_outbox(&mut self, id: OutboxId, columns: outbox::ActiveModel) -> Result<(), Error> {
        let update = outbox::Entity::update_many().set(columns).filter(outbox::COLUMN.id.eq(id.raw()));
        match update.exec(&self.conn()).await?.rows_affected {
            0 => Err(Error::Missing(WHAT)),
            _ => Ok(()),
        }
    }
}

pub(crate) fn waiting() -> sea_orm::Select<outbox::Entity> {
    outbox::Entity::find()
        .filter(outbox::COLUMN.delivered_at.is_null())
        .filter(outbox::COLUMN.given_up_at.is_null())
}

fn row(item: &OutboxItem) -> Result<outbox::Model, Error> {
    Ok(outbox::Model {
        id: item.id.raw(),
        kind: item.effect.as_str().to_owned(),
        payload: json::text(&item.effect, WHAT)?,
        created_at: millis(item.created_at),
        next_attempt_at: millis(item.created_at),
        attempts: i32::try_from(item.attempts).sound(WHAT, &item.id)?,
        delivered_at: None,
        last_error: None,
        given_up_at: None,
    })
}

fn value(row: &outbox::Model) -> Result<OutboxItem, Error> {
    let id = OutboxId::new(row.id);
    Ok(OutboxItem {
        id,
        effect: json::value(&row.payload, WHAT, &id)?,
        attempts: u32::try_from(row.attempts).sound(WHAT, &id)?,
        created_at: instant(row.created_at)?,
    })
}
