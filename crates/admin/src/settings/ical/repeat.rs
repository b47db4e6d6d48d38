//! How often an event takes place: its rule, the dates that are added to it, and those that are left out.

use icalendar::parser::Component;
use jiff::{
    Timestamp,
    civil::{Date, DateTime, date},
    tz::TimeZone,
};
use rrule::{RRuleError, RRuleSet};

use super::event::{instants, on_wall, said};

/// So many years of what comes back are taken over, beside the last one.
const YEARS_AHEAD: i16 = 5;
/// A rule is followed so far: every day for some eighty years.
const MOST_STEPS: usize = 30_000;

/// Every time that an event takes place, on the wall of its zone: once, or as its rule says, for some years around
/// today. None where the rule can't be followed.
pub(super) fn every_time(
    event: &Component<'_>,
    first: DateTime,
    zone: &TimeZone,
    today: Date,
) -> Option<Vec<DateTime>> {
    let mut times = match said(event, "RRULE") {
        None => vec![first],
        Some(rule) => by_rule(&rule, first, zone, today)?,
    };
    times.extend(listed(event, "RDATE", zone)?.into_iter().map(|(at, _)| at));
    let left_out = listed(event, "EXDATE", zone)?;
    times.retain(|at| {
        let out = |(out, all_day): &(DateTime, bool)| out == at || (*all_day && out.date() == at.date());
        !left_out.iter().any(out)
    });
    times.sort_unstable();
    times.dedup();
    Some(times)
}

fn listed(event: &Component<'_>, name: &str, zone: &TimeZone) -> Option<Vec<(DateTime, bool)>> {
    let lists = event.properties.iter().filter(|property| property.name.as_str() == name);
    let lists: Option<Vec<_>> = lists.map(|property| instants(property, zone)).collect();
    Some(lists?.concat())
}

/// The rule is followed on the wall, as if that were UTC: what begins at nine begins at nine all year.
fn by_rule(rule: &str, first: DateTime, zone: &TimeZone, today: Date) -> Option<Vec<DateTime>> {
    // The parser cuts a weekday at its bytes.
    if !rule.is_ascii() {
        return None;
    }
    let rule = rule.to_ascii_uppercase();
    // Some programs end a rule with a semicolon.
    let parts = rule.split(';').map(str::trim).filter(|part| !part.is_empty());
    let parts: Option<Vec<String>> = parts.map(|part| on_the_wall(part, zone)).collect();
    let written = |at: DateTime| at.strftime("%Y%m%dT%H%M%SZ").to_string();
    let text = format!("DTSTART:{}\nRRULE:{}", written(first), parts?.join(";"));
    let set: Result<RRuleSet, RRuleError> = text.parse();
    let (from, until) = (date(today.year() - 1, 1, 1), date(today.year() + YEARS_AHEAD, 12, 31));
    let steps = set.ok()?.limit();
    let times = steps
        .into_iter()
        .take(MOST_STEPS)
        .map(|at| Timestamp::from_second(at.timestamp()).map(|at| TimeZone::UTC.to_datetime(at)).ok());
    let times = times.take_while(|at| at.is_some_and(|at| at.date() <= until)).flatten();
    Some(times.filter(|at| at.date() >= from).collect())
}

/// A part of a rule, with its end on the wall. What comes back within a day is no closure.
fn on_the_wall(part: &str, zone: &TimeZone) -> Option<String> {
    match part.split_once('=')? {
        ("FREQ", "DAILY" | "WEEKLY" | "MONTHLY" | "YEARLY") => Some(part.to_owned()),
        ("FREQ" | "BYHOUR" | "BYMINUTE" | "BYSECOND", _) => None,
        ("UNTIL", end) => {
            let (end, all_day) = on_wall(end, None, zone)?;
            // The day that is named is the last one, whatever the hour.
            let end = if all_day { end.date().at(23, 59, 59, 0) } else { end };
            Some(format!("UNTIL={}", end.strftime("%Y%m%dT%H%M%SZ")))
        }
        _ => Some(part.to_owned()),
    }
}
