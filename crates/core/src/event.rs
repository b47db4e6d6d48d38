//! The append-only history: who did what, when. Audit, reports and live updates all read it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    actor::Actor,
    assignment::DecidedBy,
    id::{
        AssignmentId, CustomerId, DraftId, EventId, MessageId, NoteId, PauseId, QuestionId, TargetId,
        TopicId, UserId,
    },
    pause::PauseScope,
    question::{Assignee, Status},
    scheduled::StopReason,
    text::{Key, Remark},
};

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Event {
    /// Its id; ids of one desk sort by time.
    pub id: EventId,
    /// The question it happened to; none for what happens to the desk itself.
    pub question: Option<QuestionId>,
    /// Who.
    pub by: Actor,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: EventKind,
}

/// Kind of an event, with its facts. Variants are only ever added, and keep their serialised names: old lines stay
/// readable.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, strum::IntoStaticStr)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[expect(missing_docs, reason = "the fields are the words of the desk, documented where each is defined")]
#[strum(serialize_all = "snake_case")]
pub enum EventKind {
    /// A customer asked.
    Asked { message: MessageId },
    /// The customer wrote again.
    FollowedUp { message: MessageId },
    /// Somebody holds it from now on.
    Assigned { assignment: AssignmentId, from: Option<Assignee>, to: Assignee, decided_by: DecidedBy },
    /// An expert handed in a draft.
    DraftSubmitted { draft: DraftId, version: i32 },
    /// A community manager sent a draft back.
    DraftReturned { draft: DraftId, remark: Option<Remark> },
    /// The voice replied; `draft` is what the reply was made from, `unchanged` whether word for word.
    Replied { message: MessageId, draft: Option<DraftId>, unchanged: bool },
    /// The voice asked for patience.
    #[serde(rename = "held")]
    #[strum(serialize = "held")]
    HoldingSent { message: MessageId },
    /// A community manager decided upon a reply that has not left yet.
    ReplyScheduled { leaves_at: Timestamp },
    /// They took it back before it left.
    ReplyRecalled,
    /// It did not leave at its hour.
    ReplyStopped { why: StopReason },
    /// A community manager put it out of their sight for a while.
    Snoozed { until: Timestamp },
    /// Its hour came, and it is in sight again.
    #[serde(rename = "woke")]
    #[strum(serialize = "woke")]
    SnoozeEnded,
    /// Who got it had not opened it in time, and it went on.
    LeftUnread { target: TargetId, by: UserId },
    /// Somebody left a remark.
    #[serde(rename = "noted")]
    #[strum(serialize = "noted")]
    NoteAdded { note: NoteId, mentions: Vec<UserId> },
    /// A colleague was asked about it.
    ColleagueAsked { colleague: UserId },
    /// A colleague who was asked wrote beside its draft.
    SideDraftWritten,
    /// It changed its status by a community manager's hand.
    StatusChanged { from: Status, to: Status, reason: Option<Remark> },
    /// A promise began to run.
    TargetSet { target: TargetId, promise: String, due_at: Option<Timestamp> },
    /// A promise was kept.
    TargetMet { target: TargetId, promise: String },
    /// A promise passed a share of its time.
    TargetWarned { target: TargetId, promise: String, share: f64 },
    /// A promise was broken; the line's time is the true one, however late the desk noticed.
    TargetBreached { target: TargetId, promise: String },
    /// A community manager said that no reply is needed.
    NoReplyNeeded { target: TargetId, promise: String, reason: Remark },
    /// A running promise has another due time: `why` names what changed, as a code.
    TargetMoved {
        target: TargetId,
        promise: String,
        from: Option<Timestamp>,
        to: Option<Timestamp>,
        why: RescheduleReason,
    },
    /// A promise passed a fixed lead before its due time.
    TargetNear { target: TargetId, promise: String, minutes: u32 },
    /// A step of the escalation ladder was taken: who was told, and whether the question was given on.
    Escalated { target: TargetId, promise: String, rung: String, told: Vec<UserId>, reassigned: bool },
    /// From now on promises are not counted: on this question, or for part of the house.
    Paused { pause: PauseId, scope: PauseScope, reason: Option<Remark> },
    /// They are counted again.
    Resumed { pause: PauseId, scope: PauseScope },
    /// Somebody said what the house calls the customer.
    CustomerTagged { customer: CustomerId, tags: Vec<Key> },
    /// Somebody said what it is about.
    TopicChanged { from: Option<TopicId>, to: TopicId },
    /// It is answered with another question from now on, which asks the same.
    Followed { lead: QuestionId, number: i64 },
    /// Another question is answered with it from now on.
    #[serde(rename = "led")]
    #[strum(serialize = "led")]
    FollowerAdded { follower: QuestionId, number: i64 },
    /// It is answered by itself again; `done` where the other question was done without it.
    #[serde(rename = "left")]
    #[strum(serialize = "left")]
    Unfollowed { lead: QuestionId, number: i64, done: bool },
    /// Another question is no longer answered with it.
    #[serde(rename = "left_by")]
    #[strum(serialize = "left_by")]
    FollowerRemoved { follower: QuestionId, number: i64 },
    /// It has to do with another question.
    Linked { other: QuestionId, number: i64 },
    /// It has nothing to do with another question after all.
    Unlinked { other: QuestionId, number: i64 },
    /// The same person had asked the same before: it goes on there.
    Merged { into: QuestionId, number: i64 },
    /// What the same person asked again goes on here.
    #[serde(rename = "took_in")]
    #[strum(serialize = "took_in")]
    MergedIn { merged: QuestionId, number: i64 },
    /// It was not the same after all: it goes on by itself.
    #[serde(rename = "parted")]
    #[strum(serialize = "parted")]
    Unmerged { other: QuestionId, number: i64 },
    /// It is kept off the wall until a community manager has looked at it.
    #[serde(rename = "held_back")]
    #[strum(serialize = "held_back")]
    Withheld,
    /// A community manager has looked at it: it is on the wall.
    Released,
    /// A link was mailed to the customer's address, which confirms that its owner asked.
    ConfirmationSent,
    /// The owner of the address confirmed that they asked.
    SenderConfirmed,
    /// A message of its thread asks something else, and became a question of its own.
    SplitOff { message: MessageId, question: QuestionId, number: i64 },
    /// It was a message of another question's thread.
    SplitFrom { message: MessageId, question: QuestionId, number: i64 },
    /// A setting changed: `what` names it (`topic`, `calendar`, …), `key` which one.
    SettingChanged { what: String, key: String, change: SettingChange },
    /// Somebody signed in.
    SignedIn { user: UserId },
}

/// Reason why a running target has another due time.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum RescheduleReason {
    /// Its calendar changed: hours, exceptions, or public holidays.
    Calendar,
    /// The expert's days away changed.
    Absence,
    /// The desk waits for the customer, or does no longer.
    Customer,
    /// The house pauses, or does no longer.
    House,
    /// The question is about another topic.
    Topic,
    /// Its customer is called by other tags.
    Tags,
}

impl RescheduleReason {
    /// The name in the schema and in messages.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// Whether it can change which policy applies.
    pub const fn affects_policy_choice(self) -> bool {
        matches!(self, Self::Topic | Self::Tags)
    }
}

/// What became of a setting.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SettingChange {
    /// It is new.
    Added,
    /// It differs from before.
    Changed,
    /// It is no longer in use.
    Removed,
}

impl EventKind {
    /// The name in the schema and the API.
    pub fn as_str(&self) -> &'static str {
        self.into()
    }
}
