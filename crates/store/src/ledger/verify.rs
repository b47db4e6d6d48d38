//! The ledger computed again: each line from its question's history, each sum from the lines.

use std::collections::{BTreeMap, HashMap, HashSet};

use jiff::{Timestamp, civil::Date, tz::TimeZone};
use sea_orm::{EntityTrait as _, PaginatorTrait as _, QueryFilter as _, QuerySelect as _};
use souffleur_core::{
    id::{QuestionId, TargetId},
    metric::{Dimension, Fact, Tally},
};
use uuid::Uuid;

use super::{
    cell::{ALL, CellKey, Cells, KEPT, Unit, keys},
    row::day_of,
};
use crate::{
    Finding, LedgerQuery, LineQuery, Store,
    entity::{ledger_cell, ledger_touched},
    error::Error,
    ledger::view::LedgerView,
    reader::Reader,
};

/// Lines that are added up together.
const TOGETHER: usize = 2000;

impl Reader {
    /// What is wrong with the lines of some questions, and how many there are. Those that are to be made anew are not
    /// looked at.
    pub(crate) async fn wrong_ledger_lines(
        &self,
        questions: &[QuestionId],
    ) -> Result<(u64, Vec<Finding>), Error> {
        let marked = ledger_touched::Entity::find()
            .select_only()
            .column(ledger_touched::Column::QuestionId)
            .filter(ledger_touched::COLUMN.question_id.is_in(questions.iter().map(|id| id.raw())))
            .into_tuple::<Uuid>();
        let marked: HashSet<Uuid> = marked.all(&self.conn()).await?.into_iter().collect();
        let kept = self.kept_facts(questions.iter().map(|id| id.raw())).await?;
        let count = kept.len() as u64;
        let mut kept: HashMap<TargetId, Fact> =
            kept.into_iter().map(|kept| (kept.fact.promise, kept.fact)).collect();
        let mut findings = Vec::new();
        for made in self.make_facts(questions, &TimeZone::UTC, Timestamp::MAX).await? {
            let (fact, line) = (&made.fact, kept.remove(&made.fact.promise));
            if marked.contains(&fact.question.raw()) {
                continue;
            }
            let wrong = match line {
                None if made.ended => "has no line in the ledger",
                Some(_) if !made.ended => "runs, and has a line in the ledger",
                Some(line) if line != *fact => "has another line in the ledger than its history says",
                _ => continue,
            };
            findings.push(Finding { number: fact.number, what: format!("promise {} {wrong}", fact.promise) });
        }
        let gone = kept.into_values().filter(|fact| !marked.contains(&fact.question.raw()));
        findings.extend(gone.map(|fact| Finding {
            number: fact.number,
            what: format!("promise {} is gone, and has a line in the ledger", fact.promise),
        }));
        Ok((count, findings))
    }
}

/// Sums as they should be, of a day and of its month.
#[derive(Default)]
struct Sums {
    cells: HashMap<CellKey, Tally>,
    checked: u64,
    wrong: Vec<String>,
}

impl Store {
    /// The sums that are not what their lines come to.
    pub(crate) async fn wrong_sums(&self) -> Result<Vec<String>, Error> {
        let reader = self.snapshot().await?;
        let view = LedgerView::of_kept_lines(reader);
        let all = LedgerQuery {
            from: Date::new(1970, 1, 1).unwrap_or(Date::MIN),
            to: Date::MAX,
            first: None,
            only: None,
        };
        let wanted = LineQuery { query: all, count: souffleur_core::metric::Count::Received };
        let (mut sums, mut after, mut day) = (Sums::default(), None, None);
        loop {
            let (lines, next) = view.lines(&wanted, after, TOGETHER).await?;
            for fact in &lines {
                if let Some(before) = day.replace(fact.day).filter(|before| *before != fact.day) {
                    sums.close(view.reader(), Unit::Day, before).await?;
                    if before.first_of_month() != fact.day.first_of_month() {
                        sums.close(view.reader(), Unit::Month, before).await?;
                    }
                }
                for key in keys(fact) {
                    sums.cells.entry(key).or_default().add(fact);
                }
            }
            after = next;
            if after.is_none() {
                break;
            }
        }
        if let Some(last) = day {
            sums.close(view.reader(), Unit::Day, last).await?;
            sums.close(view.reader(), Unit::Month, last).await?;
        }
        let kept = ledger_cell::Entity::find().count(&view.reader().conn()).await?;
        if kept != sums.checked {
            sums.wrong.push(format!("{kept} sums are kept, and {} come of the lines", sums.checked));
        }
        Ok(sums.wrong)
    }
}

impl Sums {
    /// Compares what is complete with what is kept, and forgets it.
    async fn close(&mut self, reader: &Reader, unit: Unit, day: Date) -> Result<(), Error> {
        let start = unit.start(day);
        for is_first in [true, false] {
            for cut in KEPT.map(Dimension::as_str).into_iter().chain([ALL]) {
                let mut kept = BTreeMap::new();
                let cells = Cells { is_first, cut, unit, starts: (start, start), only: None };
                reader.add_cells(&cells, &mut kept, |_, key| key).await?;
                for (key, kept) in kept {
                    let key = CellKey { is_first, cut, span: unit, start, key };
                    self.checked += 1;
                    if self.cells.remove(&key).is_none_or(|computed| computed != kept.total()) {
                        let (day, name) = (day_of(start), &key.key);
                        self.wrong.push(format!(
                            "the sum of {} {day}, {cut} {name} is not that of its lines",
                            unit.as_str()
                        ));
                    }
                }
            }
        }
        let missing = self.cells.keys().filter(|key| key.span == unit).cloned().collect::<Vec<_>>();
        for key in missing {
            self.cells.remove(&key);
            let day = day_of(key.start);
            self.wrong.push(format!(
                "the sum of {} {day}, {} {} is missing",
                unit.as_str(),
                key.cut,
                key.key
            ));
        }
        Ok(())
    }
}
