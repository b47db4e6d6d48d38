//! A search as SQLite is asked it.

use souffleur_search::{Alternatives, Lookup, PREFIX_MARK};

use super::{
    facet::Wanted,
    find::{COLUMNS, SearchQuery, conditions},
    sql::Sql,
};

/// The newest that match `lookup` and the conditions of `query`. The index hands out its numbers in order, the greatest first,
/// and a CROSS JOIN is taken in the order it is written in: what is not among the newest is never looked at.
pub(super) fn statement(query: &SearchQuery, lookup: &Lookup) -> Sql {
    let mut sql = Sql::new(COLUMNS);
    sql.say("search_index i CROSS JOIN question q ON q.number = i.rowid CROSS JOIN search_text t ON t.number = i.rowid ");
    sql.say("WHERE i.search_index MATCH ").value(fts5(lookup));
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

/// A lookup as FTS5 reads it: every token quoted, so that none is an operator.
pub(super) fn fts5(lookup: &Lookup) -> String {
    let quoted = |run: &Vec<String>| {
        let run = run.join(" ");
        match run.strip_suffix(PREFIX_MARK) {
            Some(run) => format!("\"{run}\" *"),
            None => format!("\"{run}\""),
        }
    };
    let any = |any: &Alternatives| format!("({})", any.0.iter().map(quoted).collect::<Vec<_>>().join(" OR "));
    let all: Vec<String> = lookup.all.iter().map(any).collect();
    lookup
        .none
        .iter()
        .fold(format!("({})", all.join(" AND ")), |asked, none| format!("({asked} NOT {})", any(none)))
}
