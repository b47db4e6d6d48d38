//! Times during which promises of working time are not counted: the desk waits for the customer, or the house itself
//! stands still. A pause has a reason and an author, and is never forgotten.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    actor::Actor,
    channel::Channel,
    id::{PauseId, QuestionId, TopicId},
    text::Remark,
};

/// What a pause is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseScope {
    /// One question: its customer has to say something first.
    Question(QuestionId),
    /// The whole desk.
    Desk,
    /// Every question on a topic.
    Topic(TopicId),
    /// Every question by a channel.
    Channel(Channel),
}

impl PauseScope {
    /// Whether the house itself pauses, rather than wait for one customer.
    pub const fn is_house(&self) -> bool {
        !matches!(self, Self::Question(_))
    }

    /// Whether a question falls into it.
    pub fn holds(&self, question: QuestionId, topic: Option<TopicId>, channel: &Channel) -> bool {
        match self {
            Self::Question(one) => *one == question,
            _ => self.holds_new(topic, channel),
        }
    }

    /// Whether a question that is only being asked falls into it.
    pub fn holds_new(&self, topic: Option<TopicId>, channel: &Channel) -> bool {
        match self {
            Self::Question(_) => false,
            Self::Desk => true,
            Self::Topic(one) => topic == Some(*one),
            Self::Channel(one) => one == channel,
        }
    }
}

/// A pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pause {
    /// Its id.
    pub id: PauseId,
    /// What it is about.
    pub scope: PauseScope,
    /// When it began.
    pub from: Timestamp,
    /// When it ended; none while it lasts.
    pub until: Option<Timestamp>,
    /// Why. A pause of the house always says so.
    pub reason: Option<Remark>,
    /// Who began it.
    pub by: Actor,
    /// Who ended it.
    pub ended_by: Option<Actor>,
}
