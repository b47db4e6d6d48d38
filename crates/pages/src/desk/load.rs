//! Loads one's own questions, in folders of their own: what is to be drafted, what waits to be sent, what is done.

use serde::Deserialize;
use souffleur_core::id::QuestionId;
use souffleur_core::question::Status;
use souffleur_question::question::{ListQuery, Order, counts, list};
use souffleur_web::error::Failure;
use souffleur_web::page::PageContext;

use super::asked::ask_rows;
use super::place::{Folder, Place, own_path};
use super::whereabouts::away;
use crate::inbox::{Chosen, List, Results, Row, Tab};

/// Which page of the list, or what is looked for.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(super) struct Page {
    pub(super) after: String,
    /// Words to look for, among all of one's own.
    pub(super) q: String,
}

/// Loads the list; `open` is the question to mark in it. Also says how many are to be drafted.
pub(super) async fn load(
    context: &PageContext,
    place: Place,
    page: &Page,
    open: Option<QuestionId>,
) -> Result<(List, u64), Failure> {
    let (app, actor, now) = (context.app(), context.actor(), context.now());
    let settings = app.settings();
    let order =
        if matches!(place.view, Folder::Draft | Folder::Waiting) { Order::DueAt } else { Order::AskedAt };
    let after = Some(page.after.clone()).filter(|after| !after.is_empty());
    let wanted = page.q.trim();
    let results = if wanted.is_empty() {
        None
    } else {
        let (after, text) = (after.clone(), Some(wanted.to_owned()));
        let query = ListQuery { text, order: Order::Relevance, after, ..ListQuery::default() };
        Some(Results::load(context, &query, &settings, |id| place.at(&own_path(id)), open).await?)
    };
    let after = after.filter(|_| results.is_none());
    let query = ListQuery { statuses: place.view.statuses(), order, after, ..ListQuery::default() };
    let found = list(app, actor, query).await?;
    let counts = counts(app, actor).await?;
    let of = |status| counts.by_status.get(&status).copied().unwrap_or_default();
    let tab = |folder: Folder| Tab {
        key: folder.as_str(),
        href: Place { view: folder }.at("/desk"),
        count: match folder {
            Folder::Draft => Some(of(Status::Assigned)),
            Folder::Waiting => Some(of(Status::Drafted)),
            Folder::Done | Folder::All => None,
        },
        current: folder == place.view,
    };
    let next = found.next.map(|cursor| format!("{}&after={cursor}", place.at("/desk")));
    let rows = found.items.into_iter().map(|row| {
        let (href, current) = (place.at(&own_path(row.id)), open == Some(row.id));
        Row::of(row, href, current, now, &settings).for_expert()
    });
    let mut results = results.map(|results| {
        let said = serde_html_form::to_string([("q", wanted)]).unwrap_or_default();
        let next = results.next.map(|cursor| format!("{}&{said}&after={cursor}", place.at("/desk")));
        let rows = results.rows.into_iter().map(Row::for_expert).collect();
        Results { rows, next, ..results }
    });
    let search = results.as_mut().map(|results| std::mem::take(&mut results.search)).unwrap_or_default();
    let asks = ask_rows(context, place, open).await?;
    let (rows, next) = match results {
        Some(results) => (results.rows, results.next),
        None => (rows.collect(), next),
    };
    let list = List {
        away: Some(away(context).await?),
        asks,
        search,
        view: place.view.as_str(),
        tabs: Folder::ALL.map(tab).into(),
        filter: Chosen { q: page.q.clone(), clear: place.at("/desk"), ..Chosen::default() },
        rows,
        next,
        live: place.at("/desk/list"),
        ..List::default()
    };
    Ok((list, of(Status::Assigned)))
}
