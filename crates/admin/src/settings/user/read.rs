//! Somebody as typed, checked.

use souffleur_app::error::{Problem, Problems};
use souffleur_core::{
    Language,
    permission::Role,
    text::{Email, Key, Name},
    user::Absence,
};

use super::UserForm;
use crate::settings::{
    form::{self, no_such},
    known::Known,
};

/// Open questions at once that a person can mean.
const MOST_CAPACITY: i64 = 1_000;

/// What may be left as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept<T> {
    /// As it was.
    AsItIs,
    /// Like this.
    Set(T),
}

/// What somebody is to be. What is none of absences and activity stays as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Wanted {
    pub(crate) email: Email,
    pub(crate) name: Name,
    pub(crate) role: Role,
    pub(crate) language: Kept<Option<Language>>,
    pub(crate) voice: Option<Key>,
    pub(crate) topics: Vec<Key>,
    pub(crate) capacity: Option<u32>,
    pub(crate) calendar: Option<Key>,
    pub(crate) deputy: Option<Email>,
    pub(crate) absences: Option<Vec<Absence>>,
    pub(crate) active: Option<bool>,
}

/// Reads somebody's fields, which are told by the name that `at` makes of theirs.
pub(crate) fn read(
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
    let deputy = deputy(&mut own, &form.deputy, known);
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
        deputy,
        absences: Some(absences),
        active: Some(form.active),
    })
}

/// The address of somebody who works here. Whether they can stand in for this person is known once everybody is as they
/// are wanted.
fn deputy(problems: &mut Problems, text: &str, known: &Known) -> Option<Email> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let email = Email::parse(text).ok().filter(|email| known.users.contains(email.as_str()));
    problems.take("deputy", email.ok_or_else(|| no_such("user", text)))
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
