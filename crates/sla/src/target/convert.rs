//! Checks a written target rule, and writes one back.

use super::{CutoffRule, CutoffTable, RawCutoffRule, RawTargetRule, TargetRule};
use crate::{Invalid, Problem};

/// Ten years of round-the-clock work, in minutes.
const MOST_MINUTES: u32 = 10 * 366 * 24 * 60;

impl TryFrom<RawTargetRule> for TargetRule {
    type Error = Invalid;

    fn try_from(raw: RawTargetRule) -> Result<Self, Invalid> {
        match raw {
            RawTargetRule::Cutoff { rules } => {
                let read = |(index, rule)| {
                    read_rule(rule).map_err(|error: Invalid| error.under(&format!("rules[{index}]")))
                };
                let rules = rules.iter().enumerate().map(read).collect::<Result<_, _>>()?;
                Ok(Self::Cutoff { rules: CutoffTable::new(rules).map_err(|error| error.under("rules"))? })
            }
            RawTargetRule::WorkingTime { minutes } if (1..=MOST_MINUTES).contains(&minutes) => {
                Ok(Self::WorkingTime { minutes })
            }
            RawTargetRule::WorkingTime { minutes } => {
                Err(Problem::OutOfRange { value: minutes, least: 1, most: MOST_MINUTES }.at("minutes"))
            }
        }
    }
}

fn read_rule(raw: &RawCutoffRule) -> Result<CutoffRule, Invalid> {
    Ok(CutoffRule {
        before: raw.before.parse().map_err(|error: Invalid| error.under("before"))?,
        due: raw.due.parse().map_err(|error: Invalid| error.under("due"))?,
        working_days: raw.working_days,
    })
}

impl From<TargetRule> for RawTargetRule {
    fn from(rule: TargetRule) -> Self {
        match rule {
            TargetRule::Cutoff { rules } => {
                Self::Cutoff { rules: rules.rules().iter().copied().map(write_rule).collect() }
            }
            TargetRule::WorkingTime { minutes } => Self::WorkingTime { minutes },
        }
    }
}

fn write_rule(rule: CutoffRule) -> RawCutoffRule {
    RawCutoffRule {
        before: rule.before.to_string(),
        due: rule.due.to_string(),
        working_days: rule.working_days,
    }
}
