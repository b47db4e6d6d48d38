//! Asking the index, and reading what is not in it yet.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait as _, DbBackend, EntityTrait as _, QueryFilter as _, QueryOrder as _, QueryResult,
    QuerySelect as _, Statement,
};
use souffleur_core::id::{QuestionId, UserId};
use souffleur_search::{Lookup, fits};
use uuid::Uuid;

use super::{
    CURSOR,
    facet::{Facet, Past, Wanted},
    postgres::{self, Reach},
    sql::Sql,
    sqlite,
};
use crate::{
    entity::{question, search_due},
    error::Error,
    instant::instant,
    read::{InboxRow, Scope},
    reader::Reader,
};

/// Questions not indexed yet that are read by whoever searches; beyond that, they wait for the index.
const MOST_UNINDEXED: u64 = 200;

/// What is looked for.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchQuery {
    /// What the reader may see at all.
    pub scope: Scope,
    /// The words.
    pub lookup: Lookup,
    /// The filters.
    pub facets: Vec<Facet>,
    /// How many of the newest that match are had.
    pub newest: u32,
}

/// A question that matches.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// Which one.
    pub id: QuestionId,
    /// Its number.
    pub number: i64,
    /// When it was asked.
    pub asked_at: Timestamp,
    /// When the next thing owed on it is due, in milliseconds; the greatest number where nothing is.
    pub next_due_at: i64,
    /// What the index knows of it.
    pub line: String,
}

impl Reader {
    /// The newest questions that match, newest first.
    pub async fn search(&self, query: &SearchQuery) -> Result<Vec<Candidate>, Error> {
        let unindexed = self.unindexed().await?;
        let mut lines: HashMap<i64, String> = self.lines_of(&unindexed).await?;
        lines.retain(|_, line| fits(line, &query.lookup));
        let fresh: HashSet<QuestionId> = unindexed.into_iter().collect();
        let mut found = self.indexed(query).await?;
        found.retain(|one| !fresh.contains(&one.id));
        let conn = self.conn();
        let backend = conn.get_database_backend();
        if !lines.is_empty() {
            let mut sql = Sql::new(
                "SELECT q.id AS id, q.number AS number, q.asked_at AS asked_at, q.next_due_at AS next_due_at \
                 FROM question q WHERE q.number IN ",
            );
            sql.list(lines.keys().copied());
            conditions(query, &mut sql);
            for row in conn.query_all_raw(sql.statement(backend)).await? {
                let number: i64 = row.try_get("", "number")?;
                found.push(candidate(&row, lines.remove(&number).unwrap_or_default())?);
            }
        }
        found.sort_by_key(|one| std::cmp::Reverse(one.number));
        found.truncate(usize::try_from(query.newest).unwrap_or(usize::MAX));
        Ok(found)
    }

    /// Rows of these questions, in this order.
    pub async fn rows_in_order(&self, ids: &[QuestionId]) -> Result<Vec<InboxRow>, Error> {
        let rows = self.inbox_rows(ids.iter().map(|id| id.raw()).collect()).await?;
        let mut rows: HashMap<QuestionId, InboxRow> = rows.into_iter().map(|row| (row.id, row)).collect();
        Ok(ids.iter().filter_map(|id| rows.remove(id)).collect())
    }

    /// How the database would go about a search, line by line.
    pub async fn explain_search(&self, query: &SearchQuery) -> Result<Vec<String>, Error> {
        let backend = self.conn().get_database_backend();
        let mut plan = Vec::new();
        for sql in self.statements(query).await? {
            plan.extend(self.explain(sql.statement(backend)).await?);
        }
        Ok(plan)
    }

    /// What the index finds.
    async fn indexed(&self, query: &SearchQuery) -> Result<Vec<Candidate>, Error> {
        let conn = self.conn();
        let backend = conn.get_database_backend();
        let mut found = Vec::new();
        for sql in self.statements(query).await? {
            let rows = conn.query_all_raw(sql.statement(backend)).await?;
            found = rows
                .iter()
                .map(|row| candidate(row, row.try_get("", "line")?))
                .collect::<Result<Vec<_>, _>>()?;
            if found.len() >= query.newest as usize {
                break;
            }
        }
        Ok(found)
    }

    /// When the first and the last question were asked, where a search asks for a time.
    async fn past(&self, query: &SearchQuery) -> Result<Past, Error> {
        if !query.facets.iter().any(Facet::is_of_time) {
            return Ok(NO_PAST);
        }
        let conn = self.conn();
        let sql = "SELECT (SELECT MIN(asked_at) FROM question) AS first, (SELECT MAX(asked_at) FROM question) AS last";
        let statement = Statement::from_string(conn.get_database_backend(), sql);
        let row = conn.query_one_raw(statement).await?.ok_or(Error::Missing("past"))?;
        let at = |column| row.try_get::<Option<i64>>("", column)?.map(instant).transpose();
        Ok(at("first")?.zip(at("last")?).map_or(NO_PAST, |(first, last)| Past { first, last }))
    }

    /// What the database is asked, each beyond the one before, until it has found enough.
    async fn statements(&self, query: &SearchQuery) -> Result<Vec<Sql>, Error> {
        let past = self.past(query).await?;
        let lookup = asked(query, past);
        if self.conn().get_database_backend() == DbBackend::Sqlite {
            return Ok(vec![sqlite::statement(query, &lookup)]);
        }
        let newest = self.search_counter(CURSOR).await?;
        Ok(Reach::steps(query, newest).map(|reach| postgres::statement(query, &lookup, reach)).collect())
    }

    /// The questions that the index does not know as they are: the newest, and those that have changed.
    async fn unindexed(&self) -> Result<Vec<QuestionId>, Error> {
        let cursor = self.search_counter(CURSOR).await?;
        let mut ids: Vec<Uuid> = question::Entity::find()
            .select_only()
            .column(question::Column::Id)
            .filter(question::COLUMN.number.gt(cursor))
            .order_by_desc(question::COLUMN.number)
            .limit(MOST_UNINDEXED)
            .into_tuple()
            .all(&self.conn())
            .await?;
        let changed: Vec<Uuid> = search_due::Entity::find()
            .select_only()
            .column(search_due::Column::QuestionId)
            .limit(MOST_UNINDEXED)
            .into_tuple()
            .all(&self.conn())
            .await?;
        ids.extend(changed);
        ids.extend(self.late(MOST_UNINDEXED).await?.into_iter().map(|(id, _)| id));
        ids.sort_unstable();
        ids.dedup();
        Ok(ids.into_iter().map(QuestionId::new).collect())
    }

    async fn lines_of(&self, ids: &[QuestionId]) -> Result<HashMap<i64, String>, Error> {
        let sources = self.sources(ids).await?;
        Ok(sources.into_iter().map(|source| (source.number, source.document.line)).collect())
    }
}

fn candidate(row: &QueryResult, line: String) -> Result<Candidate, Error> {
    Ok(Candidate {
        id: QuestionId::new(row.try_get("", "id")?),
        number: row.try_get("", "number")?,
        asked_at: instant(row.try_get("", "asked_at")?)?,
        next_due_at: row.try_get("", "next_due_at")?,
        line,
    })
}

/// What is had of a question `q` and its text `t`.
pub(super) const COLUMNS: &str = "SELECT q.id AS id, q.number AS number, q.asked_at AS asked_at, \
    q.next_due_at AS next_due_at, t.line AS line FROM ";

pub(super) fn conditions(query: &SearchQuery, sql: &mut Sql) {
    if let Scope::Own(expert) = query.scope {
        own(expert).condition(sql);
    }
    for facet in &query.facets {
        facet.condition(sql);
    }
}

/// What it takes of the past to name the keys of a search.
const NO_PAST: Past = Past { first: Timestamp::UNIX_EPOCH, last: Timestamp::UNIX_EPOCH };

fn own(expert: UserId) -> Facet {
    Facet::of(Wanted::SeenBy(expert))
}

/// The words, and the keys of the filters.
fn asked(query: &SearchQuery, past: Past) -> Lookup {
    let mut lookup = query.lookup.clone();
    let own = if let Scope::Own(expert) = query.scope { Some(own(expert)) } else { None };
    for facet in query.facets.iter().chain(&own) {
        lookup.all.extend(facet.keys(past));
    }
    lookup.or_everything()
}

#[cfg(test)]
mod tests {
    use souffleur_search::Alternatives;

    use super::*;

    #[test]
    fn both_databases_are_asked_the_same() {
        let lookup = Lookup {
            all: vec![
                Alternatives(vec![vec!["cart".into(), "gris".into()], vec!["card".into()]]),
                Alternatives::token("_s_new"),
            ],
            none: vec![Alternatives::token("retour")],
        };
        assert_eq!(sqlite::fts5(&lookup), r#"((("cart gris" OR "card") AND ("_s_new")) NOT ("retour"))"#);
        let asked = "(('cart' <-> 'gris') | ('card')) & (('_s_new')) & !(('retour'))";
        assert_eq!(postgres::tsquery(&lookup), asked);
    }
}
