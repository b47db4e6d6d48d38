//! A line of the ledger as a row.

use jiff::{ToSpan as _, civil::Date};
use sea_orm::FromQueryResult;
use souffleur_core::{
    assignment::DecidedBy,
    channel::Channel,
    id::{CalendarId, PolicyId, QuestionId, TargetId, TopicId, UserId},
    language::Language,
    metric::{DraftUse, ElapsedTime, Fact, FirstAssignment, Phase, TargetOutcome, TimeByPhase},
};

use crate::{
    entity::ledger,
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
};

const WHAT: &str = "line of the ledger";
/// Day zero of the numbers that days are kept as.
const EPOCH: Date = jiff::civil::date(1970, 1, 1);

/// The number that a day is kept as.
pub(super) fn day_number(day: Date) -> i32 {
    EPOCH.until(day).map_or(0, |span| span.get_days())
}

/// The day of a number.
pub(super) fn day_of(number: i32) -> Date {
    EPOCH.saturating_add(i64::from(number).days())
}

pub(super) fn row(fact: &Fact) -> ledger::Model {
    let step = |step: usize| fact.steps[step].map(|lapse| (lapse.working, lapse.real)).unzip();
    let [(assign_working, assign_real), (draft_working, draft_real)] = [step(0), step(1)];
    let [(approve_working, approve_real), (reply_working, reply_real)] = [step(2), step(3)];
    ledger::Model {
        promise_id: fact.promise.raw(),
        question_id: fact.question.raw(),
        number: fact.number,
        is_first: fact.first,
        asked_at: millis(fact.asked_at),
        time_zone: fact.time_zone.clone(),
        day: day_number(fact.day),
        hour: i32::from(fact.hour),
        topic_id: fact.topic.map(TopicId::raw),
        expert_id: fact.expert.map(UserId::raw),
        channel: fact.channel.as_str().to_owned(),
        language: fact.language.code().to_owned(),
        policy_id: fact.policy.0.raw(),
        policy_version: fact.policy.1,
        calendar_id: fact.calendar.0.raw(),
        calendar_version: fact.calendar.1,
        due_at: fact.due_at.map(millis),
        assigned_at: fact.assigned_at.map(millis),
        drafted_at: fact.drafted_at.map(millis),
        decided_at: fact.decided_at.map(millis),
        replied_at: fact.replied_at.map(millis),
        outcome: fact.outcome.as_str().to_owned(),
        assign_working,
        assign_real,
        draft_working,
        draft_real,
        approve_working,
        approve_real,
        reply_working,
        reply_real,
        spent_assignment: fact.spent.on(Phase::Assignment),
        spent_expert: fact.spent.on(Phase::Expert),
        spent_approval: fact.spent.on(Phase::Approval),
        spent_sending: fact.spent.on(Phase::Sending),
        late: fact.late.map(|phase| phase.as_str().to_owned()),
        fate: fact.fate.map(|fate| fate.as_str().to_owned()),
        returned: fact.returned,
        reopened: fact.reopened,
        held: fact.held,
        house_paused_seconds: fact.house_paused_seconds,
        hit: fact.hit,
        thanked: fact.thanked,
        chosen_by: fact.choice.map(|choice| choice.decided_by.as_str().to_owned()),
        first_expert_id: fact.choice.and_then(|choice| choice.expert).map(UserId::raw),
        first_topic_id: fact.choice.and_then(|choice| choice.topic).map(TopicId::raw),
        confidence: fact.choice.and_then(|choice| choice.confidence).map(i32::from),
        author_id: fact.author.map(UserId::raw),
        counted: true,
    }
}

pub(super) fn value(row: ledger::Model) -> Result<Fact, Error> {
    let id = TargetId::new(row.promise_id);
    let lapse = |working: Option<i64>, real: Option<i64>| {
        working.zip(real).map(|(working, real)| ElapsedTime { working, real })
    };
    let late = row.late.map(|name| Phase::parse(&name).sound(WHAT, &id)).transpose()?;
    let choice = row.chosen_by.map(|by| {
        Ok::<_, Error>(FirstAssignment {
            decided_by: DecidedBy::parse(&by).sound(WHAT, &id)?,
            expert: row.first_expert_id.map(UserId::new),
            topic: row.first_topic_id.map(TopicId::new),
            confidence: row.confidence.map(u16::try_from).transpose().sound(WHAT, &id)?,
        })
    });
    let fate = row.fate.map(|name| DraftUse::parse(&name).sound(WHAT, &id)).transpose()?;
    Ok(Fact {
        promise: id,
        question: QuestionId::new(row.question_id),
        number: row.number,
        first: row.is_first,
        asked_at: instant(row.asked_at)?,
        time_zone: row.time_zone,
        day: day_of(row.day),
        hour: i8::try_from(row.hour).sound(WHAT, &id)?,
        topic: row.topic_id.map(TopicId::new),
        expert: row.expert_id.map(UserId::new),
        channel: Channel::parse(&row.channel).sound(WHAT, &id)?,
        language: Language::from_code(&row.language).sound(WHAT, &id)?,
        policy: (PolicyId::new(row.policy_id), row.policy_version),
        calendar: (CalendarId::new(row.calendar_id), row.calendar_version),
        due_at: maybe(row.due_at)?,
        assigned_at: maybe(row.assigned_at)?,
        drafted_at: maybe(row.drafted_at)?,
        decided_at: maybe(row.decided_at)?,
        replied_at: maybe(row.replied_at)?,
        outcome: TargetOutcome::parse(&row.outcome).sound(WHAT, &id)?,
        steps: [
            lapse(row.assign_working, row.assign_real),
            lapse(row.draft_working, row.draft_real),
            lapse(row.approve_working, row.approve_real),
            lapse(row.reply_working, row.reply_real),
        ],
        spent: TimeByPhase([row.spent_assignment, row.spent_expert, row.spent_approval, row.spent_sending]),
        late,
        fate,
        returned: row.returned,
        reopened: row.reopened,
        held: row.held,
        thanked: row.thanked,
        house_paused_seconds: row.house_paused_seconds,
        choice: choice.transpose()?,
        author: row.author_id.map(UserId::new),
        hit: row.hit,
    })
}

/// A question's line that is only counted: enough of a promise that runs.
#[derive(FromQueryResult)]
pub(super) struct Running {
    pub(super) id: uuid::Uuid,
    pub(super) question_id: uuid::Uuid,
    pub(super) number: i64,
    pub(super) kind: String,
    pub(super) set_at: i64,
    pub(super) due_at: Option<i64>,
    pub(super) expert_id: Option<uuid::Uuid>,
    pub(super) policy_id: uuid::Uuid,
    pub(super) policy_version: i32,
    pub(super) calendar_id: uuid::Uuid,
    pub(super) calendar_version: i32,
    pub(super) topic_id: Option<uuid::Uuid>,
    pub(super) channel: String,
    pub(super) language: String,
}
