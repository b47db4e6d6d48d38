//! The two kinds of promise, and the times during which one of them is not counted.

mod convert;
mod cutoff;
mod raw;

use std::fmt;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

pub use cutoff::{CutoffRule, CutoffTable};
pub use raw::{RawCutoffRule, RawTargetRule};

/// Which promise on a question a target is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TargetKind {
    /// The expert's: a draft, early enough for the community manager.
    Draft,
    /// The Voice's reply to the question.
    FirstReply,
    /// The Voice's reply to a later message of the customer.
    NextReply,
    /// The end of the matter.
    Close,
}

impl TargetKind {
    /// Every kind, in the order in which a question meets them.
    pub const ALL: [Self; 4] = [Self::Draft, Self::FirstReply, Self::NextReply, Self::Close];

    /// The word for it in the API and the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::FirstReply => "first_reply",
            Self::NextReply => "next_reply",
            Self::Close => "close",
        }
    }
}

impl fmt::Display for TargetKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A time during which the desk waits for the customer, open while it still does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Pause {
    /// When the waiting began.
    pub from: Timestamp,
    /// When it ended.
    pub until: Option<Timestamp>,
}

/// How a due time is found from the time of asking.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "RawTargetRule", into = "RawTargetRule")]
pub enum TargetRule {
    /// At a local time, by the local time of asking: "asked before 12:00, answered before 17:00".
    Cutoff {
        /// The table of those times.
        rules: CutoffTable,
    },
    /// When so many minutes of working time are used up.
    WorkingTime {
        /// Minutes of working time.
        minutes: u32,
    },
}
