//! Topics: what questions are about.

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problems},
    snapshot::Settings,
};
use souffleur_core::{
    Actor,
    id::TopicId,
    permission::Action,
    text::{Key, Name, Remark},
    topic::Topic,
};

use super::{
    change::{Change, Outcome},
    form,
};

/// A topic as an administrator sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TopicView {
    /// Its id.
    pub id: TopicId,
    /// Its short name in files.
    pub key: String,
    /// What staff call it.
    pub name: String,
    /// Words it is known by.
    pub description: Option<String>,
    /// Its place in the house's order.
    pub position: i32,
    /// Whether it is in use.
    pub active: bool,
    /// Who knows about it.
    pub experts: Vec<String>,
}

/// A topic as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct TopicForm {
    /// Lower-case letters, digits, `-` and `_`.
    pub key: String,
    /// What staff call it.
    pub name: String,
    /// May be empty.
    pub description: String,
    /// A number; empty for the end, or for where it is.
    pub position: String,
    /// Whether it is in use.
    pub active: bool,
}

impl Default for TopicForm {
    fn default() -> Self {
        let empty = String::new;
        Self { key: empty(), name: empty(), description: empty(), position: empty(), active: true }
    }
}

impl TopicView {
    fn of((topic, position, active): (Topic, i32, bool), settings: &Settings) -> Self {
        let knows =
            |user: &&souffleur_core::user::User| user.active && user.expertise.topics.contains(&topic.id);
        Self {
            experts: settings.users.iter().filter(knows).map(|user| user.name.to_string()).collect(),
            id: topic.id,
            key: topic.key.into(),
            name: topic.name.into(),
            description: topic.description.map(Into::into),
            position,
            active,
        }
    }

    /// The form that leaves it as it is.
    pub fn form(&self) -> TopicForm {
        TopicForm {
            key: self.key.clone(),
            name: self.name.clone(),
            description: self.description.clone().unwrap_or_default(),
            position: self.position.to_string(),
            active: self.active,
        }
    }
}

/// What a topic is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) key: Key,
    name: Name,
    description: Option<Remark>,
    position: Option<i32>,
    active: bool,
}

/// Every topic, in the house's order.
pub async fn list(app: &App, actor: Actor) -> Result<Vec<TopicView>, Error> {
    actor.may(Action::ChangeSettings)?;
    let settings = app.settings();
    let topics = app.store().read().all_topics().await?;
    Ok(topics.into_iter().map(|topic| TopicView::of(topic, &settings)).collect())
}

/// One topic.
pub async fn get(app: &App, actor: Actor, id: TopicId) -> Result<TopicView, Error> {
    list(app, actor).await?.into_iter().find(|view| view.id == id).ok_or(Error::NotFound)
}

/// Adds a topic, or changes one.
pub async fn save(app: &App, actor: Actor, id: Option<TopicId>, form: TopicForm) -> Result<TopicId, Error> {
    actor.may(Action::ChangeSettings)?;
    let mut problems = Problems::default();
    let wanted = read(&mut problems, "", &form);
    problems.check()?;
    let mut change = Change::begin(app, actor).await?;
    // A problem was noted where nothing could be read.
    let (id, _) = put(&mut change, id, &wanted.ok_or(Error::NotFound)?).await?;
    change.commit().await?;
    Ok(id)
}

/// Reads the fields of a topic, whose names begin with `path`.
pub(super) fn read(problems: &mut Problems, path: &str, form: &TopicForm) -> Option<Wanted> {
    let key = problems.take(&format!("{path}key"), Key::parse(&form.key));
    let name = problems.take(&format!("{path}name"), Name::parse(&form.name));
    let description =
        problems.take_optional(&format!("{path}description"), Some(&form.description), Remark::parse);
    let position = form::number(problems, &format!("{path}position"), &form.position, 0, 9_999);
    let position = position.and_then(|position| i32::try_from(position).ok());
    Some(Wanted { key: key?, name: name?, description, position, active: form.active })
}

/// Makes a topic as it is wanted; `id` says which, or none for a new one.
pub(super) async fn put(
    change: &mut Change,
    id: Option<TopicId>,
    wanted: &Wanted,
) -> Result<(TopicId, Outcome), Error> {
    let last = change.topics.iter().map(|(_, position, _)| *position).max().unwrap_or(0);
    let current = change.topics.iter().find(|(topic, ..)| Some(topic.id) == id).cloned();
    if id.is_some() && current.is_none() {
        return Err(Error::NotFound);
    }
    if change.topics.iter().any(|(topic, ..)| topic.key == wanted.key && Some(topic.id) != id) {
        return Err(Error::Taken { field: "key" });
    }
    let Wanted { key, name, description, position, active } = wanted.clone();
    let id = id.unwrap_or_else(|| change.app.id(change.now));
    let topic = Topic { id, key, name, description };
    let kept = current.as_ref().map(|(_, position, _)| *position);
    let position = position.or(kept).unwrap_or(last + 1);
    let outcome = match &current {
        None => {
            change.tx.insert_topic(&topic, position).await?;
            Outcome::Added
        }
        Some(current) if *current == (topic.clone(), position, active) => Outcome::Unchanged,
        Some(_) => {
            change.tx.save_topic(&topic, position).await?;
            Outcome::Changed
        }
    };
    // The store takes what it saves into use.
    if !active && outcome != Outcome::Unchanged {
        change.tx.retire_topic(id).await?;
    }
    change.note_outcome("topic", &wanted.key, outcome);
    change.topics.retain(|(topic, ..)| topic.id != id);
    change.topics.push((topic, position, active));
    Ok((id, outcome))
}
