//! Colleagues who are asked about a question: whom one can ask, what they wrote beside the draft, and the editor in which
//! one who was asked writes.

use jiff::Timestamp;
use serde::Serialize;
use souffleur_app::Settings;
use souffleur_app::view::QuestionView;
use souffleur_core::Actor;
use souffleur_core::permission::Action;
use souffleur_question::question::{can_be_asked, handle};

use super::history::name;

/// A colleague who was asked, and what they wrote.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct AskCard {
    /// Their id.
    pub(crate) author_id: String,
    /// Who it is.
    pub(crate) author: String,
    /// Who asked.
    pub(crate) asked_by: String,
    /// When.
    pub(crate) asked_at: Timestamp,
    /// What.
    pub(crate) request: String,
    /// What they wrote, and when.
    pub(crate) text: Option<String>,
    /// When they wrote it.
    pub(crate) at: Option<Timestamp>,
    /// Whether they have written nothing since they were asked.
    pub(crate) awaited: bool,
}

/// Somebody who can be asked.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Callable {
    /// What stands after the `@`.
    pub(crate) handle: String,
    /// What they are called.
    pub(crate) name: String,
    /// What they know.
    pub(crate) topics: Vec<String>,
}

/// The editor of one who was asked about the question of another.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Beside {
    /// Who asked.
    pub(crate) asked_by: String,
    /// When.
    pub(crate) asked_at: Timestamp,
    /// What.
    pub(crate) request: String,
    /// What was written, or is being typed.
    pub(crate) body: String,
    /// When it was handed in last.
    pub(crate) at: Option<Timestamp>,
}

/// The colleagues who were asked, the first one first.
pub(super) fn cards(view: &QuestionView, settings: &Settings) -> Vec<AskCard> {
    let card = |side: &souffleur_core::side_draft::SideDraft| AskCard {
        author_id: side.author.to_string(),
        author: name(view, settings, side.author),
        asked_by: name(view, settings, side.asked_by),
        asked_at: side.asked_at,
        request: side.request.to_string(),
        text: side.body.as_ref().map(ToString::to_string),
        at: side.at,
        awaited: side.is_awaited(),
    };
    view.side_drafts.iter().map(card).collect()
}

/// Whom the reader can ask, by name.
pub(super) fn callable(view: &QuestionView, settings: &Settings, reader: Actor) -> Vec<Callable> {
    if reader.may_on(Action::AskColleague, view.question.assignee).is_err() || !view.question.status.is_open()
    {
        return vec![];
    }
    let holder = view.question.assignee.expert();
    let others = settings.users.iter().filter(|user| can_be_asked(user));
    let others = others.filter(|user| Some(user.id) != reader.user() && Some(user.id) != holder);
    let topic = |id: &_| settings.topic(*id).map(|topic| topic.name.to_string());
    let mut all: Vec<Callable> = others
        .map(|user| Callable {
            handle: handle(user),
            name: user.name.to_string(),
            topics: user.expertise.topics.iter().filter_map(topic).take(2).collect(),
        })
        .collect();
    all.sort_by_key(|one| one.name.to_lowercase());
    all
}

/// The editor of a reader who was asked about what another holds.
pub(crate) fn beside(view: &QuestionView, settings: &Settings, reader: Actor) -> Option<Beside> {
    let user = reader.user().filter(|user| view.question.assignee.expert() != Some(*user))?;
    let side = view.side_drafts.iter().find(|side| side.author == user)?;
    Some(Beside {
        asked_by: name(view, settings, side.asked_by),
        asked_at: side.asked_at,
        request: side.request.to_string(),
        body: side.body.as_ref().map(ToString::to_string).unwrap_or_default(),
        at: side.at,
    })
}
