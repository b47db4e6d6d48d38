//! The ledger at one instant, for one report: all its numbers, and every list behind them, are of the same state of the
//! desk.

use std::{
    collections::{BTreeMap, HashSet},
    fmt,
    str::FromStr,
};

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use sea_orm::{
    ConnectionTrait as _, EntityTrait as _, FromQueryResult as _, QueryFilter as _, QueryOrder as _,
    QuerySelect as _, Statement,
    sea_query::{Expr, ExprTrait as _, Query},
};
use souffleur_core::{
    channel::Channel,
    event::Event,
    id::{CalendarId, PolicyId, QuestionId, TargetId, TopicId, UserId},
    language::Language,
    metric::{Count, Cut, Fact, Outcome, Spent, Tally},
    pause::Pause,
};
use souffleur_sla::TargetKind;
use uuid::Uuid;

use super::{
    cell::{ALL, Unit},
    condition::{counted, in_row},
    row::{Running, day_number, day_of, value},
};
use crate::{
    entity::{ledger, ledger_touched, target},
    error::{Error, Sound as _},
    instant::{instant, maybe, millis},
    page::InvalidCursor,
    reader::Reader,
    store::Store,
};

/// More marked questions than this are a past that is still being counted: then only those of the report's days are looked
/// for.
const MANY_MARKED: u64 = 2_000;
/// More than this on the days of one report are not made anew while somebody waits: it would take longer than to wait for
/// the job.
const MOST_MARKED: u64 = 20_000;
/// Days that are looked through at once for the questions behind a number.
const DAYS_AT_ONCE: usize = 200;

/// Which promises.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LedgerQuery {
    /// Begun on this day or later.
    pub from: Date,
    /// Begun on this day or before.
    pub to: Date,
    /// Only those of a first reply, or only those of a later one.
    pub first: Option<bool>,
    /// Only those in one row of a cut.
    pub only: Option<(Cut, String)>,
}

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

/// The ledger as it is at one instant.
#[derive(Debug)]
pub struct LedgerView {
    reader: Reader,
    version: Option<Event>,
    /// Questions whose lines, as they are kept, do not count.
    stale: HashSet<Uuid>,
    /// Those lines, which are in the sums.
    outdated: Vec<Fact>,
    /// What counts instead, and what runs.
    live: Vec<Fact>,
}

impl LedgerQuery {
    fn holds(&self, fact: &Fact) -> bool {
        (self.from..=self.to).contains(&fact.day)
            && self.first.is_none_or(|first| first == fact.first)
            && self.only.as_ref().is_none_or(|(cut, key)| cut.key(fact) == *key)
    }

    fn kinds(&self) -> impl Iterator<Item = bool> {
        let wanted = self.first;
        [true, false].into_iter().filter(move |kind| wanted.is_none_or(|wanted| wanted == *kind))
    }

    /// The cut and the row whose sums are to be taken.
    fn summed(&self) -> (&'static str, Option<&str>) {
        self.only.as_ref().map_or((ALL, None), |(cut, key)| (cut.as_str(), Some(key)))
    }
}

impl Store {
    /// Opens the ledger for the days from one to another; `now` decides what is broken that still runs.
    pub async fn ledger(
        &self,
        from: Date,
        to: Date,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<LedgerView, Error> {
        let reader = self.snapshot().await?;
        let stale = reader.marked(from, to).await?.ok_or(Error::Behind)?;
        let mut outdated = reader.kept_facts(stale.iter().copied()).await?;
        outdated.retain(|kept| kept.counted);
        let outdated = outdated.into_iter().map(|kept| kept.fact).collect();
        let mut again: Vec<QuestionId> = stale.iter().copied().map(QuestionId::new).collect();
        let (running, overdue) = reader.running(from, to, zone, now, &stale).await?;
        again.extend(overdue);
        again.sort_unstable();
        again.dedup();
        let mut live = running;
        for made in reader.make_facts(&again, zone, now).await? {
            let marked = stale.contains(&made.fact.question.raw());
            // On a question that is not marked, what has ended is in the sums, and what has time is in the list.
            if marked || (!made.ended && made.fact.outcome != Outcome::Pending) {
                live.push(made.fact);
            }
        }
        let version = reader.latest_events(1).await?.pop();
        Ok(LedgerView { reader, version, stale, outdated, live })
    }
}

impl Store {
    /// The lines of one question, made anew: every promise of a reply on it, the oldest first.
    pub async fn ledger_of(
        &self,
        question: QuestionId,
        zone: &TimeZone,
        now: Timestamp,
    ) -> Result<Vec<Fact>, Error> {
        let made = self.snapshot().await?.make_facts(&[question], zone, now).await?;
        Ok(made.into_iter().map(|made| made.fact).collect())
    }
}

impl LedgerView {
    /// Nothing but the lines that are kept.
    pub(super) fn of_kept_lines(reader: Reader) -> Self {
        Self { reader, version: None, stale: HashSet::new(), outdated: Vec::new(), live: Vec::new() }
    }

    /// The newest line of the history: what the figures were made from.
    pub fn version(&self) -> Option<&Event> {
        self.version.as_ref()
    }

    /// The same instant, for what stands beside the figures.
    pub fn reader(&self) -> &Reader {
        &self.reader
    }

    /// All together.
    pub async fn total(&self, query: &LedgerQuery) -> Result<Tally, Error> {
        let (cut, only) = query.summed();
        let mut total = Tally::default();
        for (_, _, tally) in self.sums(query, cut, only).await? {
            total.merge(&tally);
        }
        self.now(query, |fact, more| if more { total.add(fact) } else { total.remove(fact) });
        Ok(total)
    }

    /// Row by row. With `only` named, rows are of days or weeks, or its own one.
    pub async fn rows(&self, query: &LedgerQuery, cut: Cut) -> Result<BTreeMap<String, Tally>, Error> {
        let (kept, only) = query.summed();
        let mut rows: BTreeMap<String, Tally> = BTreeMap::new();
        if cut.is_of_days() {
            let days = (day_number(query.from), day_number(query.to));
            for kind in query.kinds() {
                for (day, _, tally) in self.reader.cells_between(kind, kept, Unit::Day, days, only).await? {
                    rows.entry(cut.key_of_day(day_of(day))).or_default().merge(&tally);
                }
            }
        } else {
            let only = query.only.as_ref().filter(|(own, _)| *own == cut).map(|(_, key)| key.as_str());
            for (_, key, tally) in self.sums(query, cut.as_str(), only).await? {
                rows.entry(key).or_default().merge(&tally);
            }
        }
        self.now(query, |fact, more| {
            let tally = rows.entry(cut.key(fact)).or_default();
            if more { tally.add(fact) } else { tally.remove(fact) }
        });
        rows.retain(|_, tally| !tally.is_empty());
        Ok(rows)
    }

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

    /// Every promise that is due between two instants, those that run among them, whenever it began.
    pub async fn due_between(&self, from: Timestamp, to: Timestamp) -> Result<Vec<Fact>, Error> {
        let due = |fact: &&Fact| fact.due_at.is_some_and(|due| from <= due && due < to);
        let mut facts: Vec<Fact> = self.live.iter().filter(due).cloned().collect();
        let kept = ledger::Entity::find()
            .filter(ledger::COLUMN.due_at.gte(millis(from)))
            .filter(ledger::COLUMN.due_at.lt(millis(to)))
            .all(&self.reader.conn())
            .await?;
        let kept = kept.into_iter().filter(|row| !self.stale.contains(&row.question_id)).map(value);
        facts.extend(kept.collect::<Result<Vec<_>, _>>()?);
        facts.sort_by_key(|fact| (fact.due_at, fact.promise));
        Ok(facts)
    }

    /// The sums of the period: its whole months, and the days before and after them.
    async fn sums(
        &self,
        query: &LedgerQuery,
        cut: &str,
        only: Option<&str>,
    ) -> Result<Vec<(i32, String, Tally)>, Error> {
        let mut sums = Vec::new();
        for kind in query.kinds() {
            for (unit, from, to) in parts(query.from, query.to) {
                let days = (day_number(from), day_number(to));
                sums.extend(self.reader.cells_between(kind, cut, unit, days, only).await?);
            }
        }
        Ok(sums)
    }

    /// What counts though it is not in the sums, and what is in them and does not.
    fn now(&self, query: &LedgerQuery, mut change: impl FnMut(&Fact, bool)) {
        self.live.iter().filter(|fact| query.holds(fact)).for_each(|fact| change(fact, true));
        self.outdated.iter().filter(|fact| query.holds(fact)).for_each(|fact| change(fact, false));
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
        let (cut, only) = query.summed();
        let mut by_day: BTreeMap<i32, u64> = BTreeMap::new();
        for kind in query.kinds() {
            for (day, _, tally) in self.reader.cells_between(kind, cut, Unit::Day, (from, to), only).await? {
                *by_day.entry(day).or_default() += tally.count(wanted.count);
            }
        }
        Ok(Days::These(by_day.into_iter().filter(|(_, count)| *count > 0).collect()))
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

impl Reader {
    /// The questions whose lines are not as they should be. Where they are many, only those with a promise that may have
    /// begun on these days; none where even they are too many.
    async fn marked(&self, from: Date, to: Date) -> Result<Option<HashSet<Uuid>>, Error> {
        let marked = ledger_touched::Entity::find()
            .select_only()
            .column(ledger_touched::Column::QuestionId)
            .distinct()
            .limit(MANY_MARKED)
            .into_tuple::<Uuid>();
        let all = marked.all(&self.conn()).await?;
        if (all.len() as u64) < MANY_MARKED {
            return Ok(Some(all.into_iter().collect()));
        }
        // What began on other days is not in these figures, whatever became of it: the day of a promise never changes.
        let of_days = Query::select()
            .column(target::Column::QuestionId)
            .distinct()
            .from(target::Entity)
            .and_where(target::COLUMN.kind.is_in(["first_reply", "next_reply"]))
            .and_where(target::COLUMN.set_at.gte(around(from, to)[0]))
            .and_where(target::COLUMN.set_at.lt(around(from, to)[1]))
            .and_where(Expr::exists(
                Query::select()
                    .expr(Expr::val(1))
                    .from(ledger_touched::Entity)
                    .and_where(
                        Expr::col((ledger_touched::Entity, ledger_touched::Column::QuestionId))
                            .equals((target::Entity, target::Column::QuestionId)),
                    )
                    .take(),
            ))
            .limit(MOST_MARKED)
            .take();
        let rows = self.conn().query_all(&of_days).await?;
        if rows.len() as u64 >= MOST_MARKED {
            return Ok(None);
        }
        let marked: Result<HashSet<Uuid>, _> =
            rows.iter().map(|row| row.try_get("", "question_id")).collect();
        Ok(Some(marked?))
    }

    /// Promises that run, and the questions with one whose time has passed; of questions that are not marked.
    async fn running(
        &self,
        from: Date,
        to: Date,
        zone: &TimeZone,
        now: Timestamp,
        stale: &HashSet<Uuid>,
    ) -> Result<(Vec<Fact>, Vec<QuestionId>), Error> {
        const RUNNING: &str = "SELECT t.id, t.question_id, q.number, t.kind, t.set_at, t.due_at, t.expert_id, \
             t.policy_id, t.policy_version, t.calendar_id, t.calendar_version, q.topic_id, q.channel, q.language \
             FROM target t JOIN question q ON q.id = t.question_id WHERE t.state = 'pending' \
             AND t.kind IN ('first_reply', 'next_reply') AND t.set_at >= $1 AND t.set_at < $2";
        let conn = self.conn();
        let around = around(from, to).map(Into::into);
        let rows = Statement::from_sql_and_values(conn.get_database_backend(), RUNNING, around);
        let (mut running, mut overdue) = (Vec::new(), Vec::new());
        let mut house: Option<Vec<Pause>> = None;
        for row in conn.query_all_raw(rows).await? {
            let row = Running::from_query_result(&row, "")?;
            if stale.contains(&row.question_id) {
                continue;
            }
            if row.due_at.is_some_and(|due| due <= millis(now)) {
                overdue.push(QuestionId::new(row.question_id));
                continue;
            }
            if house.is_none() {
                house = Some(self.house_pauses(Timestamp::MIN, now).await?);
            }
            running.push(row.fact(zone, now, house.as_deref().unwrap_or_default())?);
        }
        Ok((running, overdue))
    }
}

impl Running {
    fn fact(self, zone: &TimeZone, now: Timestamp, house: &[Pause]) -> Result<Fact, Error> {
        let id = TargetId::new(self.id);
        let asked_at = instant(self.set_at)?;
        let local = asked_at.to_zoned(zone.clone());
        let (question, topic) = (QuestionId::new(self.question_id), self.topic_id.map(TopicId::new));
        let channel = Channel::parse(&self.channel).sound("target", &id)?;
        let paused = |pause: &&Pause| {
            pause.until.is_none_or(|until| until > asked_at) && pause.scope.holds(question, topic, &channel)
        };
        let paused = house.iter().filter(paused).map(|pause| {
            let until = pause.until.map_or(now, |until| until.min(now));
            let seconds = until.duration_since(pause.from.max(asked_at)).as_secs();
            if seconds > 0 { seconds } else { 1 }
        });
        Ok(Fact {
            house_paused_seconds: paused.sum(),
            promise: id,
            question,
            number: self.number,
            first: self.kind == TargetKind::FirstReply.as_str(),
            asked_at,
            time_zone: zone.iana_name().unwrap_or("UTC").to_owned(),
            day: local.date(),
            hour: local.hour(),
            topic,
            expert: self.expert_id.map(UserId::new),
            channel,
            language: Language::from_code(&self.language).sound("target", &id)?,
            policy: (PolicyId::new(self.policy_id), self.policy_version),
            calendar: (CalendarId::new(self.calendar_id), self.calendar_version),
            due_at: maybe(self.due_at)?,
            assigned_at: None,
            drafted_at: None,
            decided_at: None,
            replied_at: None,
            outcome: Outcome::Pending,
            steps: [None; 4],
            spent: Spent::default(),
            late: None,
            fate: None,
            returned: false,
            reopened: false,
            held: false,
            thanked: false,
            hit: None,
        })
    }
}

/// The instants between which local days lie, wherever: a day is nowhere longer than two.
fn around(from: Date, to: Date) -> [i64; 2] {
    let start = |day: Date| day.to_zoned(TimeZone::UTC).map_or(0, |day| millis(day.timestamp()));
    [start(from.saturating_sub(1.day())), start(to.saturating_add(2.days()))]
}

fn place(fact: &Fact) -> LedgerCursor {
    LedgerCursor { day: day_number(fact.day), asked_at: millis(fact.asked_at), promise: fact.promise.raw() }
}

/// A period as whole months, where it has any, and the days around them.
fn parts(from: Date, to: Date) -> Vec<(Unit, Date, Date)> {
    let first = if from.day() == 1 { from } else { from.last_of_month().saturating_add(1.day()) };
    let ends = to == to.last_of_month();
    let last = if ends { to } else { to.first_of_month().saturating_sub(1.day()) };
    if first > last {
        return vec![(Unit::Day, from, to)];
    }
    let mut parts = vec![(Unit::Month, first, last.first_of_month())];
    if from < first {
        parts.push((Unit::Day, from, first.saturating_sub(1.day())));
    }
    if last < to {
        parts.push((Unit::Day, last.saturating_add(1.day()), to));
    }
    parts
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

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_period_is_whole_months_and_days_around() {
        let all = |from: Date, to: Date| {
            let mut days = 0;
            for (unit, from, to) in parts(from, to) {
                let to = if unit == Unit::Month { to.last_of_month() } else { to };
                days += day_number(to) - day_number(from) + 1;
            }
            (days, parts(from, to).len())
        };
        assert_eq!(all(date(2026, 1, 1), date(2026, 12, 31)), (365, 1));
        assert_eq!(all(date(2026, 1, 2), date(2026, 12, 30)), (363, 3));
        assert_eq!(all(date(2026, 1, 2), date(2026, 2, 27)), (57, 1));
        assert_eq!(all(date(2026, 1, 31), date(2026, 3, 1)), (30, 3));
        assert_eq!(all(date(2026, 2, 1), date(2026, 2, 28)), (28, 1));
    }
}
