//! What a select offers: what the desk has, by the names that forms refer to it with.

use serde::Serialize;
use souffleur_app::Settings;
use souffleur_core::permission::{Action, Reach, Role, reach};

/// One of the options.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Choice {
    value: String,
    label: String,
}

impl Choice {
    pub(super) fn new(value: &str, label: &str) -> Self {
        Self { value: value.to_owned(), label: label.to_owned() }
    }
}

/// The topics in use.
pub(super) fn topics(settings: &Settings) -> Vec<Choice> {
    settings.topics.iter().map(|topic| Choice::new(&topic.key, &topic.name)).collect()
}

/// The voices in use.
pub(super) fn voices(settings: &Settings) -> Vec<Choice> {
    settings.voices.iter().map(|voice| Choice::new(&voice.key, &voice.name)).collect()
}

/// The calendars, with their time zones.
pub(super) fn calendars(settings: &Settings) -> Vec<Choice> {
    let label = |key: &str, zone: &str| format!("{key} · {zone}");
    let calendars = settings.calendars.iter();
    calendars
        .map(|stored| Choice::new(&stored.key, &label(&stored.key, stored.calendar.time_zone_name())))
        .collect()
}

/// Everybody who drafts, but for the one who has this address.
pub(super) fn experts(settings: &Settings, but: &str) -> Vec<Choice> {
    let others = settings.experts().filter(|user| user.email.as_str() != but);
    others.map(|user| Choice::new(&user.email, &user.name)).collect()
}

/// Those whom a rule may give questions to: who drafts, their own at least.
pub(super) fn holders(settings: &Settings) -> Vec<Choice> {
    let holds = |role: Role| reach(role, Action::Draft) != Reach::Nothing;
    let holders = settings.users.iter().filter(|user| user.active && holds(user.role));
    holders.map(|user| Choice::new(&user.email, &user.name)).collect()
}

/// The policies, in the order in which they are tried.
pub(super) fn policies(settings: &Settings) -> Vec<Choice> {
    settings.policies.iter().map(|policy| Choice::new(&policy.key, &policy.key)).collect()
}
