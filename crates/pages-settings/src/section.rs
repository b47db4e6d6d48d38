//! The sections of the settings: one list, from which the navigation, the addresses and the permissions follow.

use serde::Serialize;
use souffleur_core::permission::Action;
use souffleur_web::access::Access;

/// A section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Section {
    Overview,
    Topics,
    Experts,
    Rules,
    Model,
    Calendars,
    Policies,
    Voices,
    Users,
    Programs,
    Desk,
    Audit,
    Health,
}

/// The navigation: who answers, what is promised, who speaks, and the house around them.
const GROUPS: [(&str, &[Section]); 4] = [
    ("answers", &[Section::Topics, Section::Experts, Section::Rules, Section::Model]),
    ("promises", &[Section::Calendars, Section::Policies]),
    ("voices", &[Section::Voices]),
    ("house", &[Section::Users, Section::Programs, Section::Desk, Section::Audit, Section::Health]),
];

impl Section {
    /// The name in addresses and messages.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Topics => "topics",
            Self::Experts => "experts",
            Self::Rules => "rules",
            Self::Model => "model",
            Self::Calendars => "calendars",
            Self::Policies => "policies",
            Self::Voices => "voices",
            Self::Users => "users",
            Self::Programs => "programs",
            Self::Desk => "desk",
            Self::Audit => "audit",
            Self::Health => "health",
        }
    }

    /// The address of its list, or of its only page.
    pub(super) fn path(self) -> String {
        match self {
            Self::Overview => "/settings".to_owned(),
            section => format!("/settings/{}", section.as_str()),
        }
    }

    /// Its icon.
    pub(super) const fn icon(self) -> &'static str {
        match self {
            Self::Overview => "adjustments",
            Self::Topics => "tags",
            Self::Experts => "user-question",
            Self::Rules => "route",
            Self::Model => "bulb",
            Self::Calendars => "calendar",
            Self::Policies => "hourglass",
            Self::Voices => "microphone-2",
            Self::Users => "users",
            Self::Programs => "key",
            Self::Desk => "masks-theater",
            Self::Audit => "history",
            Self::Health => "circle-check",
        }
    }

    /// Who may enter.
    pub(super) const fn access(self) -> Access {
        match self {
            Self::Experts | Self::Users => Access::May(Action::ManageUsers),
            _ => Access::May(Action::ChangeSettings),
        }
    }

    /// Every section but the overview, in the order of the navigation.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        GROUPS.into_iter().flat_map(|(_, sections)| sections.iter().copied())
    }
}

/// Where a page of the settings is: flattened into the context of each.
#[derive(Debug, Serialize)]
pub(super) struct Place {
    section: Section,
    path: String,
    groups: Vec<Group>,
}

/// Sections that belong together.
#[derive(Debug, Serialize)]
struct Group {
    key: &'static str,
    entries: Vec<Entry>,
}

/// A line of the navigation.
#[derive(Debug, Serialize)]
struct Entry {
    key: Section,
    path: String,
    icon: &'static str,
}

impl From<Section> for Place {
    fn from(section: Section) -> Self {
        let entry = |key: &Section| Entry { key: *key, path: key.path(), icon: key.icon() };
        let group =
            |(key, sections): (_, &[Section])| Group { key, entries: sections.iter().map(entry).collect() };
        Self { section, path: section.path(), groups: GROUPS.map(group).into() }
    }
}
