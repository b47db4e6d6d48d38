//! What the inbox shows.

use serde::Serialize;
use souffleur_render::Template;
use souffleur_web::page::SelectOption;

use super::bulk::Bulk;
use super::drafting::{AskRow, Away};
use super::found::Search;
use super::kept::SavedViewRow;
use super::row::Row;
use crate::pane::Pane;

/// A folder.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Tab {
    /// The end of its message key.
    pub(crate) key: &'static str,
    /// Where it is.
    pub(crate) href: String,
    /// How many questions are in it, where that is worth saying.
    pub(crate) count: Option<u64>,
    /// Whether this is it.
    pub(crate) current: bool,
}

/// A name under which the list is to be kept, as typed.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Keeping {
    /// The name.
    pub(crate) name: String,
    /// Whether for everybody.
    pub(crate) shared: bool,
    /// What is wrong with it.
    pub(crate) error: Option<String>,
}

/// The filters as chosen.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Chosen {
    /// Words to look for.
    pub(crate) q: String,
    /// The id of a topic.
    pub(crate) topic: String,
    /// The id of an expert.
    pub(crate) expert: String,
    /// A channel.
    pub(crate) channel: String,
    /// Whether any of the three selects is set.
    pub(crate) narrowed: bool,
    /// What they are set to, in words.
    pub(crate) said: Vec<String>,
    /// The same folder without filters.
    pub(crate) clear: String,
}

/// The list with everything around it.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct List {
    /// The folder.
    pub(crate) view: &'static str,
    /// How many replies and letters could not be delivered.
    pub(crate) failed: u64,
    /// All folders.
    pub(crate) tabs: Vec<Tab>,
    /// The lists that the reader keeps.
    pub(crate) kept: Vec<SavedViewRow>,
    /// Where they are about to keep this one.
    pub(crate) keeping: Keeping,
    /// What can be done to several questions at once, by who may.
    pub(crate) bulk: Option<Bulk>,
    /// This list, as forms carry it.
    pub(crate) back: String,
    /// The filters.
    pub(crate) filter: Chosen,
    /// The topics to choose from.
    pub(crate) topics: Vec<SelectOption>,
    /// The experts to choose from.
    pub(crate) experts: Vec<SelectOption>,
    /// The channels to choose from.
    pub(crate) channels: Vec<SelectOption>,
    /// The questions.
    pub(crate) rows: Vec<Row>,
    /// The page before.
    pub(crate) previous: Option<String>,
    /// The next page.
    pub(crate) next: Option<String>,
    /// Where the list is loaded again from.
    pub(crate) live: String,
    /// What was wrong with the address.
    pub(crate) problem: Option<String>,
    /// How the search went.
    pub(crate) search: Search,
    /// On the drafting desk: where the reader is, and when they could be away.
    pub(crate) away: Option<Away>,
    /// On the drafting desk: what the reader was asked by others.
    pub(crate) asks: Vec<AskRow>,
}

impl List {
    /// For samples: the list of a place, full.
    pub(crate) fn sample(path: &str, view: &'static str, tabs: &[&'static str]) -> Self {
        let choice = |label: &str| SelectOption { value: label.to_owned(), label: label.to_owned() };
        let tab = |(index, key): (usize, &&'static str)| Tab {
            key,
            href: format!("{path}?view={key}"),
            count: [Some(12), Some(1), Some(3), Some(1), None, None, None, None]
                .get(index)
                .copied()
                .flatten(),
            current: *key == view,
        };
        Self {
            view,
            tabs: tabs.iter().enumerate().map(tab).collect(),
            filter: Chosen { clear: path.to_owned(), ..Chosen::default() },
            topics: vec![choice("Livraison"), choice("Retours")],
            experts: vec![choice("Léa Bernard")],
            channels: vec![choice("web")],
            rows: Row::samples(path),
            kept: SavedViewRow::samples(),
            bulk: Some(Bulk::sample()),
            back: format!("view={view}"),
            next: Some(format!("{path}?after=x")),
            live: format!("{path}/list?view={view}"),
            ..Self::default()
        }
    }

    /// For samples: nothing in it.
    pub(crate) fn empty_sample(path: &str, view: &'static str, tabs: &[&'static str]) -> Self {
        Self { rows: vec![], next: None, ..Self::sample(path, view, tabs) }
    }
}

/// The whole place.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct InboxPage {
    /// The list.
    pub(crate) list: List,
    /// The question that is open.
    pub(crate) q: Option<Pane>,
}

const TABS: [&str; 8] = ["open", "late", "drafted", "snoozed", "answered", "closed", "hidden", "all"];

impl Template for InboxPage {
    const NAME: &'static str = "page/inbox/page.html";

    fn samples() -> Vec<Self> {
        let list = || List::sample("/inbox", "open", &TABS);
        let mut samples = vec![Self { list: list(), q: None }];
        samples.extend(Pane::samples().into_iter().map(|q| Self { list: list(), q: Some(q) }));
        samples.extend(TABS.map(|view| Self { list: List::empty_sample("/inbox", view, &TABS), q: None }));
        let found = Chosen {
            q: "colis".to_owned(),
            topic: "Livraison".to_owned(),
            narrowed: true,
            said: vec!["Livraison".to_owned()],
            clear: "/inbox".to_owned(),
            ..Chosen::default()
        };
        let problem = Some("…".to_owned());
        let search = Search {
            instead: vec![("coils".to_owned(), "colis".to_owned())],
            newest_only: true,
            error: Some("…".to_owned()),
        };
        samples.push(Self {
            list: List {
                filter: found.clone(),
                previous: Some("/inbox".to_owned()),
                problem,
                search,
                ..list()
            },
            q: None,
        });
        samples.push(Self {
            list: List { filter: found, ..List::empty_sample("/inbox", "open", &TABS) },
            q: None,
        });
        samples
    }
}

/// The list alone, for a live update.
#[derive(Debug, Clone, Serialize)]
pub(super) struct ListPart {
    /// The list.
    pub(super) list: List,
}

impl Template for ListPart {
    const NAME: &'static str = "page/inbox/list.html";

    fn samples() -> Vec<Self> {
        vec![Self { list: List::sample("/inbox", "open", &TABS) }]
    }
}
