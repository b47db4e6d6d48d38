//! Ids with a kind: a question's id can't be passed where a user's is meant.

use std::{cmp::Ordering, fmt, hash, marker::PhantomData, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// A version 7 UUID that belongs to one kind of thing. Made by the application's source of entropy, so that ids
/// of one table sort by the time they were made.
pub struct Id<K> {
    raw: Uuid,
    kind: PhantomData<fn() -> K>,
}

impl<K> Id<K> {
    /// Gives a raw id its kind.
    pub const fn new(raw: Uuid) -> Self {
        Self { raw, kind: PhantomData }
    }

    /// The raw id, for the store and the wire.
    pub const fn raw(self) -> Uuid {
        self.raw
    }
}

/// The text was not an id. Deliberately says no more: a malformed id is answered like an unknown one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an id")]
pub struct InvalidId;

impl<K> FromStr for Id<K> {
    type Err = InvalidId;
    fn from_str(text: &str) -> Result<Self, InvalidId> {
        Uuid::try_parse(text).map(Self::new).map_err(|_| InvalidId)
    }
}

impl<K> Clone for Id<K> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<K> Copy for Id<K> {}
impl<K> PartialEq for Id<K> {
    fn eq(&self, other: &Self) -> bool {
        self.raw == other.raw
    }
}
impl<K> Eq for Id<K> {}
impl<K> PartialOrd for Id<K> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl<K> Ord for Id<K> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.raw.cmp(&other.raw)
    }
}
impl<K> hash::Hash for Id<K> {
    fn hash<H: hash::Hasher>(&self, state: &mut H) {
        self.raw.hash(state);
    }
}
impl<K> fmt::Debug for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.raw, f)
    }
}
impl<K> fmt::Display for Id<K> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.raw, f)
    }
}
impl<K> Serialize for Id<K> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.raw.serialize(serializer)
    }
}
impl<'de, K> Deserialize<'de> for Id<K> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Uuid::deserialize(deserializer).map(Self::new)
    }
}

/// Declares the empty type that names a kind, and the id of that kind.
macro_rules! kinds {
    ($($(#[$doc:meta])* $id:ident = $kind:ident;)+) => {
        /// The empty types that give an [`Id`] its kind.
        pub mod kind {
            $(#[doc = concat!("The kind of [`super::", stringify!($id), "`].")] pub enum $kind {})+
        }
        $($(#[$doc])* pub type $id = Id<kind::$kind>;)+
    };
}

kinds! {
    /// Names a question inside the house; customers see its number and its unguessable token instead.
    QuestionId = Question;
    /// Names one public message of a thread.
    MessageId = Message;
    /// Names a file that came with a message.
    AttachmentId = Attachment;
    /// Names a draft, through all its versions.
    DraftId = Draft;
    /// Names an internal note.
    NoteId = Note;
    /// Names an answer that is kept.
    AnswerId = Answer;
    /// Names one assignment of one question.
    AssignmentId = Assignment;
    /// Names one promise on one question.
    TargetId = Target;
    /// Names a durable timer.
    TimerId = Timer;
    /// Names one alert to one person.
    AlertId = Alert;
    /// Names one line of the history.
    EventId = Event;
    /// Names one outgoing effect; the other side drops a repeat by it.
    OutboxId = Outbox;
    /// Names a member of staff.
    UserId = User;
    /// Names a session, through all its refresh tokens.
    SessionId = Session;
    /// Names a voice.
    VoiceId = Voice;
    /// Names a topic.
    TopicId = Topic;
    /// Names a calendar, through all its versions.
    CalendarId = Calendar;
    /// Names an SLA policy, through all its versions.
    PolicyId = Policy;
    /// Names a time during which promises are not counted.
    PauseId = Pause;
    /// Names an explicit routing rule.
    RuleId = Rule;
    /// Names a list of questions that somebody keeps.
    SavedViewId = SavedView;
    /// Names something that the house wants to reach.
    ObjectiveId = Objective;
    /// Names a link that shows a report.
    ReportLinkId = ReportLink;
    /// Names a customer.
    CustomerId = Customer;
    /// Names a token that a program authenticates with.
    TokenId = Token;
}
