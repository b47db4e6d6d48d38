//! The lines behind a number of a report, in order, from wherever the last page ended.

use std::{collections::BTreeMap, fmt, str::FromStr};

use sea_orm::{
    EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
    sea_query::{Expr, ExprTrait as _},
};
use souffleur_core::metric::{Count, Fact};
use uuid::Uuid;

use super::{
    condition::{counted, in_row},
    row::{day_number, day_of, value},
    view::{LedgerQuery, LedgerView},
};
use crate::{entity::ledger, error::Error, instant::millis, page::InvalidCursor};

/// Days that are looked through at once for the questions behind a number.
const DAYS_AT_ONCE: usize = 200;

/// Which of them are listed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineQuery {
    /// In which rows.
    pub query: LedgerQuery,
    /// Counted by what.
    pub count: Count,
}

/// A place between two lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LedgerCursor {
    day: i32,
    asked_at: i64,
    promise: Uuid,
}

impl LedgerView {
    /// Some lines, the oldest first: as many in the end as the figure says.
    pub async fn lines(
        &self,
        wanted: &LineQuery,
        after: Option<LedgerCursor>,
        limit: usize,
    ) -> Result<(Vec<Fact>, Option<LedgerCursor>), Error> {
        let live = self.live.iter().filter(|fact| wanted.query.holds(fact) && wanted.count.counts(fact));
        let mut lines: Vec<Fact> =
            live.filter(|fact| after.is_none_or(|after| after < place(fact))).cloned().collect();
        lines.extend(self.kept_lines(wanted, after, limit + 1).await?);
        lines.sort_by_key(place);
        let more = lines.len() > limit;
        lines.truncate(limit);
        let next = lines.last().filter(|_| more).map(place);
        Ok((lines, next))
    }

    async fn kept_lines(
        &self,
        wanted: &LineQuery,
        after: Option<LedgerCursor>,
        enough: usize,
    ) -> Result<Vec<Fact>, Error> {
        let days = self.days_of(wanted, after).await?;
        let mut lines: Vec<Fact> = Vec::new();
        for some in days.chunk_by_need(enough) {
            let rows = self.select(wanted, after, &some, enough - lines.len()).await?;
            lines.extend(rows);
            if lines.len() >= enough {
                break;
            }
        }
        Ok(lines)
    }

    async fn select(
        &self,
        wanted: &LineQuery,
        after: Option<LedgerCursor>,
        days: &Days,
        enough: usize,
    ) -> Result<Vec<Fact>, Error> {
        let mut select = ledger::Entity::find()
            .filter(counted(wanted.count))
            .filter(ledger::COLUMN.counted.eq(true))
            .order_by_asc(ledger::COLUMN.day)
            .order_by_asc(ledger::COLUMN.asked_at)
            .order_by_asc(ledger::COLUMN.promise_id);
        select = match days {
            Days::Between(from, to) => {
                select.filter(ledger::COLUMN.day.gte(*from)).filter(ledger::COLUMN.day.lte(*to))
            }
            Days::These(days) => select.filter(ledger::COLUMN.day.is_in(days.iter().map(|(day, _)| *day))),
        };
        if let Some(first) = wanted.query.first {
            select = select.filter(ledger::COLUMN.is_first.eq(first));
        }
        if let Some((cut, key)) = &wanted.query.only {
            select = select.filter(in_row(*cut, key));
        }
        let column = |column: ledger::Column| Expr::col((ledger::Entity, column));
        let mut lines: Vec<Fact> = Vec::new();
        let mut after = after;
        // Lines that do not count are skipped, so that it may take several looks to find enough.
        loop {
            let mut page = select.clone().limit(enough as u64);
            if let Some(LedgerCursor { day, asked_at, promise }) = after {
                let place =
                    [ledger::Column::Day, ledger::Column::AskedAt, ledger::Column::PromiseId].map(column);
                let there = [Expr::val(day), Expr::val(asked_at), Expr::val(promise)];
                page = page.filter(Expr::tuple(place).gt(Expr::tuple(there)));
            }
            let rows = page.all(&self.reader.conn()).await?;
            let last = rows.len() < enough;
            for row in rows {
                after = Some(LedgerCursor { day: row.day, asked_at: row.asked_at, promise: row.promise_id });
                if !self.stale.contains(&row.question_id) {
                    lines.push(value(row)?);
                }
            }
            if last || lines.len() >= enough {
                return Ok(lines);
            }
        }
    }

    /// The days that have such lines. What everybody is in needs no search.
    async fn days_of(&self, wanted: &LineQuery, after: Option<LedgerCursor>) -> Result<Days, Error> {
        let query = &wanted.query;
        let from = after.map_or(query.from, |after| query.from.max(day_of(after.day)));
        let from = day_number(from);
        let to = day_number(query.to);
        if wanted.count == Count::Received && query.only.is_none() {
            return Ok(Days::Between(from, to));
        }
        let mut by_day = BTreeMap::new();
        self.add_days(&LedgerQuery { from: day_of(from), ..query.clone() }, &mut by_day, |day, _| day)
            .await?;
        let by_day = by_day.into_iter().map(|(day, sum)| (day, sum.total().count(wanted.count)));
        Ok(Days::These(by_day.filter(|(_, count)| *count > 0).collect()))
    }
}

/// Where lines are looked for.
enum Days {
    Between(i32, i32),
    /// With how many each has.
    These(Vec<(i32, u64)>),
}

impl Days {
    /// As few days at a time as have enough lines.
    fn chunk_by_need(self, enough: usize) -> Vec<Self> {
        let days = match self {
            Self::Between(..) => return vec![self],
            Self::These(days) => days,
        };
        let (mut chunks, mut chunk, mut count) = (Vec::new(), Vec::new(), 0);
        for day in days {
            count += day.1;
            chunk.push(day);
            if count >= enough as u64 || chunk.len() >= DAYS_AT_ONCE {
                chunks.push(Self::These(std::mem::take(&mut chunk)));
                count = 0;
            }
        }
        if !chunk.is_empty() {
            chunks.push(Self::These(chunk));
        }
        chunks
    }
}

fn place(fact: &Fact) -> LedgerCursor {
    LedgerCursor { day: day_number(fact.day), asked_at: millis(fact.asked_at), promise: fact.promise.raw() }
}

impl fmt::Display for LedgerCursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.day, self.asked_at, self.promise.simple())
    }
}

impl FromStr for LedgerCursor {
    type Err = InvalidCursor;

    fn from_str(text: &str) -> Result<Self, InvalidCursor> {
        let mut parts = text.split('.');
        let (day, asked_at, promise) = (parts.next(), parts.next(), parts.next());
        let cursor = Self {
            day: day.and_then(|day| day.parse().ok()).ok_or(InvalidCursor)?,
            asked_at: asked_at.and_then(|at| at.parse().ok()).ok_or(InvalidCursor)?,
            promise: promise.and_then(|id| id.parse().ok()).ok_or(InvalidCursor)?,
        };
        if parts.next().is_some() { Err(InvalidCursor) } else { Ok(cursor) }
    }
}
