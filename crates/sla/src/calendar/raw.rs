//! A calendar as files, forms and the database write it; nothing in it has been checked.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::ser::SerializeStruct as _;
use serde::{Deserialize, Serialize, Serializer};

use super::{Calendar, DayHours, RawIntervals, Region, Week};
use crate::{Invalid, Problem};

/// The written shape of a [`Calendar`]: strings all the way down, so that every mistake can be named with its path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RawCalendar {
    /// An IANA name.
    pub time_zone: String,
    /// Intervals by `mon` to `sun`.
    #[serde(default)]
    pub week: BTreeMap<String, RawIntervals>,
    /// Intervals by date; none of them closes the day.
    #[serde(default)]
    pub exceptions: BTreeMap<String, RawIntervals>,
    /// The country or region whose public holidays are kept, by its ISO code: `FR`, `FR-57`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holidays: Option<String>,
}

impl TryFrom<RawCalendar> for Calendar {
    type Error = Invalid;

    fn try_from(raw: RawCalendar) -> Result<Self, Invalid> {
        let week = Week::from_raw(&raw.week).map_err(|error| error.under("week"))?;
        let exceptions = raw.exceptions.iter().map(read_exception).collect::<Result<_, _>>();
        let region = raw.holidays.as_deref().map(Region::parse).transpose();
        let region = region.map_err(|error| error.under("holidays"))?;
        let calendar =
            Self::new(&raw.time_zone, week, exceptions.map_err(|error| error.under("exceptions"))?)?;
        Ok(match region {
            Some(region) => calendar.with_holidays(region),
            None => calendar,
        })
    }
}

fn read_exception((key, intervals): (&String, &RawIntervals)) -> Result<(Date, DayHours), Invalid> {
    let date = key.parse::<Date>().ok().filter(|date| date.to_string() == *key);
    let date = date.ok_or_else(|| Problem::InvalidDate(key.clone()).at(key))?;
    Ok((date, DayHours::from_raw(intervals).map_err(|error| error.under(key))?))
}

impl<'de> Deserialize<'de> for Calendar {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::try_from(RawCalendar::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

impl Serialize for Calendar {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = if self.holidays().is_some() { 4 } else { 3 };
        let mut shape = serializer.serialize_struct("Calendar", fields)?;
        shape.serialize_field("time_zone", self.time_zone_name())?;
        shape.serialize_field("week", self.week())?;
        shape.serialize_field("exceptions", self.exceptions())?;
        if let Some(region) = self.holidays() {
            shape.serialize_field("holidays", &region)?;
        }
        shape.end()
    }
}
