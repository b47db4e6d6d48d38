//! The people of the house.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    id::{CalendarId, TopicId, UserId, VoiceId},
    language::Language,
    permission::Role,
    text::{Email, Name},
};

/// A member of staff. None of this ever leaves for a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// What they sign in with.
    pub email: Email,
    /// What colleagues call them.
    pub name: Name,
    /// What they may do.
    pub role: Role,
    /// The language of their pages; the browser's where they have not said.
    pub language: Option<Language>,
    /// The voice a community manager lends their hands to.
    pub voice: Option<VoiceId>,
    /// Whether they may sign in and be assigned questions.
    pub active: bool,
    /// What makes them an expert.
    pub expertise: Expertise,
}

/// What a user knows and how much they can take on; empty for who drafts nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expertise {
    /// Topics they draft on; the first is best known.
    pub topics: Vec<TopicId>,
    /// Open questions at once; no limit where none was set.
    pub capacity: Option<u32>,
    /// Working hours; the desk's default calendar where none was set.
    pub calendar: Option<CalendarId>,
    /// Who takes over while they are away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<UserId>,
    /// When they are away.
    pub absences: Vec<Absence>,
}

/// Days away, in the time zone of the person's calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Absence {
    /// The first day away.
    pub from: Date,
    /// The last day away.
    pub until: Date,
}

impl Absence {
    /// Whether a day falls into it; both ends count.
    pub fn covers(&self, day: Date) -> bool {
        self.from <= day && day <= self.until
    }
}
