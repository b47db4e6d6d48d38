//! What the house wants to reach: said by supervisors and administrators, or by the desk's file.
//!
//! Two people who change one at once are told; whoever comes second sees what they typed and the version there is now. An
//! owner who has left and a topic out of use stay named on what they were set for, and can't be set anew.

mod name;
mod typed;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
    snapshot::house_zone,
};
use souffleur_core::{
    Actor,
    event::SettingChange,
    id::{ObjectiveId, TopicId, UserId},
    objective::{Comparison, Measure, Objective},
    permission::Action,
};

use self::{
    name::key,
    typed::{as_typed, value},
};
use super::change::{Change, Outcome};

pub use name::ObjectiveName;

/// More than this nobody keeps in mind.
const MOST: usize = 12;
/// Priorities are one digit.
const LAST: i64 = 9;

/// An objective as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct ObjectiveForm {
    /// The version that was seen; empty for a new one.
    pub version: String,
    /// The name of a measure.
    pub measure: String,
    /// A topic's key; empty for all questions.
    pub topic: String,
    /// `at_least` or `at_most`.
    pub comparison: String,
    /// A share in percent, or a time as hours and minutes.
    pub value: String,
    /// The address of whoever sees to it.
    pub owner: String,
    /// The day by which it is to be reached.
    pub due_on: String,
    /// From 1, the first, to 9.
    pub priority: String,
    /// Whether it is still wanted.
    pub active: bool,
}

impl Default for ObjectiveForm {
    fn default() -> Self {
        let empty = String::new;
        Self {
            version: empty(),
            measure: empty(),
            topic: empty(),
            comparison: Comparison::AtLeast.as_str().to_owned(),
            value: empty(),
            owner: empty(),
            due_on: empty(),
            priority: "1".to_owned(),
            active: true,
        }
    }
}

/// What an objective is to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    measure: Measure,
    /// A topic's key.
    topic: Option<String>,
    comparison: Comparison,
    value: i64,
    owner: String,
    due_on: Date,
    priority: i32,
    active: bool,
}

/// One objective and its form.
pub async fn get(app: &App, actor: Actor, id: ObjectiveId) -> Result<ObjectiveForm, Error> {
    actor.may(Action::SetObjectives)?;
    let found = app.store().read().objectives().await?.into_iter().find(|objective| objective.id == id);
    let objective = found.ok_or(Error::NotFound)?;
    let settings = app.settings();
    let topic = objective.topic.and_then(|id| settings.any_topic(id));
    let owner = settings.user(objective.owner);
    Ok(ObjectiveForm {
        version: objective.version.to_string(),
        measure: objective.measure.name(),
        topic: topic.map(|topic| topic.key.to_string()).unwrap_or_default(),
        comparison: objective.comparison.as_str().to_owned(),
        value: as_typed(objective.measure, objective.value),
        owner: owner.map(|user| user.email.to_string()).unwrap_or_default(),
        due_on: objective.due_on.to_string(),
        priority: objective.priority.to_string(),
        active: objective.active,
    })
}

/// Says what the house wants to reach, or changes what it said; one that was changed meanwhile is not overwritten.
pub async fn save(
    app: &App,
    actor: Actor,
    id: Option<ObjectiveId>,
    form: &ObjectiveForm,
) -> Result<ObjectiveId, Error> {
    actor.may(Action::SetObjectives)?;
    let mut problems = Problems::default();
    let wanted = read(&mut problems, "", form);
    problems.check()?;
    // A problem was noted where nothing could be read.
    let wanted = wanted.ok_or(Error::NotFound)?;
    let mut change = Change::begin(app, actor).await?;
    let version = id.is_some().then(|| form.version.trim().parse().unwrap_or(0));
    let (id, _) = put(&mut change, id, &wanted, version).await?;
    change.commit().await?;
    Ok(id)
}

/// Reads the fields of an objective, whose names begin with `path`.
pub(super) fn read(problems: &mut Problems, path: &str, form: &ObjectiveForm) -> Option<Wanted> {
    let field = |name: &str| format!("{path}{name}");
    let measure = Measure::parse(form.measure.trim()).ok_or(Problem::Unknown);
    let measure = problems.take(&field("measure"), measure);
    let comparison = Comparison::parse(form.comparison.trim()).ok_or(Problem::Unknown);
    let comparison = problems.take(&field("comparison"), comparison);
    let value = measure.and_then(|measure| problems.take(&field("value"), value(measure, &form.value)));
    let due_on = form.due_on.trim().parse::<Date>().ok().filter(|day| (1970..=9000).contains(&day.year()));
    let due_on = problems.take(&field("due_on"), due_on.ok_or(Problem::Date));
    let priority = form.priority.trim().parse::<i64>().ok().filter(|number| (1..=LAST).contains(number));
    let priority =
        problems.take(&field("priority"), priority.ok_or(Problem::Number { least: 1, most: LAST }));
    let owner = form.owner.trim().to_lowercase();
    if owner.is_empty() {
        problems.note(&field("owner"), Problem::Required);
    }
    let topic = Some(form.topic.trim().to_owned()).filter(|key| !key.is_empty());
    Some(Wanted {
        measure: measure?,
        topic,
        comparison: comparison?,
        value: value?,
        owner,
        due_on: due_on?,
        priority: priority.and_then(|priority| i32::try_from(priority).ok())?,
        active: form.active,
    })
}

/// Makes an objective as it is wanted. A file names it by its measure, topic and day, a page by its id and version.
pub(super) async fn put(
    change: &mut Change,
    id: Option<ObjectiveId>,
    wanted: &Wanted,
    version: Option<i64>,
) -> Result<(ObjectiveId, Outcome), Error> {
    let all = change.tx.objectives().await?;
    let named = named(change, wanted);
    let topic_wanted = named.as_ref().ok().copied();
    let same = |one: &Objective| {
        one.measure == wanted.measure && one.due_on == wanted.due_on && Some(one.topic) == topic_wanted
    };
    let current = match id {
        Some(id) => Some(all.iter().find(|one| one.id == id).ok_or(Error::NotFound)?),
        None if change.by_file => all.iter().find(|one| same(one)),
        None => None,
    };
    let (topic, owner) = (named, owner(change, wanted));
    let mut problems = Problems::default();
    // What was set before stays as it was, whatever became of it; only what is new must be in use.
    let topic = match (topic, current) {
        (Err(Problem::Retired { .. }), Some(kept)) if retired(change, kept.topic, wanted) => Some(kept.topic),
        (topic, _) => problems.take("topic", topic),
    };
    let owner = match (owner, current) {
        (Err(Problem::Left { .. }), Some(kept)) if left(change, kept.owner, wanted) && !wanted.active => {
            Some(kept.owner)
        }
        (owner, _) => problems.take("owner", owner),
    };
    let today = change.now.to_zoned(house_zone(&change.app.settings())).date();
    let was_due = current.map(|kept| kept.due_on);
    if wanted.active && wanted.due_on < today && was_due != Some(wanted.due_on) {
        problems.note("due_on", Problem::Past);
    }
    let kept = current.map(|kept| kept.id);
    if wanted.active {
        let others = || all.iter().filter(|one| one.active && Some(one.id) != kept);
        if others().any(same) {
            problems.note("measure", Problem::Taken);
        } else if others().count() >= MOST {
            problems.note("measure", Problem::TooMany { most: MOST });
        }
    }
    problems.check()?;
    // A problem was noted where either is missing.
    let (topic, owner) = topic.zip(owner).ok_or(Error::NotFound)?;
    let new = Objective {
        id: kept.unwrap_or_else(|| change.app.id(change.now)),
        measure: wanted.measure,
        topic,
        comparison: wanted.comparison,
        value: wanted.value,
        owner,
        due_on: wanted.due_on,
        priority: wanted.priority,
        active: wanted.active,
        version: current.map_or(1, |kept| kept.version),
    };
    let expected = version.or_else(|| current.map(|kept| kept.version));
    let outcome = match current {
        None => {
            change.tx.insert_objective(&new, change.now).await?;
            Outcome::Added
        }
        Some(kept) if expected == Some(kept.version) && *kept == new => Outcome::Unchanged,
        Some(_) => {
            let expected = expected.unwrap_or_default();
            change.tx.save_objective(&new, expected, change.now).await?;
            Outcome::Changed
        }
    };
    let key = key(&new);
    if outcome == Outcome::Changed && !new.active {
        change.note("objective", &key, SettingChange::Removed);
    } else {
        change.note_outcome("objective", &key, outcome);
    }
    Ok((new.id, outcome))
}

impl Wanted {
    /// How what `apply` says calls it.
    pub(super) fn key(&self) -> String {
        format!("{} · {}", self.measure.name(), self.due_on)
    }
}

fn named(change: &Change, wanted: &Wanted) -> Result<Option<TopicId>, Problem> {
    let Some(key) = &wanted.topic else { return Ok(None) };
    let found = change.topics.iter().find(|(topic, ..)| topic.key.as_str() == key);
    match found {
        Some((topic, _, true)) => Ok(Some(topic.id)),
        Some((topic, _, false)) => Err(Problem::Retired { name: topic.name.to_string() }),
        None => Err(Problem::NoSuch { what: "topic", name: key.clone() }),
    }
}

fn owner(change: &Change, wanted: &Wanted) -> Result<UserId, Problem> {
    let found = change.settings.users.iter().find(|user| user.email.as_str() == wanted.owner);
    match found {
        Some(user) if user.active => Ok(user.id),
        Some(user) => Err(Problem::Left { name: user.name.to_string() }),
        None => Err(Problem::NoSuch { what: "user", name: wanted.owner.clone() }),
    }
}

/// Whether a topic out of use is the one that it was set for.
fn retired(change: &Change, kept: Option<TopicId>, wanted: &Wanted) -> bool {
    change
        .topics
        .iter()
        .any(|(topic, ..)| Some(topic.id) == kept && Some(topic.key.to_string()) == wanted.topic)
}

/// Whether somebody who has left is its owner.
fn left(change: &Change, kept: UserId, wanted: &Wanted) -> bool {
    change.settings.users.iter().any(|user| user.id == kept && user.email.as_str() == wanted.owner)
}
