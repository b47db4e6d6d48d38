//! What somebody is told of, by which way, and when they are left in peace.

use std::collections::BTreeMap;

use jiff::{Timestamp, civil::Time, tz::TimeZone};
use serde::{Deserialize, Serialize};

use crate::permission::{Action, Reach, Role, reach};

/// What an alert is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AlertKind {
    /// A question was given to them.
    QuestionForYou,
    /// Time is running short for a promise.
    PromiseAtRisk,
    /// A promise was broken.
    PromiseBroken,
    /// At the start of the day: what is due in it.
    MorningDigest,
    /// Half an hour before noon: what is still to be answered.
    NoonDigest,
}

impl AlertKind {
    /// Every kind, in the order of the profile page.
    pub const ALL: [Self; 5] = [
        Self::QuestionForYou,
        Self::PromiseAtRisk,
        Self::PromiseBroken,
        Self::MorningDigest,
        Self::NoonDigest,
    ];

    /// The name in the schema.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::QuestionForYou => "question_for_you",
            Self::PromiseAtRisk => "promise_at_risk",
            Self::PromiseBroken => "promise_broken",
            Self::MorningDigest => "morning_digest",
            Self::NoonDigest => "noon_digest",
        }
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == name)
    }

    /// Whether it can go this way: a digest is a letter and nothing else.
    pub const fn goes(self, way: Way) -> bool {
        !matches!(self, Self::MorningDigest | Self::NoonDigest) || matches!(way, Way::Mail)
    }

    /// Whether it is ever told to somebody of this role: who holds questions, or sees all of them.
    pub const fn concerns(self, role: Role) -> bool {
        match self {
            Self::QuestionForYou => matches!(reach(role, Action::Draft), Reach::Own),
            Self::PromiseAtRisk | Self::PromiseBroken | Self::MorningDigest | Self::NoonDigest => {
                !matches!(reach(role, Action::ReadQuestions), Reach::Nothing)
            }
        }
    }
}

/// How somebody is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Way {
    /// In the page, while it is open and afterwards.
    Page,
    /// By letter.
    Mail,
    /// By the browser, over whatever else is on the screen, where they have allowed it.
    Browser,
}

impl Way {
    /// Every way.
    pub const ALL: [Self; 3] = [Self::Page, Self::Mail, Self::Browser];

    /// The name in the schema.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Page => "page",
            Self::Mail => "mail",
            Self::Browser => "browser",
        }
    }

    /// Reads a name of the schema.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.as_str() == name)
    }
}

/// What somebody chose to be told of, and when not. What they did not choose is as the house has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertChoice {
    /// The ways of each kind that was chosen upon; every way where it was not.
    #[serde(default)]
    pub ways: BTreeMap<AlertKind, Vec<Way>>,
    /// When they are left in peace.
    #[serde(default)]
    pub quiet: Quiet,
}

/// When somebody is left in peace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Quiet {
    /// When the house is quiet.
    #[default]
    House,
    /// Never.
    Never,
    /// Between hours of their own.
    Hours(QuietHours),
}

impl AlertChoice {
    /// Whether an alert of this kind goes this way.
    pub fn goes(&self, kind: AlertKind, way: Way) -> bool {
        kind.goes(way) && self.ways.get(&kind).is_none_or(|ways| ways.contains(&way))
    }

    /// Whether an alert of this kind goes any way at all.
    pub fn wants(&self, kind: AlertKind) -> bool {
        Way::ALL.into_iter().any(|way| self.goes(kind, way))
    }

    /// When something that happens now may be told: at once, or when it is no longer quiet.
    pub fn tell_at(&self, house: Option<QuietHours>, now: Timestamp, zone: &TimeZone) -> Timestamp {
        let hours = match self.quiet {
            Quiet::House => house,
            Quiet::Never => None,
            Quiet::Hours(own) => Some(own),
        };
        hours.and_then(|hours| hours.end_after(now, zone)).unwrap_or(now)
    }
}

/// Hours of the day in which nobody is alerted. They may go past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    from: Time,
    until: Time,
}

/// Quiet hours that begin when they end: all day, or never?
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("quiet hours must begin and end at different times")]
pub struct NoHours;

impl QuietHours {
    /// Hours that begin and end at different times of the day.
    ///
    /// # Errors
    /// Where they begin when they end.
    pub fn new(from: Time, until: Time) -> Result<Self, NoHours> {
        if from == until { Err(NoHours) } else { Ok(Self { from, until }) }
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

    #[test]
    fn who_chose_nothing_is_told_every_way_and_a_digest_by_letter() {
        let mut choice = AlertChoice::default();
        assert!(choice.goes(AlertKind::PromiseBroken, Way::Browser));
        assert!(
            choice.goes(AlertKind::NoonDigest, Way::Mail) && !choice.goes(AlertKind::NoonDigest, Way::Page)
        );
        choice.ways.insert(AlertKind::PromiseBroken, vec![Way::Page]);
        assert!(!choice.goes(AlertKind::PromiseBroken, Way::Mail));
        choice.ways.insert(AlertKind::NoonDigest, Vec::new());
        assert!(!choice.wants(AlertKind::NoonDigest));
    }

    #[test]
    fn ones_own_quiet_comes_before_the_houses() {
        let now = "2026-11-23T22:00:00Z".parse().unwrap();
        let house = Some(hours("20:00", "07:30"));
        let zone = TimeZone::get("Europe/Paris").unwrap();
        let at =
            |quiet| AlertChoice { quiet, ..AlertChoice::default() }.tell_at(house, now, &zone).to_string();
        assert_eq!(at(Quiet::House), "2026-11-24T06:30:00Z");
        assert_eq!(at(Quiet::Never), "2026-11-23T22:00:00Z");
        assert_eq!(at(Quiet::Hours(hours("21:00", "09:00"))), "2026-11-24T08:00:00Z");
    }
}
