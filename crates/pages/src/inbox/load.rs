//! Loads the list of the inbox with its folders and filters.

use souffleur_app::Settings;
use souffleur_app::view::{InboxCounts, InboxRow};
use souffleur_core::id::QuestionId;
use souffleur_core::question::Status;
use souffleur_question::question::{ListQuery, counts, list};
use souffleur_web::error::Failure;
use souffleur_web::page::{PageContext, SelectOption};

use super::bulk::bulk;
use super::found::Results;
use super::kept::kept;
use super::page::{Chosen, Keeping, List, Tab};
use super::row::Row;
use crate::choices::{experts, topics};
use crate::inbox_filter::{Filter, View, question_path};

/// A list as loaded, and the question that stands first in it.
#[derive(Debug)]
pub(crate) struct Listing {
    /// What the page shows.
    pub(crate) list: List,
    /// What is due first.
    pub(crate) first: Option<QuestionId>,
    /// How many questions are open, for the navigation.
    pub(crate) open: u64,
}

impl Listing {
    /// Loads a list; `open` is the question to mark in it.
    pub(crate) async fn load(
        context: &PageContext,
        filter: &Filter,
        open: Option<QuestionId>,
    ) -> Result<Self, Failure> {
        let (app, actor, now) = (context.app(), context.actor(), context.now());
        let settings = app.settings();
        // A cursor from elsewhere is no reason to show nothing.
        let (filter, page, problem) = match list(app, actor, plain(filter)).await {
            Ok(page) => (filter.clone(), page, None),
            Err(souffleur_app::Error::Invalid(_)) => {
                let filter = Filter { channel: String::new(), ..filter.first_page() };
                let page = list(app, actor, plain(&filter)).await?;
                (filter, page, Some(context.text("inbox-bad-page", &[])?))
            }
            Err(error) => return Err(error.into()),
        };
        let counts = counts(app, actor).await?;
        let next = page.next.map(|cursor| filter.next_page(&cursor.to_string()).at("/inbox"));
        let first = first(&page.items);
        let rows = page.items.into_iter().map(|row| {
            let (href, current) = (filter.at(&question_path(row.id)), open == Some(row.id));
            Row::of(row, href, current, now, &settings)
        });
        let mut results = Results { rows: rows.collect(), next, ..Results::default() };
        if !filter.q.trim().is_empty() {
            let href = |id| filter.at(&question_path(id));
            results = Results::load(context, &filter.list(), &settings, href, open).await?;
            results.next = results.next.map(|cursor| filter.next_page(&cursor).at("/inbox"));
        }
        let list = List {
            away: None,
            asks: vec![],
            search: results.search,
            view: filter.view.as_str(),
            failed: souffleur_question::delivery::failed(context.app(), context.actor()).await?,
            tabs: View::ALL.map(|view| tab(view, &filter, &counts)).into(),
            kept: kept(context, &filter).await?,
            bulk: bulk(context, &settings),
            back: filter.query(),
            filter: chosen(&filter, &settings),
            topics: topics(&settings),
            experts: experts(&settings),
            channels: channels(context, &filter)?,
            rows: results.rows,
            previous: filter.previous_page().map(|filter| filter.at("/inbox")),
            next: results.next,
            live: filter.at("/inbox/list"),
            problem,
            keeping: Keeping::default(),
        };
        Ok(Self { list, first, open: counts.open.saturating_sub(counts.snoozed) })
    }
}

/// The question to go on with: what is due first in a list.
pub(crate) async fn next(context: &PageContext, filter: &Filter) -> Result<Option<QuestionId>, Failure> {
    Ok(first(&list(context.app(), context.actor(), plain(filter)).await?.items))
}

/// What is answered and only waits to leave needs nobody.
fn first(rows: &[InboxRow]) -> Option<QuestionId> {
    rows.iter().find(|row| row.leaves_at.is_none()).map(|row| row.id)
}

/// The list as it is without a search, whose own list takes its place.
fn plain(filter: &Filter) -> ListQuery {
    let limit = (!filter.q.trim().is_empty()).then_some(1);
    ListQuery {
        text: None,
        after: limit.map_or_else(|| filter.list().after, |_| None),
        limit,
        ..filter.list()
    }
}

fn tab(view: View, filter: &Filter, counts: &InboxCounts) -> Tab {
    // What is done is not counted: nobody has to bring that number down.
    let count = match view {
        View::Open => Some(counts.open.saturating_sub(counts.snoozed)),
        View::Snoozed => Some(counts.snoozed).filter(|snoozed| *snoozed > 0),
        View::Late => Some(counts.late),
        View::Drafted => Some(counts.by_status.get(&Status::Drafted).copied().unwrap_or_default()),
        View::Answered | View::Closed | View::Hidden | View::All => None,
    };
    Tab { key: view.as_str(), href: filter.turned_to(view).at("/inbox"), count, current: view == filter.view }
}

fn chosen(filter: &Filter, settings: &Settings) -> Chosen {
    let topic = filter.topic.and_then(|id| settings.topic(id)).map(|topic| topic.name.to_string());
    let expert = filter.expert.and_then(|id| settings.user(id)).map(|user| user.name.to_string());
    let channel = Some(filter.channel.clone()).filter(|channel| !channel.is_empty());
    Chosen {
        q: filter.q.clone(),
        topic: filter.topic.map(|id| id.to_string()).unwrap_or_default(),
        expert: filter.expert.map(|id| id.to_string()).unwrap_or_default(),
        channel: filter.channel.clone(),
        narrowed: filter.is_narrowed(),
        said: [topic, expert, channel].into_iter().flatten().collect(),
        clear: Filter::of(filter.view).at("/inbox"),
    }
}

/// The desk's own channels; a bridged one is offered where it is already chosen.
fn channels(context: &PageContext, filter: &Filter) -> Result<Vec<SelectOption>, Failure> {
    let mut choices = Vec::new();
    for name in ["web", "email", "api"] {
        let label = context.text(&format!("channel-{name}"), &[])?;
        choices.push(SelectOption { value: name.to_owned(), label });
    }
    let known = choices.iter().any(|choice| choice.value == filter.channel);
    if !known && !filter.channel.is_empty() {
        choices.push(SelectOption { value: filter.channel.clone(), label: filter.channel.clone() });
    }
    Ok(choices)
}
