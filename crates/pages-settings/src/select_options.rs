//! What a select offers: what the desk has, by the names that forms refer to it with.

use souffleur_app::Settings;
use souffleur_core::permission::{AccessScope, Action, Role, reach};
use souffleur_web::page::SelectOption;

/// The topics in use.
pub(super) fn topics(settings: &Settings) -> Vec<SelectOption> {
    settings.topics.iter().map(|topic| SelectOption::new(&topic.key, &topic.name)).collect()
}

/// The voices in use.
pub(super) fn voices(settings: &Settings) -> Vec<SelectOption> {
    settings.voices.iter().map(|voice| SelectOption::new(&voice.key, &voice.name)).collect()
}

/// The calendars, with their time zones.
pub(super) fn calendars(settings: &Settings) -> Vec<SelectOption> {
    let label = |key: &str, zone: &str| format!("{key} · {zone}");
    let calendars = settings.calendars.iter();
    calendars
        .map(|stored| SelectOption::new(&stored.key, &label(&stored.key, stored.calendar.time_zone_name())))
        .collect()
}

/// Everybody who drafts, but for the one who has this address.
pub(super) fn experts(settings: &Settings, but: &str) -> Vec<SelectOption> {
    let others = settings.experts().filter(|user| user.email.as_str() != but);
    others.map(|user| SelectOption::new(&user.email, &user.name)).collect()
}

/// Those whom a rule may give questions to: who drafts, their own at least.
pub(super) fn holders(settings: &Settings) -> Vec<SelectOption> {
    let holds = |role: Role| reach(role, Action::Draft) != AccessScope::Nothing;
    let holders = settings.users.iter().filter(|user| user.active && holds(user.role));
    holders.map(|user| SelectOption::new(&user.email, &user.name)).collect()
}

/// The policies, in the order in which they are tried.
pub(super) fn policies(settings: &Settings) -> Vec<SelectOption> {
    settings.policies.iter().map(|policy| SelectOption::new(&policy.key, &policy.key)).collect()
}
