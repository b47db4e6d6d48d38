//! What listeners are told once a change is durable. A notice makes them early; their period makes them certain.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use souffleur_core::{
    event::Event,
    id::{EventId, QuestionId, SessionId, UserId},
};

/// Something committed, on this node or another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The history has a new line.
    Event(EventRef),
    /// A setting changed.
    Settings,
    /// Timers were set or moved: the earliest of them, or any.
    Timers(Option<Timestamp>),
    /// Somebody began to write on a question, or gave it up.
    Writing(QuestionId),
    /// Somebody has a question open until then, unless they say so again; or has left it.
    Looking {
        /// Which.
        question: QuestionId,
        /// Who.
        user: UserId,
        /// Until when; none where they left.
        until: Option<Timestamp>,
    },
    /// Somebody was told something.
    Alerts(UserId),
    /// A reply waits to leave.
    Replies,
    /// Something waits to be delivered.
    Outbox,
    /// The router learned.
    Model,
    /// A session was ended.
    SessionEnded(SessionId),
    /// What somebody may do has changed, or all their sessions were ended.
    AccessChanged(UserId),
    /// This node may have missed events: it was cut off from the database. Never sent by another node.
    Gap,
}

/// Enough of an event to decide whether to read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventRef {
    /// Its id.
    pub id: EventId,
    /// The question it happened to.
    pub question: Option<QuestionId>,
    /// What happened, by its name in the schema.
    pub kind: String,
}

impl From<&Event> for EventRef {
    fn from(event: &Event) -> Self {
        Self { id: event.id, question: event.question, kind: event.what.as_str().to_owned() }
    }
}

impl Notice {
    /// What a listener has to look at after it may have missed something.
    pub(crate) const AFTER_A_GAP: [Self; 6] =
        [Self::Settings, Self::Timers(None), Self::Replies, Self::Outbox, Self::Model, Self::Gap];
}
