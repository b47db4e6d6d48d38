//! What the house wants to reach: a figure of the reports, on which side of which value it is to be, by when, and who sees to
//! it.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::{
    id::{ObjectiveId, TopicId, UserId},
    metric::{Ratio, Tally, TimeBasis, TimedStage},
};

/// Something that the house wants to reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objective {
    /// Its id.
    pub id: ObjectiveId,
    /// Which figure.
    pub measure: Measure,
    /// Of the questions on one topic; of all, where there is none.
    pub topic: Option<TopicId>,
    /// On which side of the value it is to be.
    pub comparison: Comparison,
    /// The value: a share in ten-thousandths, a time in seconds.
    pub value: i64,
    /// Who sees to it.
    pub owner: UserId,
    /// The day on which it is to be reached.
    pub due_on: Date,
    /// What comes first has the smallest number.
    pub priority: i32,
    /// Whether it is still wanted.
    pub active: bool,
    /// Counts every change.
    pub version: i64,
}

/// A figure that can be wanted: one that does not grow with the number of questions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Measure {
    /// A share.
    Ratio(Ratio),
    /// The time within which so many percent of a step were done.
    Time(TimedStage, u8),
}

/// On which side of a value a figure is to be.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, strum::IntoStaticStr, strum::EnumString,
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Comparison {
    /// No less than it.
    AtLeast,
    /// No more than it.
    AtMost,
}

/// A share of one, as the values of objectives are kept.
pub const WHOLE: i64 = 10_000;
/// The percentiles that the reports give.
const PERCENTS: [u8; 3] = [50, 90, 95];

impl Measure {
    /// Every measure, in the order in which pages offer them.
    pub fn all() -> impl Iterator<Item = Self> {
        let times =
            TimedStage::ALL.into_iter().flat_map(|span| PERCENTS.map(|percent| Self::Time(span, percent)));
        Ratio::ALL.into_iter().map(Self::Ratio).chain(times)
    }

    /// The name in the schema, in files and in forms, such as `rate` or `to_reply_working_p90`.
    pub fn name(self) -> String {
        match self.words() {
            (step, Some(clock), Some(percent)) => format!("{step}_{clock}_p{percent}"),
            (share, ..) => share.to_owned(),
        }
    }

    /// The parts of which pages make its name: the share or the step; of a time its clock, and how many percent.
    pub fn words(self) -> (&'static str, Option<&'static str>, Option<u8>) {
        match self {
            Self::Ratio(share) => (share.as_str(), None, None),
            Self::Time(TimedStage { step, clock }, percent) => {
                let clock = match clock {
                    TimeBasis::Working => "working",
                    TimeBasis::Real => "real",
                };
                (step.as_str(), Some(clock), Some(percent))
            }
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::all().find(|measure| measure.name() == name)
    }

    /// The figure of some facts, in the unit of an objective's value; none where there is nothing to measure.
    #[expect(clippy::cast_precision_loss, reason = "seconds, fewer than 2^52")]
    pub fn of(self, tally: &Tally) -> Option<f64> {
        match self {
            Self::Ratio(share) => tally.share(share).map(|share| share * WHOLE as f64),
            Self::Time(TimedStage { step, clock }, percent) => {
                tally.percentile(step, clock, u64::from(percent)).map(|seconds| seconds as f64)
            }
        }
    }
}

impl Comparison {
    /// The name in the schema and in files.
    pub fn as_str(self) -> &'static str {
        self.into()
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        name.parse().ok()
    }
}

impl Objective {
    /// Whether a figure is what is wanted.
    #[expect(clippy::cast_precision_loss, reason = "a share or seconds, fewer than 2^52")]
    pub fn is_reached_by(&self, figure: f64) -> bool {
        match self.comparison {
            Comparison::AtLeast => figure >= self.value as f64,
            Comparison::AtMost => figure <= self.value as f64,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metric::HandlingStage;

    #[test]
    fn every_measure_has_a_name_of_its_own() {
        let all: Vec<_> = Measure::all().collect();
        for measure in &all {
            assert_eq!(Measure::parse(&measure.name()), Some(*measure));
        }
        let slow = Measure::Time(TimedStage { step: HandlingStage::Reply, clock: TimeBasis::Working }, 90);
        assert_eq!(slow.name(), "to_reply_working_p90");
        assert_eq!(Measure::parse("to_reply"), None);
    }
}
