//! Effects on their way out. Written with the change that causes them, claimed for a short lease by the node that delivers
//! them, and claimable again when that lease is over, or at once when that node starts again.

use jiff::Timestamp;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait as _, Condition, EntityTrait as _, ExprTrait as _, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, LockBehavior, LockType},
};
use souffleur_core::{
    delivery::DeliveryState,
    id::{MessageId, OutboxId, QuestionId},
    text::Email,
};
use uuid::Uuid;

use crate::{
    effect::Effect,
    entity::outbox,
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    json,
    notice::Notice,
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "outbox item";
/// Letters about one question reach one recipient in their order: one that waits holds up those after it.
const IN_ORDER: &str = "NOT EXISTS (SELECT 1 FROM outbox AS earlier WHERE earlier.question_id = outbox.question_id \
     AND earlier.recipient = outbox.recipient AND earlier.id < outbox.id \
     AND earlier.delivered_at IS NULL AND earlier.given_up_at IS NULL)";

/// An effect that waits to be delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxItem {
    /// Its id, by which the other side drops a repeat.
    pub id: OutboxId,
    /// What is to be done.
    pub effect: Effect,
    /// The question it is about, where it goes to a customer.
    pub question: Option<QuestionId>,
    /// The message of the thread that it carries, or acknowledges.
    pub message: Option<MessageId>,
    /// How often the other side was asked to take it.
    pub attempts: u32,
    /// Since when it has failed for a reason of its own.
    pub failing_since: Option<Timestamp>,
    /// When it was caused.
    pub created_at: Timestamp,
}

/// Why an effect was not delivered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What the failure is about.
    pub cause: &'static str,
    /// The step that failed.
    pub step: &'static str,
    /// The other side's own words.
    pub reply: String,
}

impl Reader {
    /// How many effects wait, whether claimed or not.
    pub async fn outbox_waiting(&self) -> Result<u64, Error> {
        Ok(waiting().count(&self.conn()).await?)
    }

    /// When the next delivery may be tried: at its own time, or when the lease of who has it ends.
    pub async fn next_delivery_due(&self) -> Result<Option<Timestamp>, Error> {
        let own = waiting()
            .filter(Expr::cust(IN_ORDER))
            .filter(outbox::Column::LeaseUntil.is_null())
            .order_by_asc(outbox::COLUMN.next_attempt_at)
            .order_by_asc(outbox::COLUMN.id)
            .select_only()
            .column(outbox::Column::NextAttemptAt);
        let own: Option<i64> = own.into_tuple().one(&self.conn()).await?;
        let leased = waiting()
            .filter(outbox::Column::LeaseUntil.is_not_null())
            .order_by_asc(outbox::COLUMN.lease_until)
            .select_only()
            .column(outbox::Column::LeaseUntil);
        let leased: Option<i64> = leased.into_tuple().one(&self.conn()).await?;
        own.into_iter().chain(leased).min().map(instant).transpose()
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

    /// Leases effects that are due and that nobody else has, oldest first and those about one question in their order.
    /// Commit before delivering.
    pub async fn claim_outbox(
        &mut self,
        now: Timestamp,
        owner: Uuid,
        lease_until: Timestamp,
        limit: u32,
    ) -> Result<Vec<OutboxItem>, Error> {
        let free = Condition::any()
            .add(outbox::Column::LeaseUntil.is_null())
            .add(outbox::Column::LeaseUntil.lte(millis(now)));
        let rows = waiting()
            .filter(outbox::COLUMN.next_attempt_at.lte(millis(now)))
            .filter(free)
            .filter(Expr::cust(IN_ORDER))
            .order_by_asc(outbox::COLUMN.next_attempt_at)
            .order_by_asc(outbox::COLUMN.id)
            .limit(u64::from(limit))
            .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
            .all(&self.conn())
            .await?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let leased = outbox::ActiveModel {
            owner: Set(Some(owner)),
            lease_until: Set(Some(millis(lease_until))),
            ..Default::default()
        };
        outbox::Entity::update_many()
            .set(leased)
            .filter(outbox::COLUMN.id.is_in(rows.iter().map(|row| row.id)))
            .exec(&self.conn())
            .await?;
        rows.iter().map(value).collect()
    }

    /// Keeps the effects that a node is delivering for longer.
    pub async fn renew_leases(
        &mut self,
        owner: Uuid,
        ids: &[OutboxId],
        until: Timestamp,
    ) -> Result<(), Error> {
        outbox::Entity::update_many()
            .set(outbox::ActiveModel { lease_until: Set(Some(millis(until))), ..Default::default() })
            .filter(outbox::COLUMN.id.is_in(ids.iter().map(|id| id.raw())))
            .filter(outbox::COLUMN.owner.eq(owner))
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    /// Gives back whatever a node had claimed before it ended, and says how much that was.
    pub async fn release_leases(&mut self, owner: Uuid) -> Result<u64, Error> {
        let free = outbox::ActiveModel { owner: Set(None), lease_until: Set(None), ..Default::default() };
        let released = outbox::Entity::update_many().set(free).filter(outbox::COLUMN.owner.eq(owner));
        Ok(released.exec(&self.conn()).await?.rows_affected)
    }

    /// Remembers that an effect was delivered, and what the other side said; false where it is no longer there.
    pub async fn delivered(
        &mut self,
        id: OutboxId,
        state: DeliveryState,
        reply: &str,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let done = outbox::ActiveModel {
            state: Set(state.as_str().to_owned()),
            delivered_at: Set(Some(millis(now))),
            last_error: Set(None),
            cause: Set(None),
            step: Set(None),
            failing_since: Set(None),
            server_reply: Set(Some(reply.to_owned()).filter(|reply| !reply.is_empty())),
            ..free()
        };
        self.update_outbox(id, None, done, true).await
    }

    /// Gives an effect back that could not be tried, or failed for a reason that is not its own: it counts no attempt. False
    /// where the node has it no longer: its lease was over, and another node delivers it.
    pub async fn held_back(
        &mut self,
        id: OutboxId,
        owner: Uuid,
        trouble: Option<&Trouble>,
        next_attempt_at: Option<Timestamp>,
    ) -> Result<bool, Error> {
        let mut held = freed(trouble.map(told).unwrap_or_default());
        if let Some(at) = next_attempt_at {
            held.next_attempt_at = Set(millis(at));
        }
        self.update_outbox(id, Some(owner), held, false).await
    }

    /// Remembers why an effect failed for a reason of its own, and when to try again. `state`: waiting, or unknown where
    /// it may have arrived. False where the node has it no longer.
    pub async fn failed(
        &mut self,
        id: OutboxId,
        owner: Uuid,
        (state, trouble): (DeliveryState, &Trouble),
        failing_since: Timestamp,
        next_attempt_at: Timestamp,
    ) -> Result<bool, Error> {
        let failed = outbox::ActiveModel {
            state: Set(state.as_str().to_owned()),
            failing_since: Set(Some(millis(failing_since))),
            next_attempt_at: Set(millis(next_attempt_at)),
            ..freed(told(trouble))
        };
        self.update_outbox(id, Some(owner), failed, true).await
    }

    /// Remembers that nobody will try again by themselves, and why. False where the node has it no longer.
    pub async fn given_up(
        &mut self,
        id: OutboxId,
        owner: Uuid,
        trouble: &Trouble,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let given_up = outbox::ActiveModel {
            state: Set(DeliveryState::Failed.as_str().to_owned()),
            given_up_at: Set(Some(millis(now))),
            ..freed(told(trouble))
        };
        self.update_outbox(id, Some(owner), given_up, true).await
    }

    /// Lets an effect be tried again at once, as if for the first time. Not, where it was delivered or is being sent.
    pub async fn retry_delivery(&mut self, id: OutboxId, now: Timestamp) -> Result<bool, Error> {
        let again = outbox::ActiveModel {
            state: Set(DeliveryState::Waiting.as_str().to_owned()),
            delivered_at: Set(None),
            given_up_at: Set(None),
            failing_since: Set(None),
            next_attempt_at: Set(millis(now)),
            ..free()
        };
        let retryable = DeliveryState::ALL.into_iter().filter(|state| state.can_be_retried());
        let idle = Condition::any()
            .add(outbox::Column::LeaseUntil.is_null())
            .add(outbox::Column::LeaseUntil.lte(millis(now)));
        let update = outbox::Entity::update_many()
            .set(again)
            .filter(outbox::COLUMN.id.eq(id.raw()))
            .filter(outbox::COLUMN.state.is_in(retryable.map(DeliveryState::as_str)))
            .filter(idle);
        let found = update.exec(&self.conn()).await?.rows_affected > 0;
        if found {
            self.notify(Notice::Outbox);
        }
        Ok(found)
    }

    /// Drops the receipts of a question that have not left, now that it is answered: a receipt never follows the answer.
    /// One that is being sent is before the answer anyway.
    pub async fn supersede_receipts(
        &mut self,
        question: QuestionId,
        to: &Email,
        now: Timestamp,
    ) -> Result<(), Error> {
        let superseded = outbox::ActiveModel {
            state: Set(DeliveryState::Superseded.as_str().to_owned()),
            given_up_at: Set(Some(millis(now))),
            ..free()
        };
        let idle = Condition::any()
            .add(outbox::Column::LeaseUntil.is_null())
            .add(outbox::Column::LeaseUntil.lte(millis(now)));
        outbox::Entity::update_many()
            .set(superseded)
            .filter(outbox::COLUMN.question_id.eq(question.raw()))
            .filter(outbox::COLUMN.recipient.eq(to.as_str()))
            .filter(outbox::COLUMN.letter.eq("receipt"))
            .filter(outbox::Column::DeliveredAt.is_null())
            .filter(idle)
            .exec(&self.conn())
            .await?;
        Ok(())
    }

    /// Changes one effect; with an `owner`, only while that node has it leased.
    async fn update_outbox(
        &mut self,
        id: OutboxId,
        owner: Option<Uuid>,
        columns: outbox::ActiveModel,
        counts: bool,
    ) -> Result<bool, Error> {
        let attempts = Expr::col(outbox::Column::Attempts).add(i32::from(counts));
        let mut update = outbox::Entity::update_many()
            .set(columns)
            .col_expr(outbox::Column::Attempts, attempts)
            .filter(outbox::COLUMN.id.eq(id.raw()));
        if let Some(owner) = owner {
            update = update.filter(outbox::COLUMN.owner.eq(owner));
        }
        Ok(update.exec(&self.conn()).await?.rows_affected > 0)
    }
}

/// An effect that nobody has.
fn free() -> outbox::ActiveModel {
    freed(outbox::ActiveModel::default())
}

fn freed(columns: outbox::ActiveModel) -> outbox::ActiveModel {
    outbox::ActiveModel { owner: Set(None), lease_until: Set(None), ..columns }
}

fn told(trouble: &Trouble) -> outbox::ActiveModel {
    outbox::ActiveModel {
        last_error: Set(Some(format!("{}: {}", trouble.step, trouble.reply))),
        cause: Set(Some(trouble.cause.to_owned())),
        step: Set(Some(trouble.step.to_owned())),
        server_reply: Set(Some(trouble.reply.clone())),
        ..Default::default()
    }
}

pub(crate) fn waiting() -> sea_orm::Select<outbox::Entity> {
    outbox::Entity::find()
        .filter(outbox::COLUMN.delivered_at.is_null())
        .filter(outbox::COLUMN.given_up_at.is_null())
}

fn row(item: &OutboxItem) -> Result<outbox::Model, Error> {
    let letter = match &item.effect {
        Effect::Letter(letter) => Some(letter),
        Effect::Post(_) => None,
    };
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
        state: DeliveryState::Waiting.as_str().to_owned(),
        question_id: item.question.map(QuestionId::raw),
        message_id: item.message.map(MessageId::raw),
        letter: letter.map(|letter| letter.letter.clone()),
        recipient: letter.map(|letter| letter.to.to_string()),
        owner: None,
        lease_until: None,
        failing_since: item.failing_since.map(millis),
        cause: None,
        step: None,
        server_reply: None,
    })
}

fn value(row: &outbox::Model) -> Result<OutboxItem, Error> {
    let id = OutboxId::new(row.id);
    Ok(OutboxItem {
        id,
        effect: json::value(&row.payload, WHAT, &id)?,
        question: row.question_id.map(QuestionId::new),
        message: row.message_id.map(MessageId::new),
        attempts: u32::try_from(row.attempts).sound(WHAT, &id)?,
        failing_since: maybe(row.failing_since)?,
        created_at: instant(row.created_at)?,
    })
}
