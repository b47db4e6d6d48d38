//! Which open questions ask the same: found by their rarest words in the index, compared by all of them. Loaded after the
//! page that shows it, so that nothing waits for it.

use std::collections::{BTreeSet, HashMap};

use souffleur_app::{App, access::allow, error::Error, view::InboxRow};
use souffleur_core::{Actor, id::QuestionId, permission::Action, question::Status};
use souffleur_search::{
    Alternatives, Lookup,
    duplicate::{self, QuestionStems},
};
use souffleur_store::{
    read::Scope,
    search::{Candidate, Facet, SearchQuery, Wanted},
};

/// Of the open questions, so many of the newest are compared with each other.
const COMPARED: u32 = 300;
/// Of the words of a question, so many of the rarest are looked for.
const WORDS: usize = 8;
/// Of the groups, so many of the largest are shown.
const SHOWN: usize = 3;

/// Questions that ask the same; the one that would lead comes first.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// The questions.
    pub rows: Vec<InboxRow>,
}

/// The open questions that ask what one of them asks, the oldest first. What is answered with another is there already.
pub async fn alike(app: &App, actor: Actor, id: QuestionId) -> Result<Vec<InboxRow>, Error> {
    let reader = app.store().read();
    let question = allow(&reader, actor, Action::Relate, reader.question(id).await?).await?;
    if !question.status.is_open() || question.lead.is_some() {
        return Ok(Vec::new());
    }
    let own = SearchQuery {
        scope: Scope::All,
        lookup: Lookup { all: vec![], none: vec![] },
        facets: vec![Facet::of(Wanted::Number(question.number)), open()],
        newest: 1,
    };
    let Some(own) = reader.search(&own).await?.pop() else { return Ok(Vec::new()) };
    let own = QuestionStems::read(&own.line);
    let rarity = reader.rarity(&own.stems().collect::<Vec<_>>()).await?;
    let known = |stem: &str| rarity.questions.get(stem).copied().unwrap_or_default();
    let mut rarest: Vec<&str> = own.stems().collect();
    rarest.sort_by_key(|stem| known(stem));
    rarest.truncate(WORDS);
    if rarest.is_empty() {
        return Ok(Vec::new());
    }
    let any = Alternatives(rarest.into_iter().map(|stem| vec![stem.to_owned()]).collect());
    let query = SearchQuery {
        scope: Scope::All,
        lookup: Lookup { all: vec![any], none: vec![] },
        facets: vec![open()],
        newest: COMPARED,
    };
    let found = reader.search(&query).await?;
    let others: Vec<(QuestionId, QuestionStems)> =
        read(found).into_iter().filter(|(other, _)| *other != id).collect();
    let stems: BTreeSet<&str> =
        others.iter().flat_map(|(_, asked)| asked.stems()).chain(own.stems()).collect();
    let rarity = reader.rarity(&stems.into_iter().collect::<Vec<_>>()).await?;
    let same =
        others.iter().filter(|(_, asked)| own.is_duplicate_of(asked, &rarity)).map(|(other, _)| *other);
    let mut rows = reader.rows_in_order(&same.collect::<Vec<_>>()).await?;
    rows.retain(|row| row.lead.is_none());
    Ok(rows)
}

/// The largest groups of open questions that ask the same.
pub async fn groups(app: &App, actor: Actor) -> Result<Vec<Group>, Error> {
    actor.may(Action::Relate)?;
    let reader = app.store().read();
    let query = SearchQuery {
        scope: Scope::All,
        lookup: Lookup { all: vec![], none: vec![] },
        facets: vec![open()],
        newest: COMPARED,
    };
    let asked = read(reader.search(&query).await?);
    if asked.len() < 2 {
        return Ok(Vec::new());
    }
    let stems: BTreeSet<&str> = asked.iter().flat_map(|(_, asked)| asked.stems()).collect();
    let rarity = reader.rarity(&stems.into_iter().collect::<Vec<_>>()).await?;
    let groups = duplicate::groups(&asked, &rarity);
    let ids: Vec<QuestionId> = groups.iter().flatten().copied().collect();
    let rows = reader.rows_in_order(&ids).await?;
    let rows: HashMap<QuestionId, InboxRow> = rows.into_iter().map(|row| (row.id, row)).collect();
    let mut shown = Vec::new();
    for group in groups {
        let alone = group.iter().filter_map(|id| rows.get(id)).filter(|row| row.lead.is_none());
        let mut rows: Vec<InboxRow> = alone.cloned().collect();
        rows.sort_by_key(|row| (row.followers == 0, row.number));
        if rows.len() > 1 {
            shown.push(Group { rows });
        }
    }
    shown.truncate(SHOWN);
    Ok(shown)
}

fn open() -> Facet {
    Facet::of(Wanted::Status(Status::ALL.into_iter().filter(|status| status.is_open()).collect()))
}

/// What each question asks, the oldest first.
fn read(found: Vec<Candidate>) -> Vec<(QuestionId, QuestionStems)> {
    found.into_iter().rev().map(|one| (one.id, QuestionStems::read(&one.line))).collect()
}
