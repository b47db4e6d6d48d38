//! Public holidays of a country or of one of its regions, computed for any year from the laws that name them.
//!
//! The tables of `land.rs` are tested against the published dates of sixteen years (`tests/data/holidays.csv`).

mod day;
mod land;

use std::fmt;

use jiff::civil::Date;
use serde::{Serialize, Serializer};

use crate::{Invalid, Problem};
use land::{COUNTRIES, Country};

/// The years for which a calendar knows its holidays. What lies outside has ordinary hours.
pub(crate) const YEARS: std::ops::RangeInclusive<i16> = 1990..=2150;

/// A country, or a region of one, by its ISO 3166 code: `FR`, `FR-57`, `CH-GE`.
#[derive(Clone, Copy)]
pub struct Region {
    country: &'static Country,
    part: Option<&'static str>,
}

impl Region {
    /// Reads a code.
    pub fn parse(code: &str) -> Result<Self, Invalid> {
        let unknown = || Problem::UnknownRegion(code.to_owned()).at("");
        let (country, part) =
            code.split_once('-').map_or((code, None), |(country, part)| (country, Some(part)));
        let country = COUNTRIES.iter().find(|known| known.code == country).ok_or_else(unknown)?;
        let part = part.map(|part| country.parts.iter().find(|known| **known == part).ok_or_else(unknown));
        Ok(Self { country, part: part.transpose()?.copied() })
    }

    /// Every region there is, countries first, each followed by its parts.
    pub fn all() -> impl Iterator<Item = Self> {
        COUNTRIES.iter().flat_map(|country| {
            let parts = country.parts.iter().map(move |part| Self { country, part: Some(part) });
            std::iter::once(Self { country, part: None }).chain(parts)
        })
    }

    /// The holidays of a year in order, each with the key of its name; two on one day are one.
    pub fn holidays(self, year: i16) -> Vec<(Date, &'static str)> {
        let mut days: Vec<_> = self
            .country
            .holidays
            .iter()
            .copied()
            .flatten()
            .filter(|holiday| holiday.applies(self.part, year))
            .filter_map(|holiday| Some((holiday.day.in_year(year)?, holiday.name)))
            .collect();
        days.sort_by_key(|(date, _)| *date);
        days.dedup_by_key(|(date, _)| *date);
        days
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.country.code)?;
        self.part.map_or(Ok(()), |part| write!(f, "-{part}"))
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl PartialEq for Region {
    fn eq(&self, other: &Self) -> bool {
        self.country.code == other.country.code && self.part == other.part
    }
}

impl Eq for Region {}

impl Serialize for Region {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
