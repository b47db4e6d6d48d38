//! Presence of an expert: whether they are at their desk, and when they come back.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Whether an expert is at their desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Presence {
    /// Within their working hours.
    Here,
    /// On a declared absence; nothing is given to them unless they are back before the draft is due.
    Away {
        /// When they return, if known.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Timestamp>,
    },
    /// Between working hours; questions wait for them.
    OutsideHours {
        /// When their next working hours begin.
        back_at: Timestamp,
    },
}

impl Presence {
    /// Whether somebody is there at some time before a draft is due. Where nothing is due, whoever is not on an absence
    /// comes in time.
    pub fn in_time(self, draft_due_at: Option<Timestamp>) -> bool {
        match (self, draft_due_at) {
            (Self::Here, _) | (Self::OutsideHours { .. }, None) => true,
            (Self::OutsideHours { back_at } | Self::Away { until: Some(back_at) }, Some(due)) => {
                back_at < due
            }
            (Self::Away { .. }, _) => false,
        }
    }
}
