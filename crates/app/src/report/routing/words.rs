//! The rows and the columns of the routing report, and which questions each of them counts.

use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use souffleur_core::assignment::DecidedBy;
use souffleur_store::read::RoutedRow;

use souffleur_core::metric::NONE;

/// Bins of the calibration curve.
pub(super) const BINS: u32 = 10;

/// What the rows of the routing report are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutedBy {
    /// The local day on which it was asked.
    Day,
    /// What it was first thought to be about.
    Topic,
    /// Whom it went to first.
    Expert,
    /// First topic and topic in the end, where they differ.
    Confusion,
    /// How sure the router was, in tenths.
    Bin,
}

/// What of a row is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RoutedState {
    /// Every question.
    Asked,
    /// No expert got it at first.
    Unsure,
    /// An expert got it, and a draft became the answer: these are judged.
    Judged,
    /// It was the first assignee's draft.
    Hit,
    /// It was another's.
    Missed,
}

impl RoutedBy {
    /// Every cut.
    pub const ALL: [Self; 5] = [Self::Day, Self::Topic, Self::Expert, Self::Confusion, Self::Bin];

    /// The name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Topic => "topic",
            Self::Expert => "expert",
            Self::Confusion => "confusion",
            Self::Bin => "bin",
        }
    }

    /// Reads a name of an address.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cut| cut.as_str() == name)
    }

    /// The row that a question belongs to; none where this cut leaves it out.
    pub(super) fn key(self, row: &RoutedRow, zone: &TimeZone) -> Option<String> {
        let id = |id: Option<String>| id.unwrap_or_else(|| NONE.to_owned());
        match self {
            Self::Day => Some(row.asked_at.to_zoned(zone.clone()).date().to_string()),
            Self::Topic => Some(id(row.first_topic.map(|topic| topic.to_string()))),
            Self::Expert => row.first_expert.map(|expert| expert.to_string()),
            Self::Confusion => {
                let (from, to) = (row.first_topic?, row.topic?);
                (from != to).then(|| format!("{from}:{to}"))
            }
            Self::Bin => {
                let confidence = row.confidence.filter(|_| row.decided_by == DecidedBy::Router)?;
                Some(bin(confidence).to_string())
            }
        }
    }
}

impl RoutedState {
    /// Every count.
    pub const ALL: [Self; 5] = [Self::Asked, Self::Unsure, Self::Judged, Self::Hit, Self::Missed];

    /// The name in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Unsure => "unsure",
            Self::Judged => "judged",
            Self::Hit => "hit",
            Self::Missed => "missed",
        }
    }

    /// Reads a name of an address.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }

    pub(super) fn counts(self, row: &RoutedRow) -> bool {
        let judged = row.first_expert.is_some() && row.drafted_by.is_some();
        match self {
            Self::Asked => true,
            Self::Unsure => row.first_expert.is_none(),
            Self::Judged => judged,
            Self::Hit => judged && row.first_expert == row.drafted_by,
            Self::Missed => judged && row.first_expert != row.drafted_by,
        }
    }
}

/// The tenth that a confidence falls into.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 10")]
fn bin(confidence: f64) -> u32 {
    ((confidence.clamp(0.0, 1.0) * f64::from(BINS)) as u32).min(BINS - 1)
}
