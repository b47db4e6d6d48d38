//! What changed on a line that had been counted before: a report that was read then can be explained now.

use jiff::{Timestamp, civil::Date};
use sea_orm::{ActiveValue::Set, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _};
use souffleur_core::{
    id::{QuestionId, TopicId, UserId},
    metric::{DraftUse, Fact},
};

use super::row::{day_number, day_of};
use crate::{
    entity::ledger_change,
    error::Error,
    instant::{instant, millis},
    reader::Reader,
};

/// One correction of one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerChange {
    /// On which question.
    pub question: QuestionId,
    /// Its number.
    pub number: i64,
    /// The day in whose figures it is.
    pub day: Date,
    /// When.
    pub at: Timestamp,
    /// Which column of the ledger.
    pub field: String,
    /// What it was.
    pub was: Option<String>,
    /// What it became.
    pub became: Option<String>,
}

/// The columns in which two lines of one promise differ, of those that figures are made of.
pub(super) fn between(
    old: &Fact,
    new: &Fact,
    at: Timestamp,
) -> impl Iterator<Item = ledger_change::ActiveModel> {
    let (was, became) = (told(old), told(new));
    let line = |field: &str, was, became| ledger_change::ActiveModel {
        promise_id: Set(new.promise.raw()),
        question_id: Set(new.question.raw()),
        number: Set(new.number),
        is_first: Set(new.first),
        day: Set(day_number(new.day)),
        at: Set(millis(at)),
        field: Set(field.to_owned()),
        was: Set(was),
        became: Set(became),
        ..Default::default()
    };
    let pairs = was.into_iter().zip(became).filter(|(was, became)| was.1 != became.1);
    pairs.map(|((field, was), (_, became))| line(field, was, became)).collect::<Vec<_>>().into_iter()
}

fn told(fact: &Fact) -> [(&'static str, Option<String>); 10] {
    let flag = |flag: bool| Some(flag.to_string());
    [
        ("outcome", Some(fact.outcome.as_str().to_owned())),
        ("replied_at", fact.replied_at.map(|at| at.to_string())),
        ("due_at", fact.due_at.map(|at| at.to_string())),
        ("topic", fact.topic.map(TopicId::raw).map(|id| id.to_string())),
        ("expert", fact.expert.map(UserId::raw).map(|id| id.to_string())),
        ("language", Some(fact.language.code().to_owned())),
        ("draft", fact.fate.map(DraftUse::as_str).map(ToOwned::to_owned)),
        ("draft_returned", flag(fact.returned)),
        ("reopened", flag(fact.reopened)),
        ("late", fact.late.map(|phase| phase.as_str().to_owned())),
    ]
}

impl Reader {
    /// What changed after an instant on lines of a period, the newest first, at most so many.
    pub async fn ledger_changes(
        &self,
        from: Date,
        to: Date,
        after: Timestamp,
        limit: u64,
    ) -> Result<Vec<LedgerChange>, Error> {
        let rows = ledger_change::Entity::find()
            .filter(ledger_change::COLUMN.day.gte(day_number(from)))
            .filter(ledger_change::COLUMN.day.lte(day_number(to)))
            .filter(ledger_change::COLUMN.at.gte(millis(after)))
            .order_by_desc(ledger_change::COLUMN.id)
            .limit(limit);
        rows.all(&self.conn()).await?.into_iter().map(correction).collect()
    }
}

fn correction(row: ledger_change::Model) -> Result<LedgerChange, Error> {
    Ok(LedgerChange {
        question: QuestionId::new(row.question_id),
        number: row.number,
        day: day_of(row.day),
        at: instant(row.at)?,
        field: row.field,
        was: row.was,
        became: row.became,
    })
}
