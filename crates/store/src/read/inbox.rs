//! The inbox: one statement a page, in the order of an index, from wherever the last page ended.

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait as _, DbBackend, EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _,
    QueryOrder as _, QuerySelect as _, QueryTrait as _, RelationTrait as _, Select,
    sea_query::{Expr, ExprTrait as _, Order, Query, SelectStatement, SimpleExpr},
};
use souffleur_core::{
    channel::Channel,
    draft::DraftState,
    id::{QuestionId, TopicId, UserId},
    language::Language,
    question::{Status, Visibility},
    text::{Body, Key, Name, Subject},
};
use souffleur_sla::TargetKind;
use uuid::Uuid;

use super::search;
use crate::{
    entity::{customer, draft, message, question, target, topic, user},
    error::{Error, Sound as _},
    instant::{NEVER, instant, maybe, millis, promised},
    page::{Cursor, Page},
    question::visibility,
    reader::Reader,
    target::{is_owed, kind},
};

const WHAT: &str = "question";
/// What an excerpt shows, in characters.
const EXCERPT: usize = 160;
/// What is read for it: enough even where much of it is white space.
const EXCERPT_READ: i32 = 480;

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
    /// Only what contains these words, or has this number.
    pub text: Option<String>,
    /// Only what is late at this instant.
    pub late_at: Option<Timestamp>,
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
        let (topic, expert, channel, text, late_at, after) = (None, None, None, None, None, None);
        Self { scope, statuses, topic, expert, channel, text, late_at, sort, after, limit }
    }
}

/// A question in a list.
#[derive(Debug, Clone, PartialEq)]
pub struct InboxRow {
    /// Its id.
    pub id: QuestionId,
    /// Its number.
    pub number: i64,
    /// Where it stands.
    pub status: Status,
    /// Counts every change.
    pub version: i64,
    /// The line above it.
    pub subject: Option<Subject>,
    /// The beginning of what was asked, on one line.
    pub excerpt: String,
    /// How it came.
    pub channel: Channel,
    /// The language it is written in.
    pub language: Language,
    /// What it is about.
    pub topic: Option<(TopicId, Key, Name)>,
    /// The expert who holds it.
    pub expert: Option<(UserId, Name)>,
    /// Who asked.
    pub customer_name: Name,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When the next thing owed on it is due; in the past where that is late.
    pub next_due_at: Option<Timestamp>,
    /// What that is.
    pub next_kind: Option<TargetKind>,
    /// Where its newest draft stands.
    pub draft_state: Option<DraftState>,
    /// Whether the wall shows it.
    pub visibility: Visibility,
    /// When somebody last spoke in its thread.
    pub last_message_at: Option<Timestamp>,
}

/// The columns of a row as they come.
#[derive(FromQueryResult)]
pub(super) struct Raw {
    id: Uuid,
    number: i64,
    status: String,
    version: i64,
    subject: Option<String>,
    excerpt: Option<String>,
    channel: String,
    language: String,
    topic_id: Option<Uuid>,
    topic_key: Option<String>,
    topic_name: Option<String>,
    expert_id: Option<Uuid>,
    expert_name: Option<String>,
    customer_name: String,
    asked_at: i64,
    next_due_at: i64,
    next_kind: Option<String>,
    draft_state: Option<String>,
    visibility: String,
    last_message_at: Option<i64>,
}

impl Reader {
    /// A page of questions.
    pub async fn inbox(&self, query: &InboxQuery) -> Result<Page<InboxRow>, Error> {
        let conn = self.conn();
        let select = page(conn.get_database_backend(), query);
        let rows = select.into_model::<Raw>().all(&conn).await?;
        let place = |row: &Raw| match query.sort {
            Sort::DueAt => (row.next_due_at, row.id),
            Sort::AskedAt => (row.asked_at, row.id),
        };
        Page::cut(rows, query.limit, place, value)
    }

    /// How the database would go about a page, line by line: which index it walks, and whether it sorts.
    pub async fn explain_inbox(&self, query: &InboxQuery) -> Result<Vec<String>, Error> {
        let conn = self.conn();
        let backend = conn.get_database_backend();
        let mut statement = page(backend, query).build(backend);
        let (explain, line) = match backend {
            DbBackend::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
            _ => ("EXPLAIN", "QUERY PLAN"),
        };
        statement.sql = format!("{explain} {}", statement.sql);
        let plan = conn.query_all_raw(statement).await?;
        Ok(plan.iter().map(|row| row.try_get("", line)).collect::<Result<_, _>>()?)
    }

    /// Rows of these questions, in no order.
    pub(super) async fn inbox_rows(&self, ids: Vec<Uuid>) -> Result<Vec<InboxRow>, Error> {
        let rows = rows().filter(question::COLUMN.id.is_in(ids));
        rows.into_model::<Raw>().all(&self.conn()).await?.into_iter().map(value).collect()
    }
}

/// The statement of a page, with one row more to tell whether there is another.
fn page(backend: DbBackend, query: &InboxQuery) -> Select<question::Entity> {
    let mut select = rows();
    if let Some(text) = query.text.as_deref().filter(|text| !text.trim().is_empty()) {
        select = select.filter(search::matches(backend, text));
    }
    ordered(filtered(select, query), query).limit(u64::from(query.limit) + 1)
}

/// Every column of a row; what there may be several of is looked up for the rows of the page only.
fn rows() -> Select<question::Entity> {
    question::Entity::find()
        .select_only()
        .columns([
            question::Column::Id,
            question::Column::Number,
            question::Column::Status,
            question::Column::Version,
            question::Column::Subject,
            question::Column::Channel,
            question::Column::Language,
            question::Column::TopicId,
            question::Column::ExpertId,
            question::Column::AskedAt,
            question::Column::NextDueAt,
            question::Column::Visibility,
        ])
        .column_as(topic::Column::Key, "topic_key")
        .column_as(topic::Column::Name, "topic_name")
        .column_as(user::Column::Name, "expert_name")
        .column_as(customer::Column::Name, "customer_name")
        .expr_as(sub(first_words()), "excerpt")
        .expr_as(sub(next_kind()), "next_kind")
        .expr_as(sub(newest_draft()), "draft_state")
        .expr_as(sub(last_message()), "last_message_at")
        // Left joins, so that no planner starts anywhere but at the question and its order.
        .join(JoinType::LeftJoin, question::Relation::Topic.def())
        .join(JoinType::LeftJoin, question::Relation::User.def())
        .join(JoinType::LeftJoin, question::Relation::Customer.def())
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
    by_status(select, &query.statuses)
}

/// Only some statuses, so written that the order of the due index is kept. Nothing is owed on what is done, and what is
/// done comes last in that order: asked for what is open, the walk through the index ends where the done begins,
/// however many there are.
fn by_status(select: Select<question::Entity>, wanted: &[Status]) -> Select<question::Entity> {
    let others = || Status::ALL.into_iter().filter(|status| !wanted.contains(status)).map(Status::as_str);
    match wanted {
        [] => select,
        [one] => select.filter(question::COLUMN.status.eq(one.as_str())),
        open if open.iter().all(|status| status.is_open()) => select
            .filter(question::COLUMN.status.is_not_in(others()))
            .filter(question::COLUMN.next_due_at.lt(NEVER)),
        _ => select.filter(question::COLUMN.status.is_not_in(others())),
    }
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

fn sub(select: SelectStatement) -> SimpleExpr {
    SimpleExpr::from(select)
}

fn first_words() -> SelectStatement {
    let body = Expr::col((message::Entity, message::Column::Body));
    Query::select()
        .expr(sea_orm::sea_query::Func::cust("SUBSTR").args([body, Expr::val(1), Expr::val(EXCERPT_READ)]))
        .from(message::Entity)
        .and_where(
            Expr::col((message::Entity, message::Column::QuestionId))
                .equals((question::Entity, question::Column::Id)),
        )
        .and_where(message::COLUMN.author.eq("customer"))
        .order_by((message::Entity, message::Column::Id), Order::Asc)
        .limit(1)
        .take()
}

/// What is due next; the promise nearest to the customer, where two are due at once.
fn next_kind() -> SelectStatement {
    let target = |column| Expr::col((target::Entity, column));
    Query::select()
        // The names of the kinds happen to rise towards the customer, which spares a sort.
        .expr(target(target::Column::Kind).max())
        .from(target::Entity)
        .and_where(target(target::Column::QuestionId).equals((question::Entity, question::Column::Id)))
        .and_where(target(target::Column::DueAt).equals((question::Entity, question::Column::NextDueAt)))
        .and_where(is_owed())
        .take()
}

fn newest_draft() -> SelectStatement {
    Query::select()
        .column((draft::Entity, draft::Column::State))
        .from(draft::Entity)
        .and_where(
            Expr::col((draft::Entity, draft::Column::QuestionId))
                .equals((question::Entity, question::Column::Id)),
        )
        .order_by((draft::Entity, draft::Column::Id), Order::Desc)
        .limit(1)
        .take()
}

fn last_message() -> SelectStatement {
    Query::select()
        .expr(Expr::col((message::Entity, message::Column::At)).max())
        .from(message::Entity)
        .and_where(
            Expr::col((message::Entity, message::Column::QuestionId))
                .equals((question::Entity, question::Column::Id)),
        )
        .take()
}

fn value(row: Raw) -> Result<InboxRow, Error> {
    let id = QuestionId::new(row.id);
    let topic = match (row.topic_id, row.topic_key, row.topic_name) {
        (Some(topic), Some(key), Some(name)) => Some((
            TopicId::new(topic),
            Key::try_from(key).sound(WHAT, &id)?,
            Name::try_from(name).sound(WHAT, &id)?,
        )),
        _ => None,
    };
    let expert = match (row.expert_id, row.expert_name) {
        (Some(expert), Some(name)) => Some((UserId::new(expert), Name::try_from(name).sound(WHAT, &id)?)),
        _ => None,
    };
    let excerpt = row.excerpt.map(Body::try_from).transpose().sound(WHAT, &id)?;
    Ok(InboxRow {
        id,
        number: row.number,
        status: Status::parse(&row.status).sound(WHAT, &id)?,
        version: row.version,
        subject: row.subject.map(Subject::try_from).transpose().sound(WHAT, &id)?,
        excerpt: excerpt.map(|body| body.excerpt(EXCERPT)).unwrap_or_default(),
        channel: Channel::parse(&row.channel).sound(WHAT, &id)?,
        language: Language::from_code(&row.language).sound(WHAT, &id)?,
        topic,
        expert,
        customer_name: Name::try_from(row.customer_name).sound(WHAT, &id)?,
        asked_at: instant(row.asked_at)?,
        next_due_at: promised(row.next_due_at)?,
        next_kind: row.next_kind.map(|name| kind(&name).sound(WHAT, &id)).transpose()?,
        draft_state: row.draft_state.map(|name| DraftState::parse(&name).sound(WHAT, &id)).transpose()?,
        visibility: visibility(&row.visibility).sound(WHAT, &id)?,
        last_message_at: maybe(row.last_message_at)?,
    })
}
