//! One search, from what was typed to what is shown.

use std::sync::Arc;

use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
    view::InboxRow,
};
use souffleur_core::{Actor, channel::Channel, id::QuestionId, question::Token};
use souffleur_search::{ExcerptPart, Lookup, Query, TermKind, parse};
use souffleur_store::{
    Cursor,
    search::{Candidate, Facet, SearchQuery, Wanted},
};

use super::{
    correct::{Instead, correct},
    rank::{MOST_RANKED, rank},
    resolve::{Resolved, resolve},
    show::{Place, best},
};
use crate::listing::{ListQuery, MOST_ROWS, scope};

/// The rows of a page where no number is given.
const USUAL_ROWS: u32 = 30;

/// What was found.
#[derive(Debug, Clone)]
pub struct Found {
    /// The questions of this page, the best first.
    pub hits: Vec<Hit>,
    /// Where the next page begins.
    pub next: Option<Cursor>,
    /// What was looked for in place of what was typed.
    pub instead: Vec<Instead>,
    /// Whether there may be older ones, which were not ranked.
    pub newest_only: bool,
}

/// A question that was found.
#[derive(Debug, Clone)]
pub struct Hit {
    /// The question.
    pub row: InboxRow,
    /// The piece of it that shows why, where a word was looked for in what is said.
    pub piece: Option<(Place, Vec<ExcerptPart>)>,
}

/// Finds the questions in which the words of `query.text` stand, within what the actor may see. The other filters of the
/// list hold as well.
pub async fn find(app: &App, actor: Actor, query: &ListQuery) -> Result<Found, Error> {
    let scope = scope(actor)?;
    let typed = query.text.as_deref().unwrap_or_default();
    let mut parsed = parse(typed).map_err(|wrong| Error::invalid("q", Problem::Search(wrong)))?;
    follow_links(app, &mut parsed).await?;
    let (settings, now) = (app.settings(), app.now());
    let mut resolved = resolve(&parsed, &settings, actor, now)?;
    narrow(&mut resolved, query, now)?;
    let (from, limit) = page(query)?;
    if resolved.nothing && !typed.trim().is_empty() {
        return Ok(Found { hits: Vec::new(), next: None, instead: Vec::new(), newest_only: false });
    }
    let (instead, rarity) = correct(app, scope, &mut resolved).await?;
    let Resolved { lookup, facets, number, .. } = resolved;
    let asked = SearchQuery { scope, lookup, facets, newest: MOST_RANKED };
    let reader = app.store().read();
    let mut found = reader.search(&asked).await?;
    let newest_only = found.len() >= MOST_RANKED as usize;
    rank(&mut found, query.order, &asked.lookup, &rarity, now);
    if let Some(number) = number.filter(|_| from == 0) {
        let facets = [asked.facets.clone(), vec![Facet::of(Wanted::Number(number))]].concat();
        let by_number = SearchQuery { lookup: Lookup::default(), facets, ..asked.clone() };
        let first = reader.search(&by_number).await?;
        found.retain(|one| !first.iter().any(|first| first.id == one.id));
        found.splice(0..0, first);
    }
    let shown: Vec<&Candidate> = found.iter().skip(from).take(limit).collect();
    let ids: Vec<QuestionId> = shown.iter().map(|one| one.id).collect();
    let next = (found.len() > from + limit).then(|| Cursor::at(from + limit));
    let rows = reader.rows_in_order(&ids).await?;
    let mut spoken = reader.spoken(&ids).await?;
    let lookup = Arc::new(asked.lookup);
    let hit = |row: InboxRow| {
        let piece = spoken.remove(&row.id).and_then(|spoken| best(&spoken, &lookup));
        Hit { row, piece }
    };
    let hits = rows.into_iter().map(hit).collect();
    Ok(Found { hits, next, instead, newest_only })
}

/// Puts the number of its question in place of a customer's link.
async fn follow_links(app: &App, query: &mut Query) -> Result<(), Error> {
    for term in &mut query.terms {
        let TermKind::Word(typed) = &term.what else { continue };
        let Some(token) = typed.split_once("/q/").map(|(_, rest)| rest) else { continue };
        let end = token.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_');
        let Some(token) = Token::parse(&token[..end.unwrap_or(token.len())]) else { continue };
        let question = app.store().read().question_by_token(&app.token_hash(&token)).await?;
        // An unknown link is nobody's: numbers begin at 1.
        term.what = TermKind::Number(question.map_or(0, |question| question.number));
    }
    Ok(())
}

/// The filters that were chosen beside the words.
fn narrow(resolved: &mut Resolved, query: &ListQuery, now: jiff::Timestamp) -> Result<(), Error> {
    let mut problems = Problems::default();
    let channel = problems.take_optional("channel", query.channel.as_deref(), Channel::parse);
    problems.check()?;
    let statuses = Some(query.statuses.clone()).filter(|statuses| !statuses.is_empty());
    let chosen = [
        statuses.map(Wanted::Status),
        query.topic.map(|topic| Wanted::Topic(vec![topic])),
        query.expert.map(|expert| Wanted::Expert(vec![expert])),
        channel.map(Wanted::Channel),
        query.late.then_some(Wanted::Late(now)),
    ];
    resolved.facets.extend(chosen.into_iter().flatten().map(Facet::of));
    Ok(())
}

/// Where the page begins, and how long it is. What is ranked has no key to go on from but its place.
fn page(query: &ListQuery) -> Result<(usize, usize), Error> {
    let unknown = || Error::invalid("cursor", Problem::Other("is not the cursor of a page".to_owned()));
    let after = query.after.as_deref().filter(|after| !after.is_empty());
    let from = after
        .map(|after| after.parse::<Cursor>().ok().and_then(Cursor::place).ok_or_else(unknown))
        .transpose()?;
    let limit = query.limit.unwrap_or(USUAL_ROWS).clamp(1, MOST_ROWS);
    Ok((from.unwrap_or_default(), usize::try_from(limit).unwrap_or(usize::MAX)))
}
