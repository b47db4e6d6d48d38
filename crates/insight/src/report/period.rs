//! The days that a report is about.

use std::ops::RangeInclusive;

use jiff::{Timestamp, ToSpan as _, civil::Date, tz::TimeZone};
use serde::{Deserialize, Serialize};
use souffleur_app::{
    App,
    error::{Error, Problem, Problems},
    snapshot::house_zone,
};

/// More days than this in one report is a slip of the pen.
const MOST_DAYS: i32 = 1_097;
/// Years in which there were or will be desks; at the far ends of time a day has no instants.
const YEARS: RangeInclusive<i16> = 1970..=9000;

/// Whole days in the desk's own time zone, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The last day.
    pub to: Date,
}

impl Period {
    /// Reads two dates; at most three years apart, the second not before the first.
    pub fn parse(from: &str, to: &str) -> Result<Self, Error> {
        let mut problems = Problems::default();
        let parse = |text: &str| text.trim().parse().ok().filter(|date: &Date| YEARS.contains(&date.year()));
        let mut date = |field, text: &str| problems.take(field, parse(text).ok_or(Problem::Date));
        let (from, to) = (date("from", from), date("to", to));
        if let (Some(from), Some(to)) = (from, to) {
            if to < from {
                problems.note("to", Problem::Reversed);
            } else if (to - from).get_days() >= MOST_DAYS {
                problems.note("to", Problem::PeriodTooLong { days: MOST_DAYS });
            }
        }
        problems.check()?;
        match (from, to) {
            (Some(from), Some(to)) => Ok(Self { from, to }),
            // Both were read, or a problem was noted.
            _ => Err(Error::invalid("from", Problem::Date)),
        }
    }

    /// Every day of it.
    pub fn days(self) -> impl Iterator<Item = Date> {
        self.from.series(1.day()).take_while(move |day| *day <= self.to)
    }

    /// The instants from which, and before which, it lasts in a zone. A day that begins in a gap of the clock begins
    /// when the gap ends.
    pub(super) fn instants(self, zone: &TimeZone) -> Result<(Timestamp, Timestamp), Error> {
        let start = |day: Date| day.to_zoned(zone.clone()).map(|start| start.timestamp());
        let end = self.to.tomorrow().and_then(start).map_err(Error::internal)?;
        Ok((start(self.from).map_err(Error::internal)?, end))
    }
}

/// The last seven days, today included.
pub fn default_period(app: &App) -> Period {
    let to = app.now().to_zoned(house_zone(&app.settings())).date();
    Period { from: to.saturating_sub(6.days()), to }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_period_is_two_dates_in_order() {
        let fields = |from, to| match Period::parse(from, to) {
            Err(Error::Invalid(errors)) => errors.into_iter().map(|error| error.field).collect(),
            _ => Vec::new(),
        };
        assert_eq!(Period::parse("2026-11-01", " 2026-11-30").unwrap().days().count(), 30);
        assert_eq!(fields("2026-11-02", "2026-11-01"), ["to"]);
        assert_eq!(fields("yesterday", ""), ["from", "to"]);
        assert_eq!(fields("2020-01-01", "2026-01-01"), ["to"]);
        assert_eq!(fields("-9999-01-01", "9999-12-31"), ["from", "to"]);
    }

    #[test]
    fn a_day_is_as_long_as_it_really_is() {
        let paris = TimeZone::get("Europe/Paris").unwrap();
        let hours = |day: &str| {
            let (from, to) = Period::parse(day, day).unwrap().instants(&paris).unwrap();
            (to - from).total(jiff::Unit::Hour).unwrap()
        };
        assert_eq!((hours("2026-03-28"), hours("2026-03-29"), hours("2026-10-25")), (24.0, 23.0, 25.0));
    }
}
