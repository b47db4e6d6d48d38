//! What somebody chose to be told of, and when not.

use std::collections::BTreeMap;

use jiff::{Timestamp, tz::TimeZone};
use serde::{Deserialize, Serialize};

use super::{AlertKind, NotifyVia, QuietHours};

/// What somebody chose to be told of, and when not. What they did not choose is as the house has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct AlertChoice {
    /// The ways of each kind that was chosen upon; every way where it was not.
    #[serde(default)]
    pub ways: BTreeMap<AlertKind, Vec<NotifyVia>>,
    /// When they are left in peace.
    #[serde(default)]
    pub quiet: QuietSetting,
}

/// When somebody is left in peace.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum QuietSetting {
    /// When the house is quiet.
    #[default]
    House,
    /// Never.
    Never,
    /// Between hours of their own.
    Hours(QuietHours),
}

impl AlertChoice {
    /// Whether alerts of this kind are sent this way.
    pub fn is_enabled(&self, kind: AlertKind, way: NotifyVia) -> bool {
        kind.supports(way) && self.ways.get(&kind).is_none_or(|ways| ways.contains(&way))
    }

    /// Whether alerts of this kind are sent at all.
    pub fn wants(&self, kind: AlertKind) -> bool {
        NotifyVia::ALL.into_iter().any(|way| self.is_enabled(kind, way))
    }

    /// When something that happens now may be told: at once, or when it is no longer quiet.
    pub fn tell_at(&self, house: Option<QuietHours>, now: Timestamp, zone: &TimeZone) -> Timestamp {
        let hours = match self.quiet {
            QuietSetting::House => house,
            QuietSetting::Never => None,
            QuietSetting::Hours(own) => Some(own),
        };
        hours.and_then(|hours| hours.end_after(now, zone)).unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(from: &str, until: &str) -> QuietHours {
        QuietHours::new(from.parse().unwrap(), until.parse().unwrap()).unwrap()
    }

    #[test]
    fn who_chose_nothing_is_told_every_way_and_a_digest_by_letter() {
        let mut choice = AlertChoice::default();
        assert!(choice.is_enabled(AlertKind::PromiseBroken, NotifyVia::Browser));
        assert!(
            choice.is_enabled(AlertKind::NoonDigest, NotifyVia::Mail)
                && !choice.is_enabled(AlertKind::NoonDigest, NotifyVia::Page)
        );
        choice.ways.insert(AlertKind::PromiseBroken, vec![NotifyVia::Page]);
        assert!(!choice.is_enabled(AlertKind::PromiseBroken, NotifyVia::Mail));
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
        assert_eq!(at(QuietSetting::House), "2026-11-24T06:30:00Z");
        assert_eq!(at(QuietSetting::Never), "2026-11-23T22:00:00Z");
        assert_eq!(at(QuietSetting::Hours(hours("21:00", "09:00"))), "2026-11-24T08:00:00Z");
    }
}
