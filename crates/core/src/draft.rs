//! An expert's proposed answer, in versions.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{
    id::{DraftId, QuestionId, UserId},
    text::{Body, Remark},
};

/// A proposed answer. It shares no table, type or serializer with messages: nothing of it can slip out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// Its id, through all its versions.
    pub id: DraftId,
    /// What it proposes to answer.
    pub question: QuestionId,
    /// Who writes it.
    pub author: UserId,
    /// Where it stands.
    pub state: DraftState,
    /// Which version this is; the first is 1, and 0 says that it was only asked for.
    pub version: i32,
    /// What it says; nothing while it is only asked for.
    pub body: Option<Body>,
    /// What the community manager said when sending it back.
    pub remark: Option<Remark>,
    /// When this version came to be.
    pub at: Timestamp,
}

/// Where a draft stands: `requested → submitted → returned → used`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "lowercase")]
#[strum(serialize_all = "snake_case")]
pub enum DraftState {
    /// The expert was asked for it.
    Requested,
    /// It waits for the community manager.
    Submitted,
    /// It went back to the expert with a remark.
    Returned,
    /// The reply was made from it.
    Used,
}

/// A step that the draft's state does not allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a draft that is {} can't be {step}", .from.as_str())]
pub struct IllegalDraftStep {
    /// Where it stands.
    pub from: DraftState,
    /// What was tried, as a past participle.
    pub step: &'static str,
}

impl DraftState {
    /// Every state, in the order of a draft's life.
    pub const ALL: [Self; 4] = [Self::Requested, Self::Submitted, Self::Returned, Self::Used];

    /// The name in the schema and the API.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema or the API.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// A version was handed in; submitting again replaces what waits.
    pub const fn submitted(self) -> Result<Self, IllegalDraftStep> {
        match self {
            Self::Requested | Self::Submitted | Self::Returned => Ok(Self::Submitted),
            Self::Used => Err(self.refuses("submitted")),
        }
    }

    /// The community manager sent it back.
    pub const fn returned(self) -> Result<Self, IllegalDraftStep> {
        match self {
            Self::Submitted => Ok(Self::Returned),
            _ => Err(self.refuses("returned")),
        }
    }

    /// A reply was made from it.
    pub const fn used(self) -> Result<Self, IllegalDraftStep> {
        match self {
            Self::Submitted | Self::Returned => Ok(Self::Used),
            _ => Err(self.refuses("used")),
        }
    }

    const fn refuses(self, step: &'static str) -> IllegalDraftStep {
        IllegalDraftStep { from: self, step }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_goes_to_and_fro_and_is_used_once() {
        let returned = DraftState::Requested.submitted().and_then(DraftState::returned).unwrap();
        let used = returned.submitted().and_then(DraftState::used).unwrap();
        assert_eq!(used.submitted().unwrap_err().to_string(), "a draft that is used can't be submitted");
        assert!(DraftState::Requested.used().is_err());
        assert!(DraftState::Requested.returned().is_err());
    }
}
