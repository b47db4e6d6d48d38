//! What the ledger knows of one promise to reply: everything that any figure is counted from.

use jiff::{Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

use crate::{
    assignment::DecidedBy,
    channel::Channel,
    id::{CalendarId, PolicyId, QuestionId, TargetId, TopicId, UserId},
    language::Language,
};

/// One promise to reply, from its beginning to what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "columns of a ledger, each counted by itself")]
pub struct Fact {
    /// The promise.
    pub promise: TargetId,
    /// On which question.
    pub question: QuestionId,
    /// The question's number.
    pub number: i64,
    /// Whether it is the promise of a first reply: each question has one.
    pub first: bool,
    /// When it began: the question was asked, or the customer wrote again.
    pub asked_at: Timestamp,
    /// The zone of the house then; days and hours stay as they were counted.
    pub time_zone: String,
    /// The local day on which it began.
    pub day: Date,
    /// The local hour in which it began, 0 to 23.
    pub hour: i8,
    /// What the question is about.
    pub topic: Option<TopicId>,
    /// Who held it when it ended, or holds it; none for the community managers.
    pub expert: Option<UserId>,
    /// How the question came.
    pub channel: Channel,
    /// The customer's language.
    pub language: Language,
    /// The policy that promised, and its version.
    pub policy: (PolicyId, i32),
    /// The calendar it was counted in, and its version.
    pub calendar: (CalendarId, i32),
    /// When it was, or is, due.
    pub due_at: Option<Timestamp>,
    /// When an expert first held it.
    pub assigned_at: Option<Timestamp>,
    /// When a draft was first handed in.
    pub drafted_at: Option<Timestamp>,
    /// When somebody decided upon the reply that left.
    pub decided_at: Option<Timestamp>,
    /// When the reply left, in time or late.
    pub replied_at: Option<Timestamp>,
    /// What became of it.
    pub outcome: TargetOutcome,
    /// How long each [`HandlingStage`] took, where it was taken.
    pub steps: [Option<ElapsedTime>; 4],
    /// Where the working time went until the reply, or until it was due.
    pub spent: TimeByPhase,
    /// Where most of it went, of a promise that was breached.
    pub late: Option<Phase>,
    /// What became of the draft, once answered.
    pub fate: Option<DraftUse>,
    /// Whether a draft was sent back.
    pub returned: bool,
    /// Whether the customer wrote again after the answer, or somebody opened it again.
    pub reopened: bool,
    /// Whether the voice asked for patience before it answered.
    pub held: bool,
    /// Whether the customer wrote after the answer to say thanks.
    pub thanked: bool,
    /// For how long the house paused while it ran, in seconds, rounded up.
    pub house_paused_seconds: i64,
    /// Who got the question first, where the desk gave it to somebody: neither of an import nor of a later message.
    pub choice: Option<FirstAssignment>,
    /// Whose draft became the first reply.
    pub author: Option<UserId>,
    /// Whether that was whoever got the question first; none where nobody can say.
    pub hit: Option<bool>,
}

/// Whom a question went to first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstAssignment {
    /// What or who decided.
    pub decided_by: DecidedBy,
    /// Who got it; none for the community managers.
    pub expert: Option<UserId>,
    /// What it was thought to be about.
    pub topic: Option<TopicId>,
    /// How sure the router was, in thousandths.
    pub confidence: Option<u16>,
}

impl FirstAssignment {
    /// How sure the router was where it decided, in thousandths. What a rule decides is not its merit.
    pub fn confidence_of_router(self) -> Option<u16> {
        self.confidence.filter(|_| self.decided_by == DecidedBy::Router)
    }
}

/// What became of a promise. Every promise is exactly one of these, which is why the figures add up.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum TargetOutcome {
    /// The reply left strictly before it was due.
    Met,
    /// It did not.
    Breached,
    /// There is still time.
    Pending,
    /// No reply is needed, for a reason.
    NoReplyNeeded,
}

impl TargetOutcome {
    /// Every outcome.
    pub const ALL: [Self; 4] = [Self::Met, Self::Breached, Self::Pending, Self::NoReplyNeeded];

    /// The name in the schema and the API.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// A stage of handling a question, from a start to an end event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum HandlingStage {
    /// From asking until an expert holds it.
    #[strum(serialize = "to_assign")]
    Assign,
    /// From then until the first draft is handed in.
    #[strum(serialize = "to_draft")]
    Draft,
    /// From the last draft until somebody decides upon the reply.
    #[strum(serialize = "to_approve")]
    Approve,
    /// From asking until the reply leaves.
    #[strum(serialize = "to_reply")]
    Reply,
}

impl HandlingStage {
    /// Every step.
    pub const ALL: [Self; 4] = [Self::Assign, Self::Draft, Self::Approve, Self::Reply];

    /// The name in the API and messages.
    pub fn as_str(self) -> &'static str {
        self.into()
    }
}

/// Elapsed time in seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ElapsedTime {
    /// In working hours, without pauses.
    pub working: i64,
    /// By the clock on the wall.
    pub real: i64,
}

/// Phase of handling: who the question waits for.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Phase {
    /// For an expert to hold it.
    Assignment,
    /// For the expert's draft.
    Expert,
    /// For a community manager to read the draft.
    Approval,
    /// For a reply that was decided upon to leave.
    Sending,
}

impl Phase {
    /// Every phase, in the order of a question's way.
    pub const ALL: [Self; 4] = [Self::Assignment, Self::Expert, Self::Approval, Self::Sending];

    /// The name in the schema and messages.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

/// Time that a target spent in each phase, in seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimeByPhase(pub [i64; 4]);

impl TimeByPhase {
    /// In one phase.
    pub const fn on(self, phase: Phase) -> i64 {
        self.0[phase as usize]
    }

    /// The phase that took longest; of equals the later one, where the promise was when its time ran out.
    pub fn longest(self) -> Option<Phase> {
        let longest = Phase::ALL.into_iter().max_by_key(|phase| self.on(*phase));
        longest.filter(|phase| self.on(*phase) > 0)
    }
}

/// Use of the draft in the reply.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DraftUse {
    /// A draft, word for word.
    Unchanged,
    /// A draft, in other words.
    Edited,
    /// No draft.
    OwnWords,
}

impl DraftUse {
    /// Every use.
    pub const ALL: [Self; 3] = [Self::Unchanged, Self::Edited, Self::OwnWords];

    /// The name in the schema and the API.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}
