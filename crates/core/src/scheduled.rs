//! A reply that a community manager has decided upon and that has not left yet: for the seconds in which it can be
//! taken back, or until the hour that was chosen for it.

use jiff::Timestamp;

use crate::{
    actor::Actor,
    attachment::Attachment,
    id::{DraftId, QuestionId},
    message::MessageKind,
    text::Body,
};

/// The reply that waits on a question; there is at most one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScheduledReply {
    /// The question it answers.
    pub question: QuestionId,
    /// Whose decision it is, in the role they had.
    pub by: Actor,
    /// What the voice is to say.
    pub body: Body,
    /// The draft it was made from.
    pub draft: Option<DraftId>,
    /// The files that go with it.
    pub files: Vec<Attachment>,
    /// Whether it answers, or asks for patience.
    pub weight: MessageKind,
    /// The version of the question that was read. A question that has another by then is read again by a person first.
    pub version: i64,
    /// Whether the community manager has seen whom the text names, and means it.
    pub confirmed_leaks: bool,
    /// When it was decided upon.
    pub decided_at: Timestamp,
    /// When it leaves.
    pub leaves_at: Timestamp,
    /// Why it did not leave then; until somebody decides anew, it stays.
    pub stopped: Option<StopReason>,
}

/// Why a reply did not leave at its hour.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    serde::Serialize,
    serde::Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum StopReason {
    /// The question changed meanwhile: the customer wrote again, or somebody else did something.
    Changed,
    /// Whoever decided upon it may no longer speak for the house.
    Forbidden,
    /// Its text names somebody of the house, who was not there when it was written.
    Leaks,
    /// What it was made of is gone.
    Unusable,
    /// A community manager took it back.
    Recalled,
    /// The desk was restored from a copy, and the desk that was copied may have sent it.
    Restored,
}

impl StopReason {
    /// Every reason.
    pub const ALL: [Self; 6] =
        [Self::Changed, Self::Forbidden, Self::Leaks, Self::Unusable, Self::Recalled, Self::Restored];

    /// The name in the schema and in messages.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}
