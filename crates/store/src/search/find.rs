//! Asking the index, and reading what is not in it yet.

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use sea_orm::{
    ConnectionTrait as _, DbBackend, EntityTrait as _, QueryFilter as _, QueryOrder as _, QuerySelect as _,
};
use souffleur_core::{
    id::{QuestionId, UserId},
    search::{Any, Lookup, fits},
};
use uuid::Uuid;

use super::{
    CURSOR,
    facet::{Facet, Wanted},
    sql::Sql,
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
        let conn = self.conn();
        let backend = conn.get_database_backend();
        let statement = match backend {
            DbBackend::Sqlite => sqlite(query),
            _ => postgres(query),
        };
        let mut found = Vec::new();
        let fresh: HashSet<QuestionId> = unindexed.into_iter().collect();
        for row in conn.query_all_raw(statement.statement(backend)).await? {
            let id = QuestionId::new(row.try_get("", "id")?);
            if !fresh.contains(&id) {
                found.push(candidate(&row, row.try_get("", "line")?)?);
            }
        }
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
        let sql = if backend == DbBackend::Sqlite { sqlite(query) } else { postgres(query) };
        self.explain(sql.statement(backend)).await
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
        ids.sort_unstable();
        ids.dedup();
        Ok(ids.into_iter().map(QuestionId::new).collect())
    }

    async fn lines_of(&self, ids: &[QuestionId]) -> Result<HashMap<i64, String>, Error> {
        let sources = self.sources(ids).await?;
        Ok(sources.into_iter().map(|source| (source.number, source.document.line)).collect())
    }
}

fn candidate(row: &sea_orm::QueryResult, line: String) -> Result<Candidate, Error> {
    Ok(Candidate {
        id: QuestionId::new(row.try_get("", "id")?),
        number: row.try_get("", "number")?,
        asked_at: instant(row.try_get("", "asked_at")?)?,
        next_due_at: row.try_get("", "next_due_at")?,
        line,
    })
}

const COLUMNS: &str = "SELECT q.id AS id, q.number AS number, q.asked_at AS asked_at, \
    q.next_due_at AS next_due_at, t.line AS line FROM ";

/// The index hands out its numbers in order, the greatest first, and a CROSS JOIN is taken in the order it is written
/// in: what is not among the newest is never looked at.
fn sqlite(query: &SearchQuery) -> Sql {
    let mut sql = Sql::new(COLUMNS);
    sql.say("search_index i CROSS JOIN question q ON q.number = i.rowid CROSS JOIN search_text t ON t.number = i.rowid ");
    sql.say("WHERE i.search_index MATCH ").value(fts5(&asked(query)));
    for late in query.facets.iter().filter(|facet| !facet.negated && matches!(facet.wanted, Wanted::Late(_)))
    {
        // Little is late at a time. The plus keeps the index of words in front: each of its numbers is looked for
        // among the late ones, and only those that are there are read.
        sql.say(" AND +i.rowid IN (SELECT q.number FROM question q WHERE ");
        late.wanted.condition(&mut sql);
        sql.say(")");
    }
    conditions(query, &mut sql);
    sql.say(&format!(" ORDER BY i.rowid DESC LIMIT {}", query.newest));
    sql
}

fn postgres(query: &SearchQuery) -> Sql {
    let mut sql = Sql::new(COLUMNS);
    sql.say(
        "search_index i JOIN question q ON q.number = i.number JOIN search_text t ON t.number = i.number ",
    );
    sql.say("WHERE i.stems @@ CAST(").value(tsquery(&asked(query))).say(" AS tsquery)");
    conditions(query, &mut sql);
    sql.say(&format!(" ORDER BY i.number DESC LIMIT {}", query.newest));
    sql
}

fn conditions(query: &SearchQuery, sql: &mut Sql) {
    if let Scope::Own(expert) = query.scope {
        own(expert).condition(sql);
    }
    for facet in &query.facets {
        facet.condition(sql);
    }
}

fn own(expert: UserId) -> Facet {
    Facet::of(Wanted::SeenBy(expert))
}

/// The words, and the keys of the filters.
fn asked(query: &SearchQuery) -> Lookup {
    let mut lookup = query.lookup.clone();
    let own = if let Scope::Own(expert) = query.scope { Some(own(expert)) } else { None };
    for facet in query.facets.iter().chain(&own).filter(|facet| !facet.negated) {
        lookup.all.extend(facet.wanted.keys());
    }
    lookup.or_everything()
}

/// A lookup as FTS5 reads it: every token quoted, so that none is an operator.
fn fts5(lookup: &Lookup) -> String {
    let quoted = |run: &Vec<String>| format!("\"{}\"", run.join(" "));
    let any = |any: &Any| format!("({})", any.0.iter().map(quoted).collect::<Vec<_>>().join(" OR "));
    let all: Vec<String> = lookup.all.iter().map(any).collect();
    lookup
        .none
        .iter()
        .fold(format!("({})", all.join(" AND ")), |asked, none| format!("({asked} NOT {})", any(none)))
}

/// A lookup as PostgreSQL reads it.
fn tsquery(lookup: &Lookup) -> String {
    let quoted = |token: &String| format!("'{}'", token.replace('\'', "''"));
    let run = |run: &Vec<String>| format!("({})", run.iter().map(quoted).collect::<Vec<_>>().join(" <-> "));
    let any = |any: &Any| format!("({})", any.0.iter().map(run).collect::<Vec<_>>().join(" | "));
    let all = lookup.all.iter().map(any);
    let none = lookup.none.iter().map(|none| format!("!{}", any(none)));
    all.chain(none).collect::<Vec<_>>().join(" & ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_databases_are_asked_the_same() {
        let lookup = Lookup {
            all: vec![
                Any(vec![vec!["cart".into(), "gris".into()], vec!["card".into()]]),
                Any::token("_s_new"),
            ],
            none: vec![Any::token("retour")],
        };
        assert_eq!(fts5(&lookup), r#"((("cart gris" OR "card") AND ("_s_new")) NOT ("retour"))"#);
        assert_eq!(tsquery(&lookup), "(('cart' <-> 'gris') | ('card')) & (('_s_new')) & !(('retour'))");
    }
}
