//! What became of replies and letters, for the people who sent them.

use std::collections::BTreeMap;

use jiff::Timestamp;
use sea_orm::{
    ColumnTrait as _, Condition, EntityTrait as _, FromQueryResult, PaginatorTrait as _, QueryFilter as _,
    QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, ExprTrait as _},
};
use serde::Serialize;
use souffleur_core::{
    delivery::DeliveryState,
    id::{MessageId, OutboxId, QuestionId},
};
use uuid::Uuid;

use crate::{
    entity::{outbox, question},
    error::{Error, Sound as _},
    instant::{instant, maybe},
    page::{Cursor, Page},
    reader::Reader,
};

const WHAT: &str = "delivery";

/// A reply or letter, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Delivery {
    /// Its id.
    pub id: OutboxId,
    /// Which letter, by its template; none for a post on a channel.
    pub letter: Option<String>,
    /// Who gets it.
    pub to: Option<String>,
    /// The question it is about, where it goes to a customer.
    pub question: Option<QuestionId>,
    /// The number of that question.
    pub number: Option<i64>,
    /// The message of the thread that it carries, or acknowledges.
    pub message: Option<MessageId>,
    /// Where it stands.
    pub state: DeliveryState,
    /// How often the other side was asked to take it.
    pub attempts: u32,
    /// What the last failure is about.
    pub cause: Option<String>,
    /// The step of the last failure.
    pub step: Option<String>,
    /// What the other side said last.
    pub server_reply: Option<String>,
    /// When it was caused.
    pub created_at: Timestamp,
    /// When it is tried next; none where nobody will by themselves.
    pub next_attempt_at: Option<Timestamp>,
    /// When it was handed over.
    pub delivered_at: Option<Timestamp>,
}

/// Which deliveries are listed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Deliveries {
    /// In one state only.
    pub state: Option<DeliveryState>,
    /// After where the last page ended.
    pub after: Option<Cursor>,
    /// At most so many.
    pub limit: u32,
}

/// How many deliveries are in each state, and how old the oldest that waits is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeliveryCounts {
    /// Those that are not done; states without any are absent.
    pub by_state: BTreeMap<DeliveryState, u64>,
    /// When the oldest that is not handed over, nor failed, was caused.
    pub waiting_since: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct Raw {
    id: Uuid,
    letter: Option<String>,
    recipient: Option<String>,
    question_id: Option<Uuid>,
    number: Option<i64>,
    message_id: Option<Uuid>,
    state: String,
    attempts: i32,
    cause: Option<String>,
    step: Option<String>,
    server_reply: Option<String>,
    created_at: i64,
    next_attempt_at: i64,
    delivered_at: Option<i64>,
}

impl Reader {
    /// Deliveries, newest first.
    pub async fn deliveries(&self, which: Deliveries) -> Result<Page<Delivery>, Error> {
        let mut select = lines().order_by_desc(outbox::Column::Id).limit(u64::from(which.limit) + 1);
        if let Some(state) = which.state {
            select = select.filter(outbox::Column::State.eq(state.as_str()));
            if !matches!(state, DeliveryState::Done | DeliveryState::Filed) {
                select = select.filter(outbox::Column::DeliveredAt.is_null());
            }
        }
        if let Some(after) = which.after {
            select = select.filter(outbox::Column::Id.lt(after.id));
        }
        let rows = select.into_model::<Raw>().all(&self.conn()).await?;
        Page::cut(rows, which.limit, |row| (row.created_at, row.id), value)
    }

    /// The deliveries to the customer of a question, oldest first.
    pub async fn deliveries_of(&self, question: QuestionId) -> Result<Vec<Delivery>, Error> {
        let own =
            lines().filter(outbox::Column::QuestionId.eq(question.raw())).order_by_asc(outbox::Column::Id);
        own.into_model::<Raw>().all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// One delivery.
    pub async fn delivery(&self, id: OutboxId) -> Result<Option<Delivery>, Error> {
        let one = lines().filter(outbox::Column::Id.eq(id.raw()));
        one.into_model::<Raw>().one(&self.conn()).await?.map(value).transpose()
    }

    /// How many deliveries failed and stand there until somebody tries again.
    pub async fn failed_deliveries(&self) -> Result<u64, Error> {
        let failed = outbox::Entity::find()
            .filter(outbox::Column::DeliveredAt.is_null())
            .filter(outbox::Column::State.eq(DeliveryState::Failed.as_str()));
        Ok(failed.count(&self.conn()).await?)
    }

    /// Counts the deliveries that are not done.
    pub async fn delivery_counts(&self) -> Result<DeliveryCounts, Error> {
        let open = Condition::all()
            .add(outbox::Column::DeliveredAt.is_null())
            .add(outbox::Column::State.ne(DeliveryState::Superseded.as_str()));
        let counts: Vec<(String, i64)> = outbox::Entity::find()
            .select_only()
            .column(outbox::Column::State)
            .column_as(Expr::col(outbox::Column::Id).count(), "count")
            .filter(open)
            .group_by(outbox::Column::State)
            .into_tuple()
            .all(&self.conn())
            .await?;
        let oldest: Option<Option<i64>> = outbox::Entity::find()
            .select_only()
            .column_as(Expr::col(outbox::Column::CreatedAt).min(), "oldest")
            .filter(outbox::Column::DeliveredAt.is_null())
            .filter(outbox::Column::GivenUpAt.is_null())
            .into_tuple()
            .one(&self.conn())
            .await?;
        let count = |(state, count): (String, i64)| {
            let known = DeliveryState::parse(&state).sound(WHAT, &state)?;
            Ok((known, u64::try_from(count).unwrap_or_default()))
        };
        Ok(DeliveryCounts {
            by_state: counts.into_iter().map(count).collect::<Result<_, Error>>()?,
            waiting_since: maybe(oldest.flatten())?,
        })
    }
}

fn lines() -> sea_orm::Select<outbox::Entity> {
    let number = sea_orm::sea_query::Query::select()
        .column(question::Column::Number)
        .from(question::Entity)
        .and_where(
            Expr::col((question::Entity, question::Column::Id))
                .equals((outbox::Entity, outbox::Column::QuestionId)),
        )
        .to_owned();
    outbox::Entity::find()
        .select_only()
        .columns([
            outbox::Column::Id,
            outbox::Column::Letter,
            outbox::Column::Recipient,
            outbox::Column::QuestionId,
            outbox::Column::MessageId,
            outbox::Column::State,
            outbox::Column::Attempts,
            outbox::Column::Cause,
            outbox::Column::Step,
            outbox::Column::ServerReply,
            outbox::Column::CreatedAt,
            outbox::Column::NextAttemptAt,
            outbox::Column::DeliveredAt,
        ])
        .expr_as(Expr::expr(number), "number")
}

fn value(row: Raw) -> Result<Delivery, Error> {
    let id = OutboxId::new(row.id);
    let state = DeliveryState::parse(&row.state).sound(WHAT, &id)?;
    let is_tried = matches!(state, DeliveryState::Waiting | DeliveryState::Unknown);
    Ok(Delivery {
        id,
        letter: row.letter,
        to: row.recipient,
        question: row.question_id.map(QuestionId::new),
        number: row.number,
        message: row.message_id.map(MessageId::new),
        state,
        attempts: u32::try_from(row.attempts).sound(WHAT, &id)?,
        cause: row.cause,
        step: row.step,
        server_reply: row.server_reply,
        created_at: instant(row.created_at)?,
        next_attempt_at: is_tried.then(|| instant(row.next_attempt_at)).transpose()?,
        delivered_at: if state == DeliveryState::Done { maybe(row.delivered_at)? } else { None },
    })
}
