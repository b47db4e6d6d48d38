//! A question as lists show it: its columns, and how they become a value.

use jiff::Timestamp;
use sea_orm::{
    EntityTrait as _, FromQueryResult, JoinType, QuerySelect as _, RelationTrait as _, Select,
    sea_query::{Alias, Expr, ExprTrait as _, Func, Order, Query, SelectStatement, SimpleExpr},
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

use crate::{
    entity::{customer, draft, message, question, target, topic, user},
    error::{Error, Sound as _},
    instant::{instant, maybe, promised},
    question::visibility,
    target::{is_owed, kind},
};

const WHAT: &str = "question";
/// What an excerpt shows, in characters.
const EXCERPT: usize = 160;
/// What is read for it: enough even where much of it is white space.
const EXCERPT_READ: i32 = 480;

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
    /// When the reply leaves that waits on it.
    pub leaves_at: Option<Timestamp>,
    /// Until when the community managers have put it out of their sight.
    pub snoozed_until: Option<Timestamp>,
    /// The question that it is answered with, and its number.
    pub lead: Option<(QuestionId, i64)>,
    /// How many questions are answered with it.
    pub followers: u32,
    /// The question that it was merged into.
    pub merged_into: Option<QuestionId>,
}

/// The columns of a row as they come.
#[derive(FromQueryResult)]
pub(super) struct Raw {
    pub(super) id: Uuid,
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
    pub(super) asked_at: i64,
    pub(super) next_due_at: i64,
    next_kind: Option<String>,
    draft_state: Option<String>,
    visibility: String,
    last_message_at: Option<i64>,
    leaves_at: Option<i64>,
    snoozed_until: Option<i64>,
    lead_id: Option<Uuid>,
    lead_number: Option<i64>,
    followers: i64,
    merged_into: Option<Uuid>,
}

/// Every column of a row; what there may be several of is looked up for the rows of the page only.
pub(super) fn rows() -> Select<question::Entity> {
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
            question::Column::LeavesAt,
            question::Column::SnoozedUntil,
            question::Column::LeadId,
            question::Column::MergedInto,
        ])
        .column_as(topic::Column::Key, "topic_key")
        .column_as(topic::Column::Name, "topic_name")
        .column_as(user::Column::Name, "expert_name")
        .column_as(customer::Column::Name, "customer_name")
        .expr_as(sub(first_words()), "excerpt")
        .expr_as(sub(next_kind()), "next_kind")
        .expr_as(sub(newest_draft()), "draft_state")
        .expr_as(sub(last_message()), "last_message_at")
        .expr_as(sub(lead_number()), "lead_number")
        .expr_as(sub(followers()), "followers")
        // Left joins, so that no planner starts anywhere but at the question and its order.
        .join(JoinType::LeftJoin, question::Relation::Topic.def())
        .join(JoinType::LeftJoin, question::Relation::User.def())
        .join(JoinType::LeftJoin, question::Relation::Customer.def())
}

fn sub(select: SelectStatement) -> SimpleExpr {
    SimpleExpr::from(select)
}

fn first_words() -> SelectStatement {
    let body = Expr::col((message::Entity, message::Column::Body));
    Query::select()
        .expr(Func::cust("SUBSTR").args([body, Expr::val(1), Expr::val(EXCERPT_READ)]))
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

/// The number of the question that it is answered with.
fn lead_number() -> SelectStatement {
    let lead = Alias::new("lead");
    Query::select()
        .column((lead.clone(), question::Column::Number))
        .from_as(question::Entity, lead.clone())
        .and_where(
            Expr::col((lead, question::Column::Id)).equals((question::Entity, question::Column::LeadId)),
        )
        .take()
}

/// How many questions are answered with it.
fn followers() -> SelectStatement {
    let follower = Alias::new("follower");
    Query::select()
        .expr(Expr::col((follower.clone(), question::Column::Id)).count())
        .from_as(question::Entity, follower.clone())
        .and_where(
            Expr::col((follower, question::Column::LeadId)).equals((question::Entity, question::Column::Id)),
        )
        .take()
}

pub(super) fn value(row: Raw) -> Result<InboxRow, Error> {
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
        leaves_at: maybe(row.leaves_at)?,
        snoozed_until: maybe(row.snoozed_until)?,
        lead: row.lead_id.map(QuestionId::new).zip(row.lead_number),
        followers: u32::try_from(row.followers).unwrap_or(u32::MAX),
        merged_into: row.merged_into.map(QuestionId::new),
    })
}
