//! People: who works here, what they may do, and what makes some of them experts.

use serde::{Deserialize, Serialize};
use souffleur_core::{
    Actor, Language,
    id::{CalendarId, TopicId, UserId, VoiceId},
    permission::{Action, Reach, Role, reach},
    text::{Email, Key, Name},
    user::{Absence, Expertise, User},
};

use super::{
    change::{Change, Outcome},
    form::{self, AbsenceForm, no_such},
    known::Known,
};
use crate::{
    app::App,
    error::{Error, Problem, Problems},
    snapshot::Settings,
};

/// Open questions at once that a person can mean.
const MOST_CAPACITY: i64 = 1_000;

/// Somebody as an administrator sees them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserView {
    /// Their id.
    pub id: UserId,
    /// What they sign in with.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// What they may do.
    pub role: Role,
    /// The language of their pages, where they said.
    pub language: Option<Language>,
    /// The key of the voice they lend their hands to.
    pub voice_key: Option<String>,
    /// Its name.
    pub voice_name: Option<String>,
    /// Whether they may sign in and be given questions.
    pub active: bool,
    /// Key and name of the topics they know; the first best.
    pub topics: Vec<(String, String)>,
    /// Open questions at once.
    pub capacity: Option<u32>,
    /// The key of their working hours.
    pub calendar_key: Option<String>,
    /// When they are away.
    pub absences: Vec<Absence>,
    /// How many open questions they hold.
    pub open_questions: u32,
    /// Whether they have chosen a password yet.
    pub has_password: bool,
}

/// Somebody as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct UserForm {
    /// What they sign in with.
    pub email: String,
    /// What colleagues call them.
    pub name: String,
    /// A role's name.
    pub role: String,
    /// `fr`, `en`, or empty.
    pub language: String,
    /// A voice's key, or empty.
    pub voice: String,
    /// Topics' keys, the best known first.
    pub topics: Vec<String>,
    /// A number, or empty for no limit.
    pub capacity: String,
    /// A calendar's key, or empty for the desk's.
    pub calendar: String,
    /// Days away; a line left empty is not one.
    pub absences: Vec<AbsenceForm>,
    /// Whether they may sign in and be given questions.
    pub active: bool,
}

impl Default for UserForm {
    fn default() -> Self {
        let empty = String::new;
        Self {
            email: empty(),
            name: empty(),
            role: empty(),
            language: empty(),
            voice: empty(),
            topics: Vec::new(),
            capacity: empty(),
            calendar: empty(),
            absences: Vec::new(),
            active: true,
        }
    }
}

impl UserView {
    fn of(user: &User, settings: &Settings, open_questions: u32, has_password: bool) -> Self {
        let voice = user.voice.and_then(|id| settings.voice(id));
        let calendar = user.expertise.calendar.and_then(|id| settings.calendar(id));
        let topics = user.expertise.topics.iter().filter_map(|id| settings.topic(*id));
        Self {
            id: user.id,
            email: user.email.to_string(),
            name: user.name.to_string(),
            role: user.role,
            language: user.language,
            voice_key: voice.map(|voice| voice.key.to_string()),
            voice_name: voice.map(|voice| voice.name.to_string()),
            active: user.active,
            topics: topics.map(|topic| (topic.key.to_string(), topic.name.to_string())).collect(),
            capacity: user.expertise.capacity,
            calendar_key: calendar.map(|calendar| calendar.key.to_string()),
            absences: user.expertise.absences.clone(),
            open_questions,
            has_password,
        }
    }

    /// The form that leaves them as they are.
    pub fn form(&self) -> UserForm {
        UserForm {
            email: self.email.clone(),
            name: self.name.clone(),
            role: self.role.as_str().to_owned(),
            language: self.language.map(Language::code).unwrap_or_default().to_owned(),
            voice: self.voice_key.clone().unwrap_or_default(),
            topics: self.topics.iter().map(|(key, _)| key.clone()).collect(),
            capacity: self.capacity.map(|capacity| capacity.to_string()).unwrap_or_default(),
            calendar: self.calendar_key.clone().unwrap_or_default(),
            absences: self.absences.iter().map(AbsenceForm::from).collect(),
            active: self.active,
        }
    }
}

/// Everybody, by name.
pub async fn list(app: &App, actor: Actor) -> Result<Vec<UserView>, Error> {
    actor.may(Action::ManageUsers)?;
    views(app, |_| true).await
}

/// Everybody who is given questions, by name.
pub async fn experts(app: &App, actor: Actor) -> Result<Vec<UserView>, Error> {
    actor.may(Action::ManageUsers)?;
    views(app, |user| user.active && user.role == Role::Expert).await
}

/// Somebody.
pub async fn get(app: &App, actor: Actor, id: UserId) -> Result<UserView, Error> {
    actor.may(Action::ManageUsers)?;
    views(app, |user| user.id == id).await?.pop().ok_or(Error::NotFound)
}

async fn views(app: &App, wanted: impl Fn(&User) -> bool) -> Result<Vec<UserView>, Error> {
    let (settings, reader) = (app.settings(), app.store().read());
    let (load, with_password) = (reader.open_load().await?, reader.users_with_password().await?);
    let view = |user: &User| {
        let open = load.get(&user.id).copied().unwrap_or(0);
        UserView::of(user, &settings, open, with_password.contains(&user.id))
    };
    Ok(settings.users.iter().filter(|user| wanted(user)).map(view).collect())
}

/// Adds somebody, or changes what is known of them.
pub async fn save(app: &App, actor: Actor, id: Option<UserId>, form: UserForm) -> Result<UserId, Error> {
    actor.may(Action::ManageUsers)?;
    let mut problems = Problems::default();
    let known = Known::of(&app.settings());
    let wanted = read(&mut problems, &|field| in_form(field), &form, &known);
    problems.check()?;
    let mut change = Change::begin(app, actor).await?;
    // A problem was noted where nothing could be read.
    let (id, _) = put(&mut change, id, &wanted.ok_or(Error::NotFound)?).await?;
    change.commit().await?;
    Ok(id)
}

/// The field of the page: topics are chosen in one.
fn in_form(field: &str) -> String {
    if field.starts_with("topics") { "topics".to_owned() } else { field.to_owned() }
}

/// What may be left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept<T> {
    /// As it was.
    AsItIs,
    /// Like this.
    Set(T),
}

/// What somebody is to be. What is none of absences and activity stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wanted {
    pub(super) email: Email,
    name: Name,
    role: Role,
    pub(super) language: Kept<Option<Language>>,
    voice: Option<Key>,
    topics: Vec<Key>,
    capacity: Option<u32>,
    calendar: Option<Key>,
    pub(super) absences: Option<Vec<Absence>>,
    pub(super) active: Option<bool>,
}

/// Reads somebody's fields, which are told by the name that `at` makes of theirs.
pub(super) fn read(
    problems: &mut Problems,
    at: &dyn Fn(&str) -> String,
    form: &UserForm,
    known: &Known,
) -> Option<Wanted> {
    let mut own = Problems::default();
    let email = own.take("email", Email::parse(&form.email));
    let name = own.take("name", Name::parse(&form.name));
    let role = match form.role.trim() {
        "" => own.take("role", Err(Problem::Required)),
        role => own.take("role", Role::parse(role).ok_or_else(|| no_such("role", role))),
    };
    let voice = reference(&mut own, "voice", "voice", &form.voice, |key| known.voices.contains(key));
    let calendar =
        reference(&mut own, "calendar", "calendar", &form.calendar, |key| known.calendars.contains_key(key));
    let mut topics = Vec::new();
    for (index, topic) in form.topics.iter().enumerate() {
        let field = format!("topics[{index}]");
        let topic = reference(&mut own, &field, "topic", topic, |key| known.topics.contains(key));
        topics.extend(topic.filter(|topic| !topics.contains(topic)));
    }
    let capacity = form::number(&mut own, "capacity", &form.capacity, 0, MOST_CAPACITY);
    let language = form::language(&mut own, "language", &form.language);
    let absences = form::absences(&mut own, &form.absences);
    problems.adopt(own, at);
    Some(Wanted {
        email: email?,
        name: name?,
        role: role?,
        language: Kept::Set(language),
        voice,
        topics,
        capacity: capacity.and_then(|capacity| u32::try_from(capacity).ok()),
        calendar,
        absences: Some(absences),
        active: Some(form.active),
    })
}

/// The key of something that is there; none where nothing was chosen.
fn reference(
    problems: &mut Problems,
    field: &str,
    what: &'static str,
    text: &str,
    exists: impl Fn(&str) -> bool,
) -> Option<Key> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let key = Key::parse(text).ok().filter(|key| exists(key));
    problems.take(field, key.ok_or_else(|| no_such(what, text)))
}

/// Makes somebody as they are wanted; `id` says who, or nobody for a new one. The desk keeps an administrator.
pub(super) async fn put(
    change: &mut Change,
    id: Option<UserId>,
    wanted: &Wanted,
) -> Result<(UserId, Outcome), Error> {
    let current = change.settings.users.iter().find(|user| Some(user.id) == id).cloned();
    if id.is_some() && current.is_none() {
        return Err(Error::NotFound);
    }
    if change.settings.users.iter().any(|user| user.email == wanted.email && Some(user.id) != id) {
        return Err(Error::Taken { field: "email" });
    }
    let user = resolve(change, id, current.as_ref(), wanted)?;
    let rules = |user: &User| user.active && user.role == Role::Administrator;
    let others = change.settings.users.iter().any(|other| rules(other) && other.id != user.id);
    if current.as_ref().is_some_and(rules) && !rules(&user) && !others {
        let field = if user.active { "role" } else { "active" };
        return Err(Error::invalid(field, Problem::LastAdministrator));
    }
    let outcome = match &current {
        None => {
            change.tx.insert_user(&user, None, change.now).await?;
            Outcome::Added
        }
        Some(current) if *current == user => Outcome::Unchanged,
        Some(current) => {
            change.tx.save_user(&user).await?;
            if current.active && !user.active {
                change.tx.revoke_sessions_of(user.id, change.now).await?;
                change.tx.void_invitations_of(user.id, change.now).await?;
            }
            if holds(current) && !holds(&user) {
                change.leaving.push(user.id);
            }
            Outcome::Changed
        }
    };
    change.note_outcome("user", &user.email, outcome);
    let id = user.id;
    change.settings.users.retain(|other| other.id != id);
    change.settings.users.push(user);
    Ok((id, outcome))
}

/// Whether questions may be given to somebody.
fn holds(user: &User) -> bool {
    user.active && reach(user.role, Action::Draft) == Reach::Own
}

fn resolve(
    change: &Change,
    id: Option<UserId>,
    current: Option<&User>,
    wanted: &Wanted,
) -> Result<User, Error> {
    let topics = wanted.topics.iter().map(|key| topic_of(change, key)).collect::<Result<_, _>>()?;
    let absences = current.map(|user| user.expertise.absences.clone()).unwrap_or_default();
    Ok(User {
        id: id.unwrap_or_else(|| change.app.id(change.now)),
        email: wanted.email.clone(),
        name: wanted.name.clone(),
        role: wanted.role,
        language: match wanted.language {
            Kept::Set(language) => language,
            Kept::AsItIs => current.and_then(|user| user.language),
        },
        voice: wanted.voice.as_ref().map(|key| voice_of(change, key)).transpose()?,
        active: wanted.active.unwrap_or_else(|| current.is_none_or(|user| user.active)),
        expertise: Expertise {
            topics,
            capacity: wanted.capacity,
            calendar: wanted.calendar.as_ref().map(|key| calendar_of(change, key)).transpose()?,
            absences: wanted.absences.clone().unwrap_or(absences),
        },
    })
}

fn topic_of(change: &Change, key: &Key) -> Result<TopicId, Error> {
    let found = change.topics.iter().find(|(topic, ..)| topic.key == *key);
    found.map(|(topic, ..)| topic.id).ok_or_else(|| Error::invalid("topics", no_such("topic", key)))
}

fn voice_of(change: &Change, key: &Key) -> Result<VoiceId, Error> {
    let found = change.voices.iter().find(|(voice, _)| voice.key == *key);
    found.map(|(voice, _)| voice.id).ok_or_else(|| Error::invalid("voice", no_such("voice", key)))
}

fn calendar_of(change: &Change, key: &Key) -> Result<CalendarId, Error> {
    let found = change.settings.calendars.iter().find(|stored| stored.key == *key);
    found.map(|stored| stored.id).ok_or_else(|| Error::invalid("calendar", no_such("calendar", key)))
}
