//! Everything a routing decision looks at, as plain values. The application loads them in the intake transaction;
//! nothing here knows a database or a clock, so that a decision can be replayed from its facts.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::expert_record::ExpertRecord;
use souffleur_core::{
    channel::Channel,
    id::{QuestionId, TopicId, UserId},
    language::Language,
    presence::Presence,
    rule::Rule,
    text::Key,
    topic::Topic,
};

/// The facts of one decision.
#[derive(Debug, Clone, Copy)]
pub struct RoutingFacts<'a> {
    /// The question to be given to somebody.
    pub question: QuestionFacts<'a>,
    /// The house's explicit rules; tried by ascending `position`.
    pub rules: &'a [Rule],
    /// The topics in use. What the model knows beyond these is ignored.
    pub topics: &'a [Topic],
    /// Everybody who may draft; inactive users are left out by the caller.
    pub experts: &'a [ExpertFacts],
    /// What the administrator set.
    pub settings: Thresholds,
}

/// What is known of the question itself.
#[derive(Debug, Clone, Copy)]
pub struct QuestionFacts<'a> {
    /// Its id, if it has one: whose turn it is follows from it.
    pub id: Option<QuestionId>,
    /// The channel it came by.
    pub channel: &'a Channel,
    /// Its subject, where the channel has one.
    pub subject: Option<&'a str>,
    /// What the customer wrote.
    pub body: &'a str,
    /// What an encoder makes of [`QuestionFacts::text`], where the model was learned with one.
    pub meaning: Option<&'a [f32]>,
    /// Its language, if known; [`souffleur_core::stopword::detect_language`] tells.
    pub language: Option<Language>,
    /// What the house calls its customer.
    pub tags: &'a [Key],
    /// When the house received it; the instant that recency is counted from.
    pub asked_at: Timestamp,
    /// When a draft is due, if a promise applies: who is back later than that is no help.
    pub draft_due_at: Option<Timestamp>,
}

impl QuestionFacts<'_> {
    /// Subject and body as the one text that the classifier reads.
    pub fn text(&self) -> String {
        match self.subject {
            Some(subject) if !subject.trim().is_empty() => format!("{subject}\n{}", self.body),
            _ => self.body.to_owned(),
        }
    }
}

/// What is known of one expert at the time of asking.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpertFacts {
    /// Who it is.
    pub user: UserId,
    /// Topics they draft on; the first is best known.
    pub topics: Vec<TopicId>,
    /// Who takes over while they are not there.
    pub deputy: Option<UserId>,
    /// Open questions at once; no limit where none was set.
    pub capacity: Option<u32>,
    /// Open questions now.
    pub open: u32,
    /// The same, each weighed by how much of its promise has passed: from a half, when it is new, to one, when it is due.
    pub pressure: f64,
    /// What the desk has seen of them, topic by topic.
    pub records: Vec<(TopicId, ExpertRecord)>,
    /// Whether they are at their desk.
    pub presence: Presence,
    /// When a draft of theirs last became an answer; of equals, who has waited longest is next.
    pub last_answered_at: Option<Timestamp>,
    /// When they last answered this very customer, topic by topic.
    pub answered_customer: Vec<(TopicId, Timestamp)>,
}

impl ExpertFacts {
    /// Whether they can be given a question whose draft is due then: they are there in time, and have room.
    pub fn can_take(&self, draft_due_at: Option<Timestamp>) -> bool {
        let away = matches!(self.presence, Presence::Away { .. }) && !self.presence.in_time(draft_due_at);
        !away && !self.is_full()
    }

    /// Whether one more question would be more than they can take on.
    pub fn is_full(&self) -> bool {
        self.capacity.is_some_and(|capacity| self.open >= capacity)
    }
}

/// What the administrator decides about routing.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Thresholds {
    /// Below this probability of being right the community manager keeps the question.
    pub unsure_below: f64,
    /// Below this share of known words a text counts as unlike anything seen.
    pub unfamiliar_below: f64,
}

impl Default for Thresholds {
    fn default() -> Self {
        Self { unsure_below: 0.35, unfamiliar_below: 0.15 }
    }
}
