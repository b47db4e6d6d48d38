//! Somebody as they are wanted, made so.

use souffleur_app::error::{Error, Problem};
use souffleur_core::{
    id::{CalendarId, TopicId, UserId, VoiceId},
    permission::{AccessScope, Action, Role, reach},
    text::{Email, Key},
    user::{Expertise, User},
};
use souffleur_store::Notice;

use super::{Kept, Wanted, last::lost};
use crate::settings::{
    change::{Change, Outcome},
    form::no_such,
};

/// Makes somebody as they are wanted; `id` says who, or nobody for a new one. The desk keeps an administrator and
/// a community manager.
pub(crate) async fn put(
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
    check_deputy(change, &user)?;
    let before = change.settings.users.clone();
    let outcome = match &current {
        None => {
            change.tx.insert_user(&user, None, change.now).await?;
            Outcome::Added
        }
        Some(current) if *current == user => Outcome::Unchanged,
        Some(current) => {
            change.tx.save_user(&user).await?;
            if current.expertise.absences != user.expertise.absences {
                change.tx.recount_expert(user.id).await?;
            }
            if current.active && !user.active {
                change.tx.revoke_sessions_of(user.id, change.now).await?;
                change.tx.void_invitations_of(user.id, change.now).await?;
            }
            if current.role != user.role || current.active != user.active {
                change.tx.notify(Notice::AccessChanged(user.id));
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
    // A file may name the successor further down: it is looked at as a whole.
    if let Some(lost) = lost(&before, &change.settings.users).filter(|_| !change.by_file) {
        return Err(Error::invalid(lost.field, lost.problem));
    }
    Ok((id, outcome))
}

/// Whether questions may be given to somebody.
fn holds(user: &User) -> bool {
    user.active && reach(user.role, Action::Draft) == AccessScope::Own
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
            deputy: wanted.deputy.as_ref().map(|email| deputy_of(change, wanted, email)).transpose()?,
            absences: wanted.absences.clone().unwrap_or(absences),
        },
    })
}

/// A deputy drafts, and is not stood in for, in the end, by the very person.
fn check_deputy(change: &Change, user: &User) -> Result<(), Error> {
    let Some(deputy) = user.expertise.deputy else { return Ok(()) };
    let find = |id| change.settings.users.iter().find(|other| other.id == id);
    let drafts = |other: &&User| other.active && other.role == Role::Expert;
    if let Some(idle) = find(deputy).filter(|other| !drafts(other)) {
        return Err(Error::invalid("deputy", Problem::NoExpert { name: idle.name.to_string() }));
    }
    let mut next = Some(deputy);
    // No way through a desk is longer than it has people, unless it turns in a circle that was there before.
    for _ in 0..=change.settings.users.len() {
        match next {
            Some(id) if id == user.id => return Err(Error::invalid("deputy", Problem::DeputyLoop)),
            Some(id) => next = find(id).and_then(|other| other.expertise.deputy),
            None => break,
        }
    }
    Ok(())
}

fn deputy_of(change: &Change, wanted: &Wanted, email: &Email) -> Result<UserId, Error> {
    if *email == wanted.email {
        return Err(Error::invalid("deputy", Problem::OwnDeputy));
    }
    let found = change.settings.users.iter().find(|user| user.email == *email);
    found.map(|user| user.id).ok_or_else(|| Error::invalid("deputy", no_such("user", email)))
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
