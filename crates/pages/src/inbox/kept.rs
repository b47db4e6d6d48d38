//! POST /inbox/views and /inbox/views/{id}/remove: lists that people keep under a name of their own, each with its count.

use serde::{Deserialize, Serialize};
use souffleur_app::{question::count, saved_view};
use souffleur_core::id::SavedViewId;
use souffleur_core::saved_view::SavedView;
use souffleur_render::FlashKind;
use souffleur_web::error::Failure;
use souffleur_web::extract::{Form, Path};
use souffleur_web::page::{Answer, Stage};

use super::filter::Filter;

/// From here on, how many there are is of no more help.
const MANY: u64 = 1_000;

/// A list that somebody keeps.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Kept {
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
pub(super) async fn kept(stage: &Stage, filter: &Filter) -> Result<Vec<Kept>, Failure> {
    let (app, actor) = (stage.app(), stage.actor());
    let here = filter.first_page().query();
    let mut all = Vec::new();
    for SavedView { id, owner, name, filter, shared } in saved_view::list(app, actor).await? {
        let kept = Filter::carried(&filter);
        // A channel that can't be one any more has no questions.
        let count = match kept.q.trim() {
            "" => Some(count(app, actor, kept.list(), MANY).await.unwrap_or_default()),
            _ => None,
        };
        all.push(Kept {
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

/// A list to be kept, as typed.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(super) struct Fields {
    back: String,
    view_name: String,
    shared: String,
}

/// Keeps the list.
pub(super) async fn save(stage: Stage, Form(fields): Form<Fields>) -> Answer {
    let filter = Filter::carried(&fields.back).first_page();
    let (path, shared) = (filter.at("/inbox"), !fields.shared.is_empty());
    match saved_view::save(stage.app(), stage.actor(), &fields.view_name, filter.query(), shared).await {
        Ok(view) => stage.flash(FlashKind::Success, "inbox-kept", &[("name", view.name.as_str())]).go(&path),
        Err(error) => {
            let errors = stage.field_errors(error)?;
            let mut listing = super::load::Listing::load(&stage, &filter, None).await?;
            listing.list.keeping = super::page::Keeping {
                name: fields.view_name,
                shared,
                error: errors.get("view_name").map(ToOwned::to_owned),
            };
            let page = super::page::InboxPage { list: listing.list, q: None };
            stage.counting("/inbox", listing.open).refuse(&page)
        }
    }
}

/// Keeps it no longer.
pub(super) async fn remove(stage: Stage, Path(id): Path<SavedViewId>, Form(fields): Form<Fields>) -> Answer {
    saved_view::remove(stage.app(), stage.actor(), id).await?;
    stage
        .flash(FlashKind::Success, "inbox-unkept", &[])
        .go(&Filter::carried(&fields.back).first_page().at("/inbox"))
}

impl Kept {
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
