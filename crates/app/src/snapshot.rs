//! What administrators decided, held in memory: every use case reads it, few change it.

use std::ops::Deref;

use jiff::tz::TimeZone;

use souffleur_core::{
    alert::AlertChoice,
    id::{CalendarId, TopicId, UserId, VoiceId},
    language::Language,
    leak::Insider,
    permission::{AccessScope, Action, Role, reach},
    topic::Topic,
    user::User,
    voice::Voice,
};
use souffleur_store::{Store, StoredCalendar, StoredPolicy};

use crate::error::Error;

/// The settings of one moment, with the questions that use cases ask of them.
#[derive(Debug, Clone)]
pub struct Settings {
    stored: souffleur_store::Settings,
}

impl Deref for Settings {
    type Target = souffleur_store::Settings;
    fn deref(&self) -> &souffleur_store::Settings {
        &self.stored
    }
}

impl Settings {
    /// Reads everything at once.
    pub async fn load(store: &Store) -> Result<Self, Error> {
        Ok(Self { stored: store.read().load_settings().await? })
    }

    /// The same settings with a change that is only tried.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut souffleur_store::Settings)) -> Self {
        let mut stored = self.stored.clone();
        change(&mut stored);
        Self { stored }
    }

    /// A topic in use or out of use: past questions are about either.
    pub fn any_topic(&self, id: TopicId) -> Option<&Topic> {
        self.topic(id).or_else(|| self.retired_topics.iter().find(|topic| topic.id == id))
    }

    /// A topic in use.
    pub fn topic(&self, id: TopicId) -> Option<&Topic> {
        self.topics.iter().find(|topic| topic.id == id)
    }

    /// A member of staff, active or not.
    pub fn user(&self, id: UserId) -> Option<&User> {
        self.users.iter().find(|user| user.id == id)
    }

    /// A topic by its key or its name, as files and people write them.
    pub fn topic_called(&self, said: &str) -> Option<&Topic> {
        let name = said.to_lowercase();
        self.topics.iter().find(|topic| topic.key.as_str() == said || topic.name.to_lowercase() == name)
    }

    /// A member of staff by their address or their name.
    pub fn user_called(&self, said: &str) -> Option<&User> {
        let said = said.to_lowercase();
        self.users.iter().find(|user| user.email.as_str() == said || user.name.to_lowercase() == said)
    }

    /// A voice.
    pub fn voice(&self, id: VoiceId) -> Option<&Voice> {
        self.voices.iter().find(|voice| voice.id == id)
    }

    /// The voice that takes a question in a language: the first that speaks it, or else the first of all.
    pub fn voice_for(&self, language: Language) -> Option<&Voice> {
        let speaks = |voice: &&Voice| voice.languages.contains(&language);
        self.voices.iter().find(speaks).or_else(|| self.voices.first())
    }

    /// A calendar, in its present version.
    pub fn calendar(&self, id: CalendarId) -> Option<&StoredCalendar> {
        self.calendars.iter().find(|calendar| calendar.id == id)
    }

    /// The calendar that a policy is counted in.
    pub fn calendar_of(&self, policy: &StoredPolicy) -> Option<&StoredCalendar> {
        self.calendar(policy.calendar).or_else(|| self.default_calendar())
    }

    /// The promise that holds where no other is said to.
    pub fn default_policy(&self) -> Option<&StoredPolicy> {
        self.policies.iter().find(|policy| policy.is_default).or_else(|| self.policies.first())
    }

    /// The calendar of the default policy: the desk's own hours and time zone.
    pub fn default_calendar(&self) -> Option<&StoredCalendar> {
        let of_policy = self.default_policy().and_then(|policy| self.calendar(policy.calendar));
        of_policy.or_else(|| self.calendars.first())
    }

    /// Everybody whom a question may be given to: active, and with a role that drafts.
    pub fn experts(&self) -> impl Iterator<Item = &User> {
        self.users.iter().filter(|user| user.active && user.role == Role::Expert)
    }

    /// Everybody who may reply as the voice.
    pub fn community_managers(&self) -> impl Iterator<Item = &User> {
        self.users
            .iter()
            .filter(|user| user.active && reach(user.role, Action::Reply) == AccessScope::Everything)
    }

    /// Whether somebody drafts, and so may stand in for an expert.
    pub fn may_draft(&self, id: UserId) -> bool {
        self.experts().any(|expert| expert.id == id)
    }

    /// Whether somebody may hold a question.
    pub fn may_hold(&self, id: UserId) -> bool {
        self.user(id).is_some_and(|user| user.active && reach(user.role, Action::Draft) == AccessScope::Own)
    }

    /// What somebody chose to be told of; everything, where they chose nothing.
    pub fn alert_choice(&self, id: UserId) -> AlertChoice {
        self.alert_choices.get(&id).cloned().unwrap_or_default()
    }

    /// Everybody whom a customer must not meet.
    pub fn insiders(&self) -> Vec<Insider> {
        let insider = |user: &User| Insider { name: user.name.clone(), email: user.email.clone() };
        self.users.iter().map(insider).collect()
    }
}

/// The zone that the desk's days are counted in.
pub fn house_zone(settings: &Settings) -> TimeZone {
    settings.default_calendar().map_or(TimeZone::UTC, |stored| stored.calendar.time_zone().clone())
}

/// The zone that one of the house works in.
pub fn zone_of(settings: &Settings, user: &User) -> TimeZone {
    let own = user.expertise.calendar.and_then(|id| settings.calendar(id));
    let calendar = own.or_else(|| settings.default_calendar());
    calendar.map_or(TimeZone::UTC, |stored| stored.calendar.time_zone().clone())
}
