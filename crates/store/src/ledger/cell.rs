//! The sums of the ledger's lines: by day and by month, all together and on each cut.

use std::collections::{BTreeMap, HashMap};

use jiff::civil::Date;
use sea_orm::{ConnectionTrait as _, QueryResult, Statement, Value};
use souffleur_core::metric::{Dimension, Fact, Tally, TallySum};

use super::row::day_number;
use crate::{
    error::{Error, Sound as _},
    reader::Reader,
    tx::Tx,
};

const WHAT: &str = "sum of the ledger";
/// Cells that are read or written in one statement, and what names each.
const TOGETHER: usize = 400;
const NAMED_BY: usize = 5;
/// The cut that does not cut.
pub(super) const ALL: &str = "all";
/// The cuts that are kept; those of days follow from the days.
pub(super) const KEPT: [Dimension; 10] = [
    Dimension::Hour,
    Dimension::Topic,
    Dimension::Expert,
    Dimension::Channel,
    Dimension::Language,
    Dimension::Policy,
    Dimension::FirstTopic,
    Dimension::FirstExpert,
    Dimension::Confusion,
    Dimension::Confidence,
];

/// Which sum.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct CellKey {
    pub(super) is_first: bool,
    pub(super) cut: &'static str,
    pub(super) span: Unit,
    /// The number of its first day.
    pub(super) start: i32,
    pub(super) key: String,
}

/// How long a sum lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Unit {
    Day,
    Month,
}

impl Unit {
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Month => "month",
        }
    }

    pub(super) fn start(self, day: Date) -> i32 {
        match self {
            Self::Day => day_number(day),
            Self::Month => day_number(day.first_of_month()),
        }
    }
}

/// Every sum that a line is in.
pub(super) fn keys(fact: &Fact) -> impl Iterator<Item = CellKey> {
    let rows = KEPT.map(|cut| (cut.as_str(), cut.key(fact)));
    let rows = rows.into_iter().chain([(ALL, String::new())]);
    rows.flat_map(move |(cut, key)| {
        [Unit::Day, Unit::Month].map(|span| CellKey {
            is_first: fact.first,
            cut,
            span,
            start: span.start(fact.day),
            key: key.clone(),
        })
    })
}

/// Sums to be read: of a cut by day or month, from one start to another, of one row or of all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Cells<'a> {
    pub(super) is_first: bool,
    pub(super) cut: &'a str,
    pub(super) unit: Unit,
    pub(super) starts: (i32, i32),
    pub(super) only: Option<&'a str>,
}

/// What is to be counted and what is no longer, by cell.
#[derive(Default)]
pub(super) struct Changes<'a> {
    by_cell: BTreeMap<CellKey, (Vec<&'a Fact>, Vec<&'a Fact>)>,
}

impl<'a> Changes<'a> {
    pub(super) fn add(&mut self, fact: &'a Fact) {
        keys(fact).for_each(|key| self.by_cell.entry(key).or_default().0.push(fact));
    }

    pub(super) fn remove(&mut self, fact: &'a Fact) {
        keys(fact).for_each(|key| self.by_cell.entry(key).or_default().1.push(fact));
    }
}

impl Tx {
    /// Counts what changed.
    pub(super) async fn change_cells(&mut self, changes: &Changes<'_>) -> Result<(), Error> {
        let cells: Vec<_> = changes.by_cell.iter().collect();
        for some in cells.chunks(TOGETHER) {
            let keys: Vec<&CellKey> = some.iter().map(|(key, _)| *key).collect();
            let mut kept = self.cells(&keys).await?;
            let mut written = Vec::with_capacity(some.len());
            let mut empty = Vec::new();
            for (key, (more, less)) in some {
                let mut tally = kept.remove(*key).unwrap_or_default();
                for fact in more {
                    tally.add(fact);
                }
                for fact in less {
                    tally.remove(fact);
                }
                if tally.is_empty() { empty.push(*key) } else { written.push((*key, tally)) }
            }
            self.write_cells(&written).await?;
            self.forget_cells(&empty).await?;
        }
        Ok(())
    }

    async fn write_cells(&mut self, cells: &[(&CellKey, Tally)]) -> Result<(), Error> {
        if cells.is_empty() {
            return Ok(());
        }
        let conn = self.conn();
        let rows = places(cells.len(), NAMED_BY + 1);
        let sql = format!(
            "INSERT INTO ledger_cell (is_first, cut, span, start, key, data) VALUES {rows} \
             ON CONFLICT (is_first, cut, span, start, key) DO UPDATE SET data = excluded.data"
        );
        let values = cells
            .iter()
            .flat_map(|(key, tally)| named(key).into_iter().chain([Value::from(tally.to_bytes())]));
        conn.execute_raw(Statement::from_sql_and_values(conn.get_database_backend(), sql, values)).await?;
        Ok(())
    }

    async fn forget_cells(&mut self, keys: &[&CellKey]) -> Result<(), Error> {
        let conn = self.conn();
        for key in keys {
            let sql = "DELETE FROM ledger_cell \
                 WHERE is_first = $1 AND cut = $2 AND span = $3 AND start = $4 AND key = $5";
            let delete = Statement::from_sql_and_values(conn.get_database_backend(), sql, named(key));
            conn.execute_raw(delete).await?;
        }
        Ok(())
    }
}

impl Reader {
    async fn cells(&self, keys: &[&CellKey]) -> Result<HashMap<CellKey, Tally>, Error> {
        let conn = self.conn();
        // SQLite takes a CROSS JOIN in the order it is written in: what is wanted first, then each by its name.
        let sql = format!(
            "WITH wanted (is_first, cut, span, start, key) AS (VALUES {}) \
             SELECT wanted.is_first, wanted.cut, wanted.span, wanted.start, wanted.key, cell.data \
             FROM wanted CROSS JOIN ledger_cell AS cell WHERE cell.is_first = wanted.is_first \
             AND cell.cut = wanted.cut AND cell.span = wanted.span AND cell.start = wanted.start \
             AND cell.key = wanted.key",
            places(keys.len(), NAMED_BY)
        );
        let values = keys.iter().flat_map(|key| named(key));
        let rows = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
        let rows = conn.query_all_raw(rows).await?;
        let by_name: HashMap<(bool, &str, &str, i32, &str), &CellKey> = keys
            .iter()
            .map(|key| ((key.is_first, key.cut, key.span.as_str(), key.start, key.key.as_str()), *key))
            .collect();
        let mut cells = HashMap::new();
        for row in &rows {
            let (cut, span, key): (String, String, String) =
                (row.try_get("", "cut")?, row.try_get("", "span")?, row.try_get("", "key")?);
            let name = (row.try_get("", "is_first")?, &*cut, &*span, row.try_get("", "start")?, &*key);
            let key = by_name.get(&name).sound(WHAT, &key)?;
            cells.insert((*key).clone(), tally(row)?);
        }
        Ok(cells)
    }

    /// Adds up the sums of a cut, in rows that `row` names by a sum's start and key.
    pub(super) async fn add_cells<K: Ord>(
        &self,
        cells: &Cells<'_>,
        sums: &mut BTreeMap<K, TallySum>,
        row: impl Fn(i32, String) -> K,
    ) -> Result<(), Error> {
        let conn = self.conn();
        let (unit, (from, to)) = (cells.unit.as_str(), cells.starts);
        let mut values: Vec<Value> =
            vec![cells.is_first.into(), cells.cut.into(), unit.into(), from.into(), to.into()];
        let and_key = if cells.only.is_some() { "AND key = $6" } else { "" };
        values.extend(cells.only.map(Value::from));
        let sql = format!(
            "SELECT start, key, data FROM ledger_cell WHERE is_first = $1 AND cut = $2 AND span = $3 \
             AND start >= $4 AND start <= $5 {and_key} ORDER BY start, key"
        );
        let found = Statement::from_sql_and_values(conn.get_database_backend(), sql, values);
        for cell in conn.query_all_raw(found).await? {
            let data: Vec<u8> = cell.try_get_by_index(2)?;
            let sum = sums.entry(row(cell.try_get_by_index(0)?, cell.try_get_by_index(1)?)).or_default();
            sum.add(&data).sound(WHAT, &"as it is kept")?;
        }
        Ok(())
    }
}

pub(super) fn tally(row: &QueryResult) -> Result<Tally, Error> {
    let data: Vec<u8> = row.try_get("", "data")?;
    Tally::from_bytes(&data).sound(WHAT, &"as it is kept")
}

fn named(key: &CellKey) -> [Value; NAMED_BY] {
    [key.is_first.into(), key.cut.into(), key.span.as_str().into(), key.start.into(), key.key.clone().into()]
}

/// So many rows of so many places for values.
fn places(rows: usize, columns: usize) -> String {
    let row = |row: usize| {
        let places: Vec<_> = (1..=columns).map(|column| format!("${}", row * columns + column)).collect();
        format!("({})", places.join(", "))
    };
    (0..rows).map(row).collect::<Vec<_>>().join(", ")
}
