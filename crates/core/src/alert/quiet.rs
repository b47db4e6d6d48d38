//! Hours of the day in which nobody is alerted.

use jiff::{Timestamp, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// Hours of the day in which nobody is alerted. They may go past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    from: Time,
    until: Time,
}

/// Quiet hours that begin when they end: all day, or never?
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("quiet hours must begin and end at different times")]
pub struct EmptyQuietHours;

impl QuietHours {
    /// Hours that begin and end at different times of the day.
    ///
    /// # Errors
    /// Where they begin when they end.
    pub fn new(from: Time, until: Time) -> Result<Self, EmptyQuietHours> {
        if from == until { Err(EmptyQuietHours) } else { Ok(Self { from, until }) }
    }

    /// When they begin.
    pub const fn from(self) -> Time {
        self.from
    }

    /// When they end.
    pub const fn until(self) -> Time {
        self.until
    }

    /// When the quiet ends that an instant falls into, if it falls into one.
    pub fn end_after(self, now: Timestamp, zone: &TimeZone) -> Option<Timestamp> {
        let local = zone.to_datetime(now);
        let (date, time) = (local.date(), local.time());
        let overnight = self.from > self.until;
        let ends = match (overnight, time >= self.from, time < self.until) {
            (false, true, true) | (true, _, true) => date,
            (true, true, false) => date.tomorrow().ok()?,
            _ => return None,
        };
        let end = zone.to_ambiguous_timestamp(ends.to_datetime(self.until)).compatible().ok()?;
        // A clock that is set back may make an end of what has ended.
        (end > now).then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: &str, until: &str) -> QuietHours {
        QuietHours::new(from.parse().unwrap(), until.parse().unwrap()).unwrap()
    }

    fn end(hours: QuietHours, at: &str) -> Option<String> {
        let zone = TimeZone::get("Europe/Paris").unwrap();
        hours.end_after(at.parse().unwrap(), &zone).map(|end| end.to_string())
    }

    #[test]
    fn the_night_ends_in_the_morning() {
        let night = hours("20:00", "07:30");
        assert_eq!(end(night, "2026-11-23T18:59:59Z"), None);
        assert_eq!(end(night, "2026-11-23T19:00:00Z").as_deref(), Some("2026-11-24T06:30:00Z"));
        assert_eq!(end(night, "2026-11-24T01:00:00Z").as_deref(), Some("2026-11-24T06:30:00Z"));
        assert_eq!(end(night, "2026-11-24T06:30:00Z"), None, "when it ends it is over");
        // The night in which clocks are set forward.
        assert_eq!(end(night, "2027-03-27T21:00:00Z").as_deref(), Some("2027-03-28T05:30:00Z"));
    }

    #[test]
    fn a_break_at_noon_is_quiet_too() {
        let noon = hours("12:00", "14:00");
        assert_eq!(end(noon, "2026-11-23T11:30:00Z").as_deref(), Some("2026-11-23T13:00:00Z"));
        assert_eq!(end(noon, "2026-11-23T13:30:00Z"), None);
        assert!(QuietHours::new(noon.from(), noon.from()).is_err());
    }
}
