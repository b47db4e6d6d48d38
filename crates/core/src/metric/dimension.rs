//! Dimensions of reports: which row of a report a fact belongs to. In every dimension each fact is in exactly one row,
//! so the rows sum to the whole.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};

use super::{Fact, FirstAssignment};

/// The key of the row of those who have none: nobody's questions, or those about nothing known.
pub const NONE: &str = "none";

/// Dimension that a report is grouped by.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, strum::IntoStaticStr,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Dimension {
    /// The local day on which it began.
    Day,
    /// The week, named by its Monday.
    Week,
    /// The weekday and the hour.
    Hour,
    /// What the question is about.
    Topic,
    /// Who held it.
    Expert,
    /// How it came.
    Channel,
    /// The customer's language.
    Language,
    /// The policy that promised.
    Policy,
    /// What the question was first thought to be about.
    FirstTopic,
    /// Whom it went to first.
    FirstExpert,
    /// What it was first thought to be about and what it is about, where they differ: `from:to`.
    Confusion,
    /// How sure the router was, in tenths: `9` is 90 % and more.
    Confidence,
}

impl Dimension {
    /// The dimensions of reports on promises, in the order pages offer them.
    pub const ALL: [Self; 8] = [
        Self::Day,
        Self::Week,
        Self::Hour,
        Self::Topic,
        Self::Expert,
        Self::Channel,
        Self::Language,
        Self::Policy,
    ];
    /// The dimensions of the report on first assignments.
    pub const CHOICES: [Self; 4] = [Self::FirstTopic, Self::FirstExpert, Self::Confusion, Self::Confidence];

    /// The name in addresses, the schema and the API.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads the name of a dimension of promises.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|cut| cut.as_str() == name)
    }

    /// Reads the name of a dimension of first assignments, which have days as well.
    pub fn parse_choice(name: &str) -> Option<Self> {
        Self::CHOICES.into_iter().chain([Self::Day]).find(|cut| cut.as_str() == name)
    }

    /// Whether its rows follow from the days alone.
    pub const fn is_of_days(self) -> bool {
        matches!(self, Self::Day | Self::Week)
    }

    /// The row that a fact belongs to.
    pub fn key(self, fact: &Fact) -> String {
        let or_none = |id: Option<String>| id.unwrap_or_else(|| NONE.to_owned());
        match self {
            Self::Day | Self::Week => self.key_of_day(fact.day),
            Self::Hour => hour_key(fact.day.weekday(), fact.hour),
            Self::Topic => or_none(fact.topic.map(|id| id.to_string())),
            Self::Expert => or_none(fact.expert.map(|id| id.to_string())),
            Self::Channel => fact.channel.to_string(),
            Self::Language => fact.language.code().to_owned(),
            Self::Policy => fact.policy.0.to_string(),
            Self::FirstTopic => or_none(fact.choice.and_then(|choice| choice.topic).map(|id| id.to_string())),
            Self::FirstExpert => {
                or_none(fact.choice.and_then(|choice| choice.expert).map(|id| id.to_string()))
            }
            Self::Confusion => {
                let taken = fact.choice.and_then(|choice| choice.topic).zip(fact.topic);
                or_none(taken.filter(|(from, to)| from != to).map(|(from, to)| format!("{from}:{to}")))
            }
            Self::Confidence => {
                let said = fact.choice.and_then(FirstAssignment::confidence_of_router);
                or_none(said.map(|said| tenth(said).to_string()))
            }
        }
    }

    /// The row of a day, on a cut of days.
    pub fn key_of_day(self, day: Date) -> String {
        match self {
            Self::Week => {
                let since_monday = i64::from(day.weekday().to_monday_zero_offset());
                day.saturating_sub(jiff::Span::new().days(since_monday)).to_string()
            }
            _ => day.to_string(),
        }
    }
}

/// The row of an hour on a weekday: `1-09` is Monday from nine to ten.
pub fn hour_key(weekday: Weekday, hour: i8) -> String {
    format!("{}-{hour:02}", weekday.to_monday_one_offset())
}

/// The tenth that thousandths fall into; all of them are in the last.
fn tenth(thousandths: u16) -> u16 {
    (thousandths / 100).min(9)
}
