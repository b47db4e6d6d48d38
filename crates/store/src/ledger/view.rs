//! The ledger at one instant, for one report: all its numbers, and every list behind them, are of the same state of the
//! desk.

use std::collections::{BTreeMap, HashSet};

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use souffleur_core::{
    event::Event,
    id::QuestionId,
    metric::{Dimension, Fact, Tally, TallySum, TargetOutcome},
};
use uuid::Uuid;

use super::{
    cell::{ALL, Cells, Unit},
    row::{day_number, day_of},
};
use crate::{error::Error, reader::Reader, store::Store};

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
    pub only: Option<(Dimension, String)>,
}

/// The ledger as it is at one instant.
#[derive(Debug)]
pub struct LedgerView {
    pub(super) reader: Reader,
    version: Option<Event>,
    /// Questions whose lines, as they are kept, do not count.
    pub(super) stale: HashSet<Uuid>,
    /// Those lines, which are in the sums.
    pub(super) outdated: Vec<Fact>,
    /// What counts instead, and what runs.
    pub(super) live: Vec<Fact>,
}

impl LedgerQuery {
    pub(super) fn holds(&self, fact: &Fact) -> bool {
        (self.from..=self.to).contains(&fact.day)
            && self.first.is_none_or(|first| first == fact.first)
            && self.only.as_ref().is_none_or(|(cut, key)| cut.key(fact) == *key)
    }

    pub(super) fn kinds(&self) -> impl Iterator<Item = bool> {
        let wanted = self.first;
        [true, false].into_iter().filter(move |kind| wanted.is_none_or(|wanted| wanted == *kind))
    }

    /// The cut and the row whose sums are to be taken.
    pub(super) fn summed(&self) -> (&'static str, Option<&str>) {
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
            if marked || (!made.ended && made.fact.outcome != TargetOutcome::Pending) {
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
        let mut sums = BTreeMap::new();
        self.add_sums(query, cut, only, &mut sums, |_, _| ()).await?;
        let mut total = sums.remove(&()).unwrap_or_default().total();
        self.now(query, |fact, more| if more { total.add(fact) } else { total.remove(fact) });
        Ok(total)
    }

    /// Row by row. With `only` named, rows are of days or weeks, or its own one.
    pub async fn rows(&self, query: &LedgerQuery, cut: Dimension) -> Result<BTreeMap<String, Tally>, Error> {
        let mut sums = BTreeMap::new();
        if cut.is_of_days() {
            self.add_days(query, &mut sums, |day, _| cut.key_of_day(day_of(day))).await?;
        } else {
            let only = query.only.as_ref().filter(|(own, _)| *own == cut).map(|(_, key)| key.as_str());
            self.add_sums(query, cut.as_str(), only, &mut sums, |_, key| key).await?;
        }
        let mut rows: BTreeMap<String, Tally> =
            sums.into_iter().map(|(key, sum)| (key, sum.total())).collect();
        self.now(query, |fact, more| {
            let tally = rows.entry(cut.key(fact)).or_default();
            if more { tally.add(fact) } else { tally.remove(fact) }
        });
        rows.retain(|_, tally| !tally.is_empty());
        Ok(rows)
    }

    /// Adds up the period: its whole months, and the days before and after them.
    async fn add_sums<K: Ord>(
        &self,
        query: &LedgerQuery,
        cut: &str,
        only: Option<&str>,
        sums: &mut BTreeMap<K, TallySum>,
        row: impl Fn(i32, String) -> K,
    ) -> Result<(), Error> {
        for is_first in query.kinds() {
            for (unit, from, to) in parts(query.from, query.to) {
                let starts = (day_number(from), day_number(to));
                self.reader.add_cells(&Cells { is_first, cut, unit, starts, only }, sums, &row).await?;
            }
        }
        Ok(())
    }

    /// Adds up the period day by day.
    pub(super) async fn add_days<K: Ord>(
        &self,
        query: &LedgerQuery,
        sums: &mut BTreeMap<K, TallySum>,
        row: impl Fn(i32, String) -> K,
    ) -> Result<(), Error> {
        let (cut, only) = query.summed();
        let starts = (day_number(query.from), day_number(query.to));
        for is_first in query.kinds() {
            let cells = Cells { is_first, cut, unit: Unit::Day, starts, only };
            self.reader.add_cells(&cells, sums, &row).await?;
        }
        Ok(())
    }

    /// What counts though it is not in the sums, and what is in them and does not.
    fn now(&self, query: &LedgerQuery, mut change: impl FnMut(&Fact, bool)) {
        self.live.iter().filter(|fact| query.holds(fact)).for_each(|fact| change(fact, true));
        self.outdated.iter().filter(|fact| query.holds(fact)).for_each(|fact| change(fact, false));
    }
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
