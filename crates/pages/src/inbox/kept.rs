//! Lists that people keep under a name of their own, each with its count.

use serde::Serialize;
use souffleur_core::saved_view::SavedView;
use souffleur_question::{question::count, saved_view};
use souffleur_web::error::Failure;
use souffleur_web::page::PageContext;

use crate::inbox_filter::Filter;

/// From here on, how many there are is of no more help.
const MANY: u64 = 1_000;

/// A list that somebody keeps.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct SavedViewRow {
    /// What it is called.
    pub(crate) name: String,
    /// Where it is.
    pub(crate) href: String,
    /// How many questions are in it; none for what is found by its words, which is ranked and not counted.
    pub(crate) count: Option<u64>,
    /// Whether there are more than are counted.
    pub(crate) many: bool,
    /// Whether it is this list.
    pub(crate) current: bool,
    /// Whether everybody has it.
    pub(crate) shared: bool,
    /// Where it is removed, for its owner.
    pub(crate) remove: Option<String>,
}

/// The lists that the reader has.
pub(super) async fn kept(context: &PageContext, filter: &Filter) -> Result<Vec<SavedViewRow>, Failure> {
    let (app, actor) = (context.app(), context.actor());
    let here = filter.first_page().query();
    let mut all = Vec::new();
    for SavedView { id, owner, name, filter, shared } in saved_view::list(app, actor).await? {
        let kept = Filter::carried(&filter);
        // A channel that can't be one any more has no questions.
        let count = match kept.q.trim() {
            "" => Some(count(app, actor, kept.list(), MANY).await.unwrap_or_default()),
            _ => None,
        };
        all.push(SavedViewRow {
            name: name.to_string(),
            href: kept.at("/inbox"),
            count,
            many: count == Some(MANY),
            current: kept.query() == here,
            shared,
            remove: (actor.user() == Some(owner)).then(|| format!("/inbox/views/{id}/remove")),
        });
    }
    Ok(all)
}

impl SavedViewRow {
    /// For samples.
    pub(crate) fn samples() -> Vec<Self> {
        let kept = |name: &str, count: Option<u64>, shared: bool| Self {
            name: name.to_owned(),
            href: "/inbox?view=open&q=colis".to_owned(),
            count,
            many: count == Some(MANY),
            current: shared,
            shared,
            remove: shared.then(|| "/inbox/views/1/remove".to_owned()),
        };
        vec![
            kept("Colis perdus", Some(4), true),
            kept("Presse & <médias>", Some(MANY), false),
            kept("Mots", None, false),
        ]
    }
}
