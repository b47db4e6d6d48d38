//! The promises of a period, and the questions behind any figure made of them. Both come from one filter, so that a
//! figure and its list can't disagree.

use std::collections::HashMap;

use jiff::Timestamp;
use sea_orm::{
    EntityTrait as _, FromQueryResult, JoinType, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    RelationTrait as _, Select,
    sea_query::{Expr, ExprTrait as _},
};
use souffleur_core::{
    channel::Channel,
    id::{QuestionId, TargetId, TopicId, UserId},
};
use souffleur_sla::TargetKind;
use uuid::Uuid;

use super::row::InboxRow;
use crate::{
    entity::{question, target},
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    page::{Cursor, Page},
    reader::Reader,
    target::{TargetState, kind},
};

const WHAT: &str = "target";

/// Which promises to report.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportQuery {
    /// Set at this instant or later.
    pub from: Timestamp,
    /// Set before this instant.
    pub to: Timestamp,
    /// Only these promises; those to the customer's messages where none is named.
    pub kinds: Vec<TargetKind>,
    /// Only these states; all where none is named.
    pub states: Vec<TargetState>,
    /// Only those of this expert; `Some(None)` is nobody in particular.
    pub expert: Option<Option<UserId>>,
    /// Only questions on this topic; `Some(None)` is none.
    pub topic: Option<Option<TopicId>>,
    /// Only questions by this channel.
    pub channel: Option<Channel>,
}

impl ReportQuery {
    /// All promises of a period to customers' messages.
    pub fn new(from: Timestamp, to: Timestamp) -> Self {
        Self { from, to, kinds: Vec::new(), states: Vec::new(), expert: None, topic: None, channel: None }
    }
}

/// A promise of the period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReportRow {
    /// The promise.
    pub target: TargetId,
    /// On which question.
    pub question: QuestionId,
    /// The question's number.
    pub number: i64,
    /// Which promise.
    pub kind: TargetKind,
    /// What became of it.
    pub state: TargetState,
    /// When it began to run.
    pub set_at: Timestamp,
    /// When it was, or is, due.
    pub due_at: Option<Timestamp>,
    /// When it was met, in time or late.
    pub met_at: Option<Timestamp>,
    /// Who held the question.
    pub expert: Option<UserId>,
    /// What the question is about.
    pub topic: Option<TopicId>,
    /// How it came.
    pub channel: Channel,
    /// Whether the house paused while it ran; the store leaves that to who knows the pauses.
    pub house_paused: bool,
}

/// A promise of the period with its question as lists show it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReportLine {
    /// The promise.
    pub promise: ReportRow,
    /// The question.
    pub question: InboxRow,
}

#[derive(FromQueryResult)]
struct Raw {
    id: Uuid,
    question_id: Uuid,
    number: i64,
    kind: String,
    state: String,
    set_at: i64,
    due_at: Option<i64>,
    met_at: Option<i64>,
    expert_id: Option<Uuid>,
    topic_id: Option<Uuid>,
    channel: String,
}

impl Reader {
    /// Every promise of a period, oldest first.
    pub async fn report_sla(&self, query: &ReportQuery) -> Result<Vec<ReportRow>, Error> {
        let rows = rows(query).into_model::<Raw>().all(&self.conn()).await?;
        rows.iter().map(value).collect()
    }

    /// The promises behind a figure with their questions, oldest first: as many lines as the figure says, for each
    /// promise is counted by itself.
    pub async fn report_questions(
        &self,
        query: &ReportQuery,
        after: Option<Cursor>,
        limit: u32,
    ) -> Result<Page<ReportLine>, Error> {
        let mut select = rows(query).limit(u64::from(limit) + 1);
        if let Some(after) = after {
            let column = |column| Expr::col((target::Entity, column));
            let place = Expr::tuple([column(target::Column::SetAt), column(target::Column::Id)]);
            select = select.filter(place.gt(Expr::tuple([Expr::val(after.key), Expr::val(after.id)])));
        }
        let found = select.into_model::<Raw>().all(&self.conn()).await?;
        let page = Page::cut(found, limit, |row| (row.set_at, row.id), |row| value(&row))?;
        let questions = page.items.iter().map(|row| row.question.raw()).collect();
        let questions = self.inbox_rows(questions).await?;
        let questions: HashMap<QuestionId, InboxRow> =
            questions.into_iter().map(|row| (row.id, row)).collect();
        let line = |promise: ReportRow| {
            let question = questions.get(&promise.question).cloned().ok_or(Error::Missing("question"))?;
            Ok(ReportLine { promise, question })
        };
        Ok(Page { items: page.items.into_iter().map(line).collect::<Result<_, Error>>()?, next: page.next })
    }
}

fn rows(query: &ReportQuery) -> Select<target::Entity> {
    let promised = [TargetKind::FirstReply, TargetKind::NextReply];
    let kinds = if query.kinds.is_empty() { &promised[..] } else { &query.kinds };
    let mut select = target::Entity::find()
        .select_only()
        .columns([
            target::Column::Id,
            target::Column::QuestionId,
            target::Column::Kind,
            target::Column::State,
            target::Column::SetAt,
            target::Column::DueAt,
            target::Column::MetAt,
            target::Column::ExpertId,
        ])
        .column(question::Column::Number)
        .column(question::Column::TopicId)
        .column(question::Column::Channel)
        .join(JoinType::LeftJoin, target::Relation::Question.def())
        .filter(target::COLUMN.set_at.gte(millis(query.from)))
        .filter(target::COLUMN.set_at.lt(millis(query.to)))
        .filter(target::COLUMN.kind.is_in(kinds.iter().map(|kind| kind.as_str())))
        .order_by_asc(target::COLUMN.set_at)
        .order_by_asc(target::COLUMN.id);
    if !query.states.is_empty() {
        select = select.filter(target::COLUMN.state.is_in(query.states.iter().map(|state| state.as_str())));
    }
    if let Some(expert) = query.expert {
        select = select.filter(match expert {
            Some(expert) => target::COLUMN.expert_id.eq(expert.raw()),
            None => target::COLUMN.expert_id.is_null(),
        });
    }
    if let Some(topic) = query.topic {
        select = select.filter(match topic {
            Some(topic) => question::COLUMN.topic_id.eq(topic.raw()),
            None => question::COLUMN.topic_id.is_null(),
        });
    }
    if let Some(channel) = &query.channel {
        select = select.filter(question::COLUMN.channel.eq(channel.as_str()));
    }
    select
}

fn value(row: &Raw) -> Result<ReportRow, Error> {
    let id = TargetId::new(row.id);
    Ok(ReportRow {
        target: id,
        question: QuestionId::new(row.question_id),
        number: row.number,
        kind: kind(&row.kind).sound(WHAT, &id)?,
        state: TargetState::parse(&row.state).sound(WHAT, &id)?,
        set_at: instant(row.set_at)?,
        due_at: maybe(row.due_at)?,
        met_at: maybe(row.met_at)?,
        expert: row.expert_id.map(UserId::new),
        topic: row.topic_id.map(TopicId::new),
        channel: Channel::parse(&row.channel).sound(WHAT, &id)?,
        house_paused: false,
    })
}
