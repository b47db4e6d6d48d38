//! A search as PostgreSQL is asked it.
//!
//! Its inverted index knows rows, not numbers, and can't begin with the newest: every row that matches is visited before the
//! newest are known. A planner that is asked for the newest few therefore rather walks back through all questions, which
//! takes longest where nothing is found. So each row has the spans of numbers that it lies in as tokens beside its own, and
//! a search asks within the newest span first, then within one eight times as long, until it has enough: what a statement
//! visits stays a small multiple of what is wanted, however long the past.

use std::collections::BTreeMap;

use souffleur_search::{Alternatives, Lookup, PREFIX_MARK};

use super::{
    facet::Wanted,
    find::{COLUMNS, SearchQuery, conditions},
    sql::Sql,
};
use crate::read::Scope;

/// Spans of numbers, by how many of the last bits of a number they leave out. The migration that gave them to older rows
/// says the same.
const SPANS: [u32; 3] = [13, 16, 19];
/// Places of tokens that PostgreSQL tells apart.
const LAST_PLACE: usize = 16_383;
/// Places that it keeps of one token.
const MOST_PLACES: usize = 255;

/// How far back a statement looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// No further than the span before the one that this number lies in, in spans without so many bits.
    Newest { number: i64, bits: u32 },
    /// To the first question.
    Everything,
}

impl Reach {
    /// One after the other until enough is found, each beyond those before it. `newest` is the last number there is.
    pub(super) fn steps(query: &SearchQuery, newest: i64) -> impl Iterator<Item = Self> + use<> {
        // These are few wherever they lie.
        let is_few = |wanted: &Wanted| matches!(wanted, Wanted::Number(_) | Wanted::Late(_));
        let few = query.facets.iter().any(|facet| !facet.negated && is_few(&facet.wanted));
        let shorter = SPANS.into_iter().filter(move |bits| !few && newest >> bits > 1);
        shorter.map(move |bits| Self::Newest { number: newest, bits }).chain([Self::Everything])
    }

    /// What a row within it has one of. The newest span may just have begun, so the one before it counts as well.
    fn tokens(self) -> Option<Alternatives> {
        let Self::Newest { number, bits } = self else { return None };
        let span = number >> bits;
        Some(Alternatives([span, span - 1].map(|span| vec![token(bits, span)]).to_vec()))
    }
}

fn token(bits: u32, span: i64) -> String {
    format!("_n{bits}_{span}")
}

/// The newest that match `lookup` and the conditions of `query`, no further back than a reach.
pub(super) fn statement(query: &SearchQuery, lookup: &Lookup, reach: Reach) -> Sql {
    let mut lookup = lookup.clone();
    lookup.all.extend(reach.tokens());
    let late = query.facets.iter().find(|facet| !facet.negated && matches!(facet.wanted, Wanted::Late(_)));
    let mut sql = Sql::new("WITH ");
    if let Some(late) = late {
        sql.say("late AS MATERIALIZED (SELECT q.number AS number FROM question q WHERE ");
        late.wanted.condition(&mut sql);
        sql.say("), ");
    }
    // Materialized here, and one at a time below: no plan is to hope for enough on the way back.
    sql.say("hit AS MATERIALIZED (SELECT i.number AS number FROM search_index i ");
    if late.is_some() {
        sql.say("JOIN late ON late.number = i.number ");
    }
    sql.say("WHERE i.stems @@ CAST(").value(tsquery(&lookup)).say(" AS tsquery)) ");
    sql.say(COLUMNS).say("(SELECT q.* FROM (SELECT hit.number FROM hit ORDER BY hit.number DESC");
    let newest = format!(" LIMIT {}", query.newest);
    if query.facets.is_empty() && query.scope == Scope::All {
        sql.say(&newest);
    }
    sql.say(") hit CROSS JOIN LATERAL (SELECT q.id, q.number, q.asked_at, q.next_due_at FROM question q ");
    sql.say("WHERE q.number = hit.number");
    conditions(query, &mut sql);
    sql.say(" LIMIT 1) q ORDER BY q.number DESC").say(&newest).say(") q ");
    sql.say("JOIN search_text t ON t.number = q.number");
    sql
}

/// A lookup as PostgreSQL reads it.
pub(super) fn tsquery(lookup: &Lookup) -> String {
    let token = |token: &String| match token.strip_suffix(PREFIX_MARK) {
        Some(begin) => format!("'{}':*", begin.replace('\'', "''")),
        None => format!("'{}'", token.replace('\'', "''")),
    };
    let run = |run: &Vec<String>| format!("({})", run.iter().map(token).collect::<Vec<_>>().join(" <-> "));
    let any = |any: &Alternatives| format!("({})", any.0.iter().map(run).collect::<Vec<_>>().join(" | "));
    let all = lookup.all.iter().map(any);
    let none = lookup.none.iter().map(|none| format!("!{}", any(none)));
    all.chain(none).collect::<Vec<_>>().join(" & ")
}

/// A line as PostgreSQL keeps it: every token with its places, and the spans that its number lies in, without.
pub(super) fn tsvector(number: i64, line: &str) -> String {
    let mut places: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, token) in line.split(' ').enumerate() {
        let places = places.entry(token).or_default();
        if places.len() < MOST_PLACES {
            places.push((at + 1).min(LAST_PLACE));
        }
    }
    let said = places.into_iter().map(|(token, places)| {
        let places: Vec<String> = places.iter().map(ToString::to_string).collect();
        format!("'{}':{}", token.replace('\\', "\\\\").replace('\'', "''"), places.join(","))
    });
    let spans = SPANS.map(|bits| format!("'{}'", token(bits, number >> bits)));
    said.chain(spans).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::Facet;

    #[test]
    fn a_search_goes_back_by_longer_and_longer_spans() {
        let reaches = |newest: i64, facets: Vec<Facet>| {
            let query = SearchQuery { scope: Scope::All, lookup: Lookup::default(), facets, newest: 300 };
            Reach::steps(&query, newest).collect::<Vec<_>>()
        };
        let newest = |number, bits| Reach::Newest { number, bits };
        assert_eq!(reaches(16_000, vec![]), [Reach::Everything]);
        assert_eq!(reaches(20_000, vec![]), [newest(20_000, 13), Reach::Everything]);
        let million = 1_100_000;
        assert_eq!(
            reaches(million, vec![]),
            [newest(million, 13), newest(million, 16), newest(million, 19), Reach::Everything]
        );
        assert_eq!(reaches(million, vec![Facet::of(Wanted::Number(4711))]), [Reach::Everything]);
    }

    #[test]
    fn a_row_lies_in_the_reach_of_every_newer_one_of_its_span() {
        let within = |row: i64, reach: Reach| {
            let vector = tsvector(row, "_t");
            reach.tokens().unwrap().tokens().any(|token| vector.contains(&format!("'{token}'")))
        };
        let reach = Reach::Newest { number: 24_576, bits: 13 };
        assert!(within(24_576, reach) && within(16_384, reach));
        assert!(!within(16_383, reach));
    }
}
