//! What an objective is called in the history: one line that is the same in every language, and can be read back into the
//! words of the reader.

use jiff::civil::Date;
use serde::Serialize;
use souffleur_app::view::Quantity;
use souffleur_core::objective::{Comparison, Measure, Objective};

use super::typed::{as_typed, value};

const AT_LEAST: &str = "≥";
const AT_MOST: &str = "≤";

/// How the history and what `apply` says call one.
pub(super) fn key(objective: &Objective) -> String {
    let sign = if objective.comparison == Comparison::AtLeast { AT_LEAST } else { AT_MOST };
    let value = as_typed(objective.measure, objective.value);
    format!("{} {sign} {value} · {}", objective.measure.name(), objective.due_on)
}

/// An objective as the history tells of it, in words that templates know.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ObjectiveName {
    /// The figure's name in messages: a share's, or a step's.
    pub metric: &'static str,
    /// The clock of a time.
    pub clock: Option<&'static str>,
    /// How many percent were done within that time.
    pub percent: Option<u8>,
    /// Whether the figure is to be no less than the value, or else no more.
    pub at_least: bool,
    /// The value.
    pub wanted: Quantity,
    /// By when.
    pub due_on: Date,
}

impl ObjectiveName {
    /// Reads what the history keeps; nothing where it is no such line.
    pub fn read(key: &str) -> Option<Self> {
        let (what, due_on) = key.split_once(" · ")?;
        let mut words = what.split(' ');
        let (name, sign, typed) = (words.next()?, words.next()?, words.next()?);
        let measure = Measure::parse(name)?;
        let value = value(measure, typed).ok()?;
        let (metric, clock, percent) = measure.words();
        Some(Self {
            metric,
            clock,
            percent,
            at_least: match sign {
                AT_LEAST => true,
                AT_MOST => false,
                _ => return None,
            },
            #[expect(clippy::cast_precision_loss, reason = "a share or seconds, fewer than 2^52")]
            wanted: Quantity::of(measure, value as f64),
            due_on: due_on.parse().ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use souffleur_core::id::{ObjectiveId, UserId};

    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let id = "01936f00-0000-7000-8000-000000001044";
        let (id, owner): (ObjectiveId, UserId) = (id.parse().unwrap(), id.parse().unwrap());
        for measure in Measure::all() {
            for (comparison, value) in [(Comparison::AtLeast, 9_900), (Comparison::AtMost, 3_600)] {
                let due_on = date(2028, 6, 30);
                let (topic, priority, active, version) = (None, 1, true, 1);
                let one = Objective {
                    id,
                    measure,
                    topic,
                    comparison,
                    value,
                    owner,
                    due_on,
                    priority,
                    active,
                    version,
                };
                let read = ObjectiveName::read(&key(&one)).unwrap();
                assert_eq!(read.due_on, due_on);
                assert_eq!(read.at_least, comparison == Comparison::AtLeast);
                assert_eq!((read.metric, read.clock, read.percent), measure.words());
                #[expect(clippy::cast_precision_loss, reason = "small")]
                let wanted = Quantity::of(measure, value as f64);
                assert_eq!(read.wanted, wanted);
            }
        }
    }

    #[test]
    fn other_lines_are_left_as_they_are() {
        for other in [
            "",
            "sizes",
            "rate ≥ 98",
            "rate > 98 · 2028-06-30",
            "rate ≥ many · 2028-06-30",
            "x ≥ 1 · 2028-06-30",
        ] {
            assert_eq!(ObjectiveName::read(other), None, "{other}");
        }
    }
}
