//! The inbox: one statement a page, in the order of an index, from wherever the last page ended.

use std::collections::HashSet;

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait as _, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    QueryTrait as _, Select,
    sea_query::{Expr, ExprTrait as _, Order, SimpleExpr},
};
use souffleur_core::{
    channel::Channel,
    id::{QuestionId, TopicId, UserId},
    question::Status,
};
use uuid::Uuid;

use super::row::{InboxRow, Raw, rows, value};
use crate::{
    entity::question,
    error::Error,
    instant::{NEVER, millis},
    page::{Cursor, Page},
    reader::Reader,
};

/// What a person may see.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// Every question.
    All,
    /// The questions that this expert holds.
    Own(UserId),
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// What is due first.
    #[default]
    DueAt,
    /// What was asked last.
    AskedAt,
}

/// What the community managers have put out of their sight. Nothing is while something owed on it is late.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sight {
    /// Only what is in sight at this instant.
    In(Timestamp),
    /// Only what is not.
    Out(Timestamp),
}

/// Which questions to list.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxQuery {
    /// What the reader may see at all.
    pub scope: Scope,
    /// Only these statuses; all where none is named.
    pub statuses: Vec<Status>,
    /// Only this topic.
    pub topic: Option<TopicId>,
    /// Only what this expert holds.
    pub expert: Option<UserId>,
    /// Only this channel.
    pub channel: Option<Channel>,
    /// Only what is late at this instant.
    pub late_at: Option<Timestamp>,
    /// Only what is in sight, or what is not; both where nothing is said.
    pub sight: Option<Sight>,
    /// Only what is not answered with another question.
    pub alone: bool,
    /// The order.
    pub sort: Sort,
    /// Where the last page ended.
    pub after: Option<Cursor>,
    /// How many at most.
    pub limit: u32,
}

impl InboxQuery {
    /// The first page of everything that a person may see.
    pub fn new(scope: Scope, limit: u32) -> Self {
        let (statuses, sort) = (Vec::new(), Sort::DueAt);
        let (topic, expert, channel, late_at, sight, after) = (None, None, None, None, None, None);
        let alone = false;
        Self { scope, statuses, topic, expert, channel, late_at, sight, alone, sort, after, limit }
    }
}

impl Reader {
    /// A page of questions.
    pub async fn inbox(&self, query: &InboxQuery) -> Result<Page<InboxRow>, Error> {
        let conn = self.conn();
        let select = page(query);
        let rows = select.into_model::<Raw>().all(&conn).await?;
        let place = |row: &Raw| match query.sort {
            Sort::DueAt => (row.next_due_at, row.id),
            Sort::AskedAt => (row.asked_at, row.id),
        };
        Page::cut(rows, query.limit, place, value)
    }

    /// How many questions a query lists, whatever its page; counting stops at `most`.
    pub async fn count_inbox(&self, query: &InboxQuery, most: u64) -> Result<u64, Error> {
        let conn = self.conn();
        let some: Vec<Uuid> = counting(query, most).into_tuple().all(&conn).await?;
        Ok(some.len() as u64)
    }

    /// How the database would go about a page, line by line: which index it walks, and whether it sorts.
    pub async fn explain_inbox(&self, query: &InboxQuery) -> Result<Vec<String>, Error> {
        let backend = self.conn().get_database_backend();
        self.explain(page(query).build(backend)).await
    }

    /// Rows of these questions, in no order.
    pub async fn inbox_rows(&self, ids: Vec<Uuid>) -> Result<Vec<InboxRow>, Error> {
        let rows = rows().filter(question::COLUMN.id.is_in(ids));
        rows.into_model::<Raw>().all(&self.conn()).await?.into_iter().map(value).collect()
    }

    /// Which of these questions have a draft that waits to be read.
    pub async fn drafted_of(
        &self,
        questions: impl IntoIterator<Item = QuestionId>,
    ) -> Result<HashSet<QuestionId>, Error> {
        let questions = questions.into_iter().map(QuestionId::raw);
        let drafted: Vec<Uuid> = question::Entity::find()
            .select_only()
            .column(question::Column::Id)
            .filter(question::COLUMN.id.is_in(questions))
            .filter(column(question::Column::Status).eq(literal(Status::Drafted)))
            .into_tuple()
            .all(&self.conn())
            .await?;
        Ok(drafted.into_iter().map(QuestionId::new).collect())
    }
}

/// The statement of a page, with one row more to tell whether there is another.
fn page(query: &InboxQuery) -> Select<question::Entity> {
    ordered(filtered(rows(), query), query).limit(u64::from(query.limit) + 1)
}

/// In the order of the list: what is open stands first in it, so that no plan reads what is done on its way to enough.
fn counting(query: &InboxQuery, most: u64) -> Select<question::Entity> {
    let ids = question::Entity::find().select_only().column(question::Column::Id);
    ordered(filtered(ids, query), query).limit(most)
}

fn filtered(mut select: Select<question::Entity>, query: &InboxQuery) -> Select<question::Entity> {
    if let Scope::Own(expert) = query.scope {
        select = select.filter(question::COLUMN.expert_id.eq(expert.raw()));
    }
    if let Some(expert) = query.expert {
        select = select.filter(question::COLUMN.expert_id.eq(expert.raw()));
    }
    if let Some(topic) = query.topic {
        select = select.filter(question::COLUMN.topic_id.eq(topic.raw()));
    }
    if let Some(channel) = &query.channel {
        select = select.filter(question::COLUMN.channel.eq(channel.as_str()));
    }
    if let Some(now) = query.late_at {
        select = select.filter(question::COLUMN.next_due_at.lte(millis(now)));
    }
    if let Some(sight) = query.sight {
        select = select.filter(match sight {
            Sight::In(now) => question::COLUMN.snoozed_until.is_null().or(out_of_sight(now).not()),
            Sight::Out(now) => out_of_sight(now),
        });
    }
    if query.alone {
        select = select.filter(question::COLUMN.lead_id.is_null());
    }
    by_status(select, &query.statuses)
}

/// That a question which was snoozed is not in sight yet.
pub(super) fn out_of_sight(now: Timestamp) -> SimpleExpr {
    question::COLUMN.snoozed_until.gt(millis(now)).and(question::COLUMN.next_due_at.gt(millis(now)))
}

/// Only some statuses, so written that the order of the due index is kept. Nothing is owed on what is done, and what is
/// done comes last in that order: asked for what is open, the walk through the index ends where the done begins,
/// however many there are.
fn by_status(select: Select<question::Entity>, wanted: &[Status]) -> Select<question::Entity> {
    let others = || Status::ALL.into_iter().filter(|status| !wanted.contains(status)).map(literal);
    match wanted {
        [] => select,
        [one] => select.filter(column(question::Column::Status).eq(literal(*one))),
        open if open.iter().all(|status| status.is_open()) => select
            .filter(column(question::Column::Status).is_not_in(others()))
            .filter(column(question::Column::NextDueAt).lt(SimpleExpr::Constant(NEVER.into()))),
        _ => select.filter(column(question::Column::Status).is_not_in(others())),
    }
}

/// A status as part of the statement's text, and so is where the done begin. As values, PostgreSQL's generic plan, which it
/// takes from a statement's sixth run on, would have to guess how many questions they let through, and guesses wrong.
pub(super) fn literal(status: Status) -> SimpleExpr {
    SimpleExpr::Constant(status.as_str().into())
}

fn ordered(select: Select<question::Entity>, query: &InboxQuery) -> Select<question::Entity> {
    let (key, order) = match query.sort {
        Sort::DueAt => (question::Column::NextDueAt, Order::Asc),
        Sort::AskedAt => (question::Column::AskedAt, Order::Desc),
    };
    let select = after(select, key, &order, query.after);
    select.order_by(key, order.clone()).order_by(question::Column::Id, order)
}

/// What comes after a place in an order, compared as one value so that the index finds it at once.
pub(super) fn after(
    select: Select<question::Entity>,
    key: question::Column,
    order: &Order,
    cursor: Option<Cursor>,
) -> Select<question::Entity> {
    let Some(cursor) = cursor else { return select };
    let place = Expr::tuple([column(key), column(question::Column::Id)]);
    let last = Expr::tuple([Expr::val(cursor.key), Expr::val(cursor.id)]);
    select.filter(if matches!(order, Order::Desc) { place.lt(last) } else { place.gt(last) })
}

fn column(column: question::Column) -> SimpleExpr {
    Expr::col((question::Entity, column))
}
