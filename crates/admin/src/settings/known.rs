//! What a form or a file may refer to: what the desk has, and what the same file brings.

use std::collections::{BTreeMap, BTreeSet};

use souffleur_sla::Calendar;
use souffleur_store::Settings;

/// The names that references can have.
#[derive(Debug, Clone, Default)]
pub(super) struct Known {
    pub(super) voices: BTreeSet<String>,
    pub(super) topics: BTreeSet<String>,
    pub(super) calendars: BTreeMap<String, Calendar>,
    pub(super) users: BTreeSet<String>,
}

impl Known {
    /// What the desk has in use.
    pub(super) fn of(settings: &Settings) -> Self {
        Self {
            voices: settings.voices.iter().map(|voice| voice.key.to_string()).collect(),
            topics: settings.topics.iter().map(|topic| topic.key.to_string()).collect(),
            calendars: settings
                .calendars
                .iter()
                .map(|stored| (stored.key.to_string(), stored.calendar.clone()))
                .collect(),
            users: settings.users.iter().map(|user| user.email.to_string()).collect(),
        }
    }
}
