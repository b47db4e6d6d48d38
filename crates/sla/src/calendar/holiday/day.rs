//! How a law names a day of the year.

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

/// A day as a law names it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Day {
    /// The same date every year: month and day.
    On(i8, i8),
    /// So many days after Easter Sunday; before it where negative.
    Easter(i64),
    /// So many days after the nth weekday of a month; the nth is counted from 1.
    After { month: i8, nth: i8, weekday: Weekday, days: i64 },
    /// The last such weekday strictly before a date.
    Before { weekday: Weekday, month: i8, day: i8 },
    /// A date, in years in which it falls on one of these weekdays only.
    OnlyOn(i8, i8, &'static [Weekday]),
    /// A date, but not in years in which it falls on one of these weekdays.
    NotOn(i8, i8, &'static [Weekday]),
    /// The first Thursday of April, or a week later when that is in the week before Easter.
    Naefels,
}

impl Day {
    /// The date in a year; none in years without it.
    pub(super) fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::On(month, day) => Date::new(year, month, day).ok(),
            Self::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
            Self::After { month, nth, weekday, days } => {
                let first = Date::new(year, month, 1).ok()?.nth_weekday_of_month(nth, weekday).ok()?;
                first.checked_add(days.days()).ok()
            }
            Self::Before { weekday, month, day } => {
                Date::new(year, month, day).ok()?.nth_weekday(-1, weekday).ok()
            }
            Self::OnlyOn(month, day, weekdays) => {
                Date::new(year, month, day).ok().filter(|date| weekdays.contains(&date.weekday()))
            }
            Self::NotOn(month, day, weekdays) => {
                Date::new(year, month, day).ok().filter(|date| !weekdays.contains(&date.weekday()))
            }
            Self::Naefels => {
                let thursday = Date::new(year, 4, 1).ok()?.nth_weekday_of_month(1, Weekday::Thursday).ok()?;
                let maundy = easter(year)?.checked_sub(3.days()).ok()?;
                if thursday == maundy { thursday.checked_add(7.days()).ok() } else { Some(thursday) }
            }
        }
    }
}

/// Easter Sunday of the Gregorian calendar, by the anonymous algorithm printed in *Nature*, 20 April 1876 (also in
/// J. Meeus, *Astronomical Algorithms*, chapter 8).
#[expect(clippy::many_single_char_names, reason = "the letters of the published algorithm")]
pub(super) fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    let (a, b, c) = (y % 19, y / 100, y % 100);
    let (d, e) = (b / 4, b % 4);
    let f = (b + 8) / 25;
    let g = (b - f + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let n = h + l - 7 * m + 114;
    Date::new(year, i8::try_from(n / 31).ok()?, i8::try_from(n % 31 + 1).ok()?).ok()
}
