//! What became of a reply or letter on its way.

use serde::{Deserialize, Serialize};

/// The state of a delivery.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    strum::IntoStaticStr,
    strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum DeliveryState {
    /// Not handed over yet; tried by itself.
    Waiting,
    /// The connection ended after it was sent, so it may have arrived; tried again under the same Message-ID.
    Unknown,
    /// Refused, or deferred for too long; tried again only by hand.
    Failed,
    /// Handed over.
    Done,
    /// Written to a file, as no mail server is set up; sent only by hand.
    Filed,
    /// A receipt whose question was answered before it left; never sent.
    Superseded,
}

impl DeliveryState {
    /// Every state.
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::Unknown, Self::Failed, Self::Done, Self::Filed, Self::Superseded];

    /// The name in the schema and the API.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name of the schema or the API.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }

    /// Whether a person may ask for another try.
    pub const fn can_be_retried(self) -> bool {
        matches!(self, Self::Waiting | Self::Unknown | Self::Failed | Self::Filed)
    }

    /// Whether it is over: nothing is tried by itself, and nothing is wrong.
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Done | Self::Filed | Self::Superseded)
    }
}
