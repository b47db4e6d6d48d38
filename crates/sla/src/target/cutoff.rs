//! A cutoff: by the local time of asking, the local time of the promise, so many working days later.

use serde::{Deserialize, Serialize};

use crate::{Invalid, Problem, TimeOfDay};

/// One line of a cutoff.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CutoffRule {
    /// Asked strictly before this local time.
    pub before: TimeOfDay,
    /// Due at this local time.
    pub due: TimeOfDay,
    /// So many working days later.
    pub working_days: u32,
}

/// Cutoff rules that rise through the day and cover all of it, so that one always applies.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct CutoffTable(Vec<CutoffRule>);

impl CutoffTable {
    /// A table of these rules; the path of an error starts with the index of the rule.
    pub fn new(rules: Vec<CutoffRule>) -> Result<Self, Invalid> {
        let mut previous = TimeOfDay::MIDNIGHT;
        for (index, rule) in rules.iter().enumerate() {
            check_rule(previous, *rule).map_err(|error| error.under(&format!("[{index}]")))?;
            previous = rule.before;
        }
        match rules.last() {
            None => Err(Problem::NoRules.at("")),
            Some(last) if last.before < TimeOfDay::END_OF_DAY => {
                Err(Problem::DayNotCovered { last: last.before }.at(format!("[{}].before", rules.len() - 1)))
            }
            Some(_) => Ok(Self(rules)),
        }
    }

    /// The rules, in order.
    pub fn rules(&self) -> &[CutoffRule] {
        &self.0
    }

    /// The index of the first rule that a question asked after so many whole minutes of the day meets.
    pub(crate) fn rule_at(&self, minute: i64) -> usize {
        let found = self.0.iter().position(|rule| i64::from(rule.before.minutes()) > minute);
        // The last rule is before 24:00, so one is always found.
        found.unwrap_or(self.0.len() - 1)
    }
}

/// More working days than a year has are a slip of the pen.
const MOST_WORKING_DAYS: u32 = 366;

fn check_rule(previous: TimeOfDay, rule: CutoffRule) -> Result<(), Invalid> {
    let CutoffRule { before, due, working_days } = rule;
    if before <= previous {
        return Err(Problem::NotAscending { previous, before }.at("before"));
    }
    if working_days == 0 && due < before {
        return Err(Problem::DueBeforeAsking { before, due }.at("due"));
    }
    if working_days > MOST_WORKING_DAYS {
        let range = Problem::OutOfRange { value: working_days, least: 0, most: MOST_WORKING_DAYS };
        return Err(range.at("working_days"));
    }
    Ok(())
}
