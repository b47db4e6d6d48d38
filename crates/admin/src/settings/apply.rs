//! Makes the desk agree with a file: everything is checked before anything is written, everything is written at once,
//! and a second time changes nothing.

use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
    snapshot::Settings,
};
use souffleur_core::{Actor, permission::Action, text::Key};
use souffleur_sla::Calendar;

use super::{
    calendar,
    change::{Change, Outcome},
    desk,
    entry::{codes, known, read_calendar, read_policy, read_rule, read_user, topic_form, voice_form},
    file::{DeskFile, ObjectiveEntry},
    objective::{self, ObjectiveForm},
    policy, rule, topic, user, voice,
};

/// What became of everything that a file mentions.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Applied {
    /// A line each, in the order of writing.
    pub lines: Vec<AppliedLine>,
}

/// What became of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppliedLine {
    /// What kind of thing: `topic`, `calendar`, …
    pub what: String,
    /// Which one.
    pub key: String,
    /// What became of it.
    pub outcome: Outcome,
}

impl Applied {
    /// How many things ended like this.
    pub fn count(&self, outcome: Outcome) -> usize {
        self.lines.iter().filter(|line| line.outcome == outcome).count()
    }

    fn note(&mut self, what: &str, key: &str, outcome: Outcome) {
        self.lines.push(AppliedLine { what: what.to_owned(), key: key.to_owned(), outcome });
    }
}

/// Makes the desk agree with a file.
pub async fn apply(app: &App, actor: Actor, file: DeskFile) -> Result<Applied, Error> {
    actor.may(Action::ChangeSettings)?;
    actor.may(Action::ManageUsers)?;
    let plan = Plan::of(&file, &app.settings())?;
    let mut change = Change::begin(app, actor).await?;
    change.by_file = true;
    let applied = plan.carry_out(&mut change).await?;
    change.commit().await?;
    Ok(applied)
}

/// Everything that a file wants, checked.
pub(super) struct Plan {
    desk: Option<desk::Wanted>,
    voices: Vec<voice::Wanted>,
    pub(super) calendars: Vec<(Key, Calendar)>,
    pub(super) policies: Vec<policy::Wanted>,
    topics: Vec<topic::Wanted>,
    users: Vec<user::Wanted>,
    rules: Option<Vec<rule::Wanted>>,
    objectives: Vec<objective::Wanted>,
}

impl Plan {
    pub(super) fn of(file: &DeskFile, settings: &Settings) -> Result<Self, Error> {
        let mut problems = Problems::default();
        let at = &mut problems;
        let known = known(file, settings);
        let languages = file.desk.as_ref().and_then(|desk| desk.languages.clone());
        let languages = languages.unwrap_or_else(|| codes(settings));
        let desk = file.desk.as_ref().and_then(|entry| {
            let wanted =
                desk::read(at, "desk.", &entry.name, entry.languages.as_deref(), entry.routing_threshold)?;
            let wanted = wanted.with_quiet_hours(at, entry.quiet_hours.as_deref());
            let wanted = wanted.with_published_rate(entry.publish_rate).with_first_look(entry.first_look);
            Some(wanted.with_apologies(at, entry.apology.as_ref()))
        });
        let plan = Self {
            desk,
            voices: each(at, &file.voice, "voice", |at, path, entry| {
                voice::read(at, path, &voice_form(entry, &languages))
            }),
            calendars: each(at, &file.calendar, "calendar", read_calendar),
            policies: {
                let mut places = 0..;
                each(at, &file.sla_policy, "sla_policy", |at, path, entry| {
                    read_policy(at, path, entry, places.next().unwrap_or(0), &known)
                })
            },
            topics: each(at, &file.topic, "topic", |at, path, entry| {
                topic::read(at, path, &topic_form(entry))
            }),
            users: each(at, &file.user, "user", |at, path, entry| read_user(at, path, entry, &known)),
            rules: file
                .rule
                .as_ref()
                .map(|rules| each(at, rules, "rule", |at, path, entry| read_rule(at, path, entry, &known))),
            objectives: each(at, &file.objective, "objective", read_objective),
        };
        unique(at, "voice", "key", plan.voices.iter().map(|wanted| wanted.key.as_str()));
        unique(at, "calendar", "key", plan.calendars.iter().map(|(key, _)| key.as_str()));
        unique(at, "sla_policy", "key", plan.policies.iter().map(|wanted| wanted.key.as_str()));
        unique(at, "topic", "key", plan.topics.iter().map(|wanted| wanted.key.as_str()));
        unique(at, "user", "email", plan.users.iter().map(|wanted| wanted.email.as_str()));
        if let Some(second) = plan.policies.iter().enumerate().filter(|(_, wanted)| wanted.is_default).nth(1)
        {
            let problem = Problem::Other("another policy is the default already".to_owned());
            at.note(&format!("sla_policy[{}].default", second.0), problem);
        }
        problems.check()?;
        Ok(plan)
    }

    /// In the order in which things refer to each other.
    async fn carry_out(self, change: &mut Change) -> Result<Applied, Error> {
        let mut applied = Applied::default();
        if let Some(wanted) = &self.desk {
            let outcome = desk::put(change, wanted).await?;
            applied.note("desk", &change.settings.desk.name, outcome);
        }
        // The successor of a voice that is retired is there before.
        let (used, retired): (Vec<_>, Vec<_>) = self.voices.iter().partition(|wanted| wanted.active);
        for wanted in used.into_iter().chain(retired) {
            let id =
                change.voices.iter().find(|(voice, _)| voice.key == wanted.key).map(|(voice, _)| voice.id);
            let (_, outcome) = voice::put(change, id, wanted).await?;
            applied.note("voice", &wanted.key, outcome);
        }
        for (key, wanted) in self.calendars {
            let id =
                change.settings.calendars.iter().find(|stored| stored.key == key).map(|stored| stored.id);
            let (_, outcome) = calendar::put(change, id, &key, wanted).await?;
            applied.note("calendar", &key, outcome);
        }
        for wanted in &self.policies {
            let id = change
                .settings
                .policies
                .iter()
                .find(|stored| stored.key == wanted.key)
                .map(|stored| stored.id);
            let (_, outcome) = policy::put(change, id, wanted).await?;
            applied.note("sla_policy", &wanted.key, outcome);
        }
        let names: Vec<&Key> = self.policies.iter().map(|wanted| &wanted.key).collect();
        policy::check_order(&change.settings.policies, |key| {
            let place = names.iter().position(|name| *name == key);
            place.map_or_else(|| "sla_policy".to_owned(), |place| format!("sla_policy[{place}].when"))
        })?;
        for wanted in &self.topics {
            let id =
                change.topics.iter().find(|(topic, ..)| topic.key == wanted.key).map(|(topic, ..)| topic.id);
            let (_, outcome) = topic::put(change, id, wanted).await?;
            applied.note("topic", &wanted.key, outcome);
        }
        let before = change.settings.users.clone();
        for wanted in deputies_first(&self.users) {
            let id = change.settings.users.iter().find(|user| user.email == wanted.email).map(|user| user.id);
            let place = self.users.iter().position(|user| user.email == wanted.email).unwrap_or_default();
            let put = user::put(change, id, wanted).await;
            let (_, outcome) = put.map_err(|error| error.within(&format!("user[{place}].")))?;
            applied.note("user", &wanted.email, outcome);
        }
        if let Some(lost) = user::lost(&before, &change.settings.users) {
            let place = self.users.iter().position(|wanted| wanted.email == lost.user.email);
            let field = format!("user[{}].{}", place.unwrap_or_default(), lost.field);
            return Err(Error::invalid(&field, lost.problem));
        }
        if let Some(rules) = &self.rules {
            let outcome = rule::put_all(change, rules).await?;
            applied.note("rule", "all", outcome);
        }
        for (place, wanted) in self.objectives.iter().enumerate() {
            let put = objective::put(change, None, wanted, None).await;
            let (_, outcome) = put.map_err(|error| error.within(&format!("objective[{place}].")))?;
            applied.note("objective", &wanted.key(), outcome);
        }
        Ok(applied)
    }
}

/// Reads an objective: on one side of its value or on the other.
fn read_objective(problems: &mut Problems, path: &str, entry: &ObjectiveEntry) -> Option<objective::Wanted> {
    let (comparison, value) = match (&entry.at_least, &entry.at_most) {
        (Some(value), None) => ("at_least", value),
        (None, Some(value)) => ("at_most", value),
        _ => {
            problems.note(&format!("{path}at_least"), Problem::Other("give at_least or at_most".to_owned()));
            return None;
        }
    };
    let form = ObjectiveForm {
        version: String::new(),
        measure: entry.measure.clone(),
        topic: entry.topic.clone().unwrap_or_default(),
        comparison: comparison.to_owned(),
        value: value.clone(),
        owner: entry.owner.clone(),
        due_on: entry.due_on.clone(),
        priority: entry.priority.unwrap_or(1).to_string(),
        active: entry.active.unwrap_or(true),
    };
    objective::read(problems, path, &form)
}

/// The people of a file, each after their deputy: who stands in for somebody has to be as they are wanted before. Of
/// deputies who stand in for each other any is first, and refused.
fn deputies_first(users: &[user::Wanted]) -> Vec<&user::Wanted> {
    let mut ordered: Vec<&user::Wanted> = Vec::with_capacity(users.len());
    let mut waiting: Vec<&user::Wanted> = users.iter().collect();
    while !waiting.is_empty() {
        let waits = |wanted: &&user::Wanted| {
            wanted.deputy.as_ref().is_some_and(|deputy| {
                *deputy != wanted.email && waiting.iter().any(|other| other.email == *deputy)
            })
        };
        let next = waiting.iter().position(|wanted| !waits(wanted)).unwrap_or(0);
        ordered.push(waiting.remove(next));
    }
    ordered
}

/// Reads each entry of a list; the path of its fields begins with its place.
fn each<E, W>(
    problems: &mut Problems,
    entries: &[E],
    name: &str,
    mut read: impl FnMut(&mut Problems, &str, &E) -> Option<W>,
) -> Vec<W> {
    let entries = entries.iter().enumerate();
    entries.filter_map(|(index, entry)| read(problems, &format!("{name}[{index}]."), entry)).collect()
}

/// Says where a file names the same thing twice. Entries that could not be read were told already.
fn unique<'a>(problems: &mut Problems, list: &str, field: &str, keys: impl Iterator<Item = &'a str>) {
    let mut seen = std::collections::BTreeSet::new();
    for key in keys {
        if !seen.insert(key) {
            problems.note(&format!("{list}.{field}"), Problem::Other(format!("“{key}” is there twice")));
        }
    }
}
