//! Every figure of the reports, defined once: its name, its unit, and its formula over a [`Fact`], which is what the
//! ledger knows of one promise to reply. Pages, files, programs and letters all count by these, and the sentence that
//! stands beside a figure is the message `metric-<name>-means`.
//!
//! A fact is counted once. Every question has exactly one first promise, so a report on first promises counts questions;
//! each later message of a customer is a promise of its own.

mod dimension;
mod fact;
mod histogram;
mod tally;

pub use dimension::{Dimension, NONE, hour_key};
pub use fact::{
    DraftUse, ElapsedTime, Fact, FirstAssignment, HandlingStage, Phase, TargetOutcome, TimeByPhase,
};
pub use histogram::Histogram;
pub use tally::{MalformedTally, Tally, TallySum};

/// What is counted, in facts.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, strum::IntoStaticStr, strum::EnumString,
)]
#[strum(serialize_all = "snake_case")]
pub enum Count {
    /// Promises that began in the period: met + breached + pending + no reply needed.
    Received,
    /// A reply has left, in time or late.
    Answered,
    /// The reply left strictly before it was due.
    Met,
    /// The due time passed without a reply, whether or not one came later.
    Breached,
    /// No reply yet, and still time.
    Pending,
    /// A community manager said, with a reason, that none is needed.
    NoReplyNeeded,
    /// The house paused while it ran, whatever became of it.
    HousePaused,
    /// The reply was an expert's draft, word for word.
    #[strum(serialize = "draft_unchanged")]
    Unchanged,
    /// The reply was made from a draft, and other words.
    #[strum(serialize = "draft_edited")]
    Edited,
    /// The reply was made without any draft.
    #[strum(serialize = "without_draft")]
    OwnWords,
    /// A draft was sent back to its author.
    #[strum(serialize = "draft_returned")]
    Returned,
    /// An expert got it first, and a draft became the answer.
    #[strum(serialize = "routing_judged")]
    Judged,
    /// It was the draft of whoever got it first.
    #[strum(serialize = "routing_hit")]
    Hit,
    /// After the answer the customer wrote again, or somebody opened it again.
    Reopened,
    /// The voice asked for patience before it answered.
    Held,
    /// Breached, and most of the time went by before any expert had it.
    LateAssignment,
    /// Breached, and most of the time went by while an expert had it.
    LateExpert,
    /// Breached, and most of the time went by while a draft waited to be read.
    LateApproval,
    /// Breached, and most of the time went by between decision and departure.
    LateSending,
    /// It lay with an expert when it ended, or lies with one: what experts have to do.
    Workload,
    /// After the answer the customer wrote to say thanks.
    Thanked,
    /// The desk gave it to somebody: all but imports and later messages.
    #[strum(serialize = "routing_chosen")]
    Chosen,
    /// No expert got it at first.
    #[strum(serialize = "routing_unsure")]
    Unsure,
    /// An expert got it first, and another's draft became the answer: judged = hit + missed.
    #[strum(serialize = "routing_missed")]
    Missed,
    /// Judged, and it was the router that chose, and said how sure it was.
    #[strum(serialize = "routing_sure")]
    Sure,
}

impl Count {
    /// Every count, in the order in which a stored tally keeps them: add at the end.
    pub const ALL: [Self; 25] = [
        Self::Received,
        Self::Answered,
        Self::Met,
        Self::Breached,
        Self::Pending,
        Self::NoReplyNeeded,
        Self::HousePaused,
        Self::Unchanged,
        Self::Edited,
        Self::OwnWords,
        Self::Returned,
        Self::Judged,
        Self::Hit,
        Self::Reopened,
        Self::Held,
        Self::LateAssignment,
        Self::LateExpert,
        Self::LateApproval,
        Self::LateSending,
        Self::Workload,
        Self::Thanked,
        Self::Chosen,
        Self::Unsure,
        Self::Missed,
        Self::Sure,
    ];
    /// What every fact is exactly one of.
    pub const OUTCOMES: [Self; 4] = [Self::Met, Self::Breached, Self::Pending, Self::NoReplyNeeded];
    /// What every breached fact is exactly one of.
    pub const REASONS: [Self; 4] =
        [Self::LateAssignment, Self::LateExpert, Self::LateApproval, Self::LateSending];

    /// The name in addresses, the API, and messages.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of an address or the API.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// The formula: whether it counts a fact.
    pub fn counts(self, fact: &Fact) -> bool {
        match self {
            Self::Received => true,
            Self::Answered => fact.replied_at.is_some(),
            Self::Met => fact.outcome == TargetOutcome::Met,
            Self::Breached => fact.outcome == TargetOutcome::Breached,
            Self::Pending => fact.outcome == TargetOutcome::Pending,
            Self::NoReplyNeeded => fact.outcome == TargetOutcome::NoReplyNeeded,
            Self::HousePaused => fact.house_paused_seconds > 0,
            Self::Unchanged => fact.fate == Some(DraftUse::Unchanged),
            Self::Edited => fact.fate == Some(DraftUse::Edited),
            Self::OwnWords => fact.fate == Some(DraftUse::OwnWords),
            Self::Returned => fact.returned,
            Self::Judged => fact.hit.is_some(),
            Self::Hit => fact.hit == Some(true),
            Self::Reopened => fact.reopened,
            Self::Held => fact.held,
            Self::LateAssignment => fact.late == Some(Phase::Assignment),
            Self::LateExpert => fact.late == Some(Phase::Expert),
            Self::LateApproval => fact.late == Some(Phase::Approval),
            Self::LateSending => fact.late == Some(Phase::Sending),
            Self::Workload => fact.expert.is_some(),
            Self::Thanked => fact.thanked,
            Self::Chosen => fact.choice.is_some(),
            Self::Unsure => fact.choice.is_some_and(|choice| choice.expert.is_none()),
            Self::Missed => fact.hit == Some(false),
            Self::Sure => confidence(fact).is_some(),
        }
    }

    const fn index(self) -> usize {
        self as usize
    }
}

/// How sure the router was of a choice that was judged, in thousandths.
fn confidence(fact: &Fact) -> Option<u16> {
    fact.hit?;
    fact.choice?.confidence_of_router()
}

/// A share: some of what was counted among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Ratio {
    /// Met among met and breached.
    #[strum(serialize = "rate")]
    Kept,
    /// Hit among judged.
    HitRate,
    /// Reopened among answered.
    ReopenRate,
    /// Held among answered.
    HoldingShare,
    /// Drafts sent word for word among drafts sent.
    UnchangedShare,
    /// Unsure among chosen.
    UnsureShare,
}

impl Ratio {
    /// Every share.
    pub const ALL: [Self; 6] = [
        Self::Kept,
        Self::HitRate,
        Self::ReopenRate,
        Self::HoldingShare,
        Self::UnchangedShare,
        Self::UnsureShare,
    ];

    /// The name in the API and messages.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// The formula: these, divided by the sum of those.
    pub const fn parts(self) -> (Count, &'static [Count]) {
        match self {
            Self::Kept => (Count::Met, &[Count::Met, Count::Breached]),
            Self::HitRate => (Count::Hit, &[Count::Judged]),
            Self::ReopenRate => (Count::Reopened, &[Count::Answered]),
            Self::HoldingShare => (Count::Held, &[Count::Answered]),
            Self::UnchangedShare => (Count::Unchanged, &[Count::Unchanged, Count::Edited]),
            Self::UnsureShare => (Count::Unsure, &[Count::Chosen]),
        }
    }
}

/// By which clock a time is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TimeBasis {
    /// Working hours of the promise's own calendar, without pauses.
    Working,
    /// Every second.
    Real,
}

/// A time that answered questions took until their first reply, of which the report gives percentiles. In seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TimedStage {
    /// From where to where.
    pub step: HandlingStage,
    /// By which clock.
    pub clock: TimeBasis,
}

impl TimedStage {
    /// Every span, in the order in which a stored tally keeps them.
    pub const ALL: [Self; 8] = {
        const fn of(step: HandlingStage, clock: TimeBasis) -> TimedStage {
            TimedStage { step, clock }
        }
        [
            of(HandlingStage::Assign, TimeBasis::Working),
            of(HandlingStage::Assign, TimeBasis::Real),
            of(HandlingStage::Draft, TimeBasis::Working),
            of(HandlingStage::Draft, TimeBasis::Real),
            of(HandlingStage::Approve, TimeBasis::Working),
            of(HandlingStage::Approve, TimeBasis::Real),
            of(HandlingStage::Reply, TimeBasis::Working),
            of(HandlingStage::Reply, TimeBasis::Real),
        ]
    };

    /// The formula: how long it took, where this is a first reply that came, and the question went through the step.
    pub fn seconds(self, fact: &Fact) -> Option<i64> {
        fact.replied_at.filter(|_| fact.first)?;
        let lapse = fact.steps[self.step as usize]?;
        Some(match self.clock {
            TimeBasis::Working => lapse.working,
            TimeBasis::Real => lapse.real,
        })
    }

    const fn index(self) -> usize {
        self.step as usize * 2 + matches!(self.clock, TimeBasis::Real) as usize
    }
}
