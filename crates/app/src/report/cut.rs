//! How promises are cut into cells: the one place that says which cell a promise belongs to.

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};
use souffleur_store::TargetState;

use super::{period::Period, sla::Row};

/// What the rows of a report are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupBy {
    /// The local day on which the promise began to run.
    Day,
    /// Who held the question when the promise ended, or holds it.
    Expert,
    /// What the question is about.
    Topic,
    /// How it came.
    Channel,
}

impl GroupBy {
    /// Every cut, in the order pages offer them.
    pub const ALL: [Self; 4] = [Self::Day, Self::Expert, Self::Topic, Self::Channel];

    /// The name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Expert => "expert",
            Self::Topic => "topic",
            Self::Channel => "channel",
        }
    }

    /// Reads a name of the API.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cut| cut.as_str() == name)
    }

    /// The row that a promise belongs to.
    pub(super) fn key(self, row: &Row, zone: &TimeZone) -> String {
        let id = |id: Option<String>| id.unwrap_or_else(|| NONE.to_owned());
        match self {
            Self::Day => row.set_at.to_zoned(zone.clone()).date().to_string(),
            Self::Expert => id(row.expert.map(|expert| expert.to_string())),
            Self::Topic => id(row.topic.map(|topic| topic.to_string())),
            Self::Channel => row.channel.to_string(),
        }
    }
}

/// The key of the row of those who have none: nobody's questions, or those about nothing known.
pub(super) const NONE: &str = "none";

/// What became of a promise. Every promise is in exactly one of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// The reply came strictly before it was due.
    Met,
    /// It did not.
    Breached,
    /// There is still time.
    Pending,
    /// A community manager said that no reply is needed.
    NoReplyNeeded,
    /// Whatever became of it, the house paused while it ran. Counted beside the others, not among them.
    HousePaused,
}

impl CellState {
    /// Every state that a promise can be in, in the order of a report's columns.
    pub const ALL: [Self; 4] = [Self::Met, Self::Breached, Self::Pending, Self::NoReplyNeeded];

    /// The name in the API.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Breached => "breached",
            Self::Pending => "pending",
            Self::NoReplyNeeded => "no_reply_needed",
            Self::HousePaused => "house_paused",
        }
    }

    /// Reads a name of the API.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain([Self::HousePaused]).find(|state| state.as_str() == name)
    }

    /// What became of a promise, as of an instant.
    pub(super) fn of(row: &Row, now: Timestamp) -> Self {
        match row.state {
            TargetState::Met => Self::Met,
            TargetState::Breached => Self::Breached,
            TargetState::Pending if row.due_at.is_some_and(|due_at| due_at <= now) => Self::Breached,
            TargetState::Pending => Self::Pending,
            TargetState::NoReplyNeeded => Self::NoReplyNeeded,
        }
    }
}

/// One number of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The days of the report.
    pub period: Period,
    /// Its cut.
    pub group_by: GroupBy,
    /// The row; none for the total.
    pub key: Option<String>,
    /// The column; none for all that were received.
    pub state: Option<CellState>,
}

impl Cell {
    /// Days outside which no promise can be in this cell.
    pub(super) fn narrowed(&self) -> Period {
        let day = self.key.as_ref().filter(|_| self.group_by == GroupBy::Day);
        let day = day
            .and_then(|key| key.parse().ok())
            .filter(|day| (self.period.from..=self.period.to).contains(day));
        day.map_or(self.period, |day| Period { from: day, to: day })
    }

    /// Whether a promise of the period is counted in this cell.
    pub(super) fn holds(&self, row: &Row, zone: &TimeZone, now: Timestamp) -> bool {
        self.key.as_ref().is_none_or(|key| *key == self.group_by.key(row, zone))
            && self.state.is_none_or(|state| match state {
                CellState::HousePaused => row.house_paused,
                state => state == CellState::of(row, now),
            })
    }
}
